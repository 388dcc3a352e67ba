import { compareMessages, type Difference } from './compare.ts'
import type { Copy } from './copy.ts'
import type { Message } from './outcome.ts'

/** Why what is on record did not come out the same in the days told again as they were. */
export const CAUSES = {
  named_otherwise: 'name somebody as they were called then, and the copy keeps only what they are called now',
  words_gone: 'have no words any more to be compared with',
  not_done: 'tell of what the business had set, connected or registered, which is not done again',
  fault: 'met a fault of a provider that is not met again, or tell of one',
  tried: 'have words that were tried then, in a trial that has ended',
  follows: 'follow from one of these',
  unexplained: 'are not explained',
} as const
export type Cause = keyof typeof CAUSES

export type Reproduced = {
  messages: number
  same: number
  /** Messages that the record has not. */
  more: number
  /** Of those that differ and those that are more. */
  causes: Partial<Record<Cause, number>>
  unexplained: Difference[]
}

const FAULTED = `select entry_id as id from outbox where attempts > 1 or doubt_since is not null
  union select json_extract(fact, '$.entryId') from timeline
  where json_extract(fact, '$.type') in ('entry_delayed', 'entry_in_doubt', 'entry_dead')`

/** What the technician is told where something did not go its way. */
const OF_FAULTS = new Set(['message_in_doubt', 'dead_letter', 'text_failed', 'alert_delayed', 'lead_untexted'])

/** Orders whose words were those of an experiment's variant. */
const TRIED = `select entry_id as id from outbox where composed ->> 'variant' like 'test@%'`

const NOT_DONE = new Set(['registration_moved', 'crm_disconnected', 'business_closed'])

/** Once it has another course it stays apart for as long as a conversation does. */
const FOLLOWS_WITHIN_MS = 30 * 86_400_000

export function explainRecord(
  copy: Copy,
  recorded: readonly Message[],
  before: readonly Message[],
  until: number,
): Reproduced {
  const faulted = new Set(copy.rows(FAULTED).map(({ id }) => String(id)))
  const tried = new Set(copy.rows(TRIED).map(({ id }) => String(id)))
  const differences = compareMessages(recorded, before)
    .filter((one) => one.before !== null || atOf(one) < until)
    .toSorted((one, other) => atOf(one) - atOf(other))
  const lastApart = new Map<string, number>()
  const causes: Reproduced['causes'] = {}
  const unexplained: Difference[] = []
  for (const difference of differences) {
    const { customerId } = difference
    const own = causeOf(difference, copy, faulted, tried)
    const since = atOf(difference) - (lastApart.get(customerId) ?? -Infinity)
    const cause = own ?? (since < FOLLOWS_WITHIN_MS ? 'follows' : 'unexplained')
    if (cause === 'fault' || cause === 'follows') lastApart.set(customerId, atOf(difference))
    if (cause === 'unexplained') unexplained.push(difference)
    causes[cause] = (causes[cause] ?? 0) + 1
  }
  const more = differences.filter((one) => one.before === null).length
  return { messages: recorded.length, same: recorded.length - (differences.length - more), more, causes, unexplained }
}

function causeOf(
  difference: Difference,
  copy: Copy,
  faulted: ReadonlySet<string>,
  tried: ReadonlySet<string>,
): Cause | null {
  const { before, after, what, template, isForTechnician, channel } = difference
  if (before?.isRedacted) return 'words_gone'
  if (before?.entryId && faulted.has(before.entryId)) return 'fault'
  if (before?.entryId && tried.has(before.entryId) && what.join() === 'words') return 'tried'
  if (isForTechnician && NOT_DONE.has(template)) return 'not_done'
  // A notice that was held up as a text goes out as an e-mail beside it.
  const isBeside = channel === 'email' && (before === null || after === null)
  if (isForTechnician && (OF_FAULTS.has(template) || isBeside)) return 'fault'
  const name = copy.people.get(difference.customerId)?.['name']
  const isNamed = before && after && what.join() === 'words' && typeof name === 'string'
  return isNamed && isButNamed(before.words, after.words, name) ? 'named_otherwise' : null
}

const NAME_CHARS_MAX = 80

/** Whether one would be the other, had somebody another name or none. */
function isButNamed(then: string, now: string, name: string): boolean {
  const parts = now.split(name)
  if (parts.length < 2) return false
  const escaped = parts.map((part, place) => escapePattern(place === 0 ? part : part.trimStart()))
  return new RegExp(`^${escaped.join(`.{0,${NAME_CHARS_MAX}}`)}$`, 's').test(then)
}

function escapePattern(words: string): string {
  return words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}

function atOf({ before, after }: Difference): number {
  return before?.at ?? after?.at ?? 0
}
