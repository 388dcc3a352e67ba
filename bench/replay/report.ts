import { describeDeliveryCode } from '../../tenants/base/delivery-codes.ts'
import { maskPhone } from '../../tenants/base/e164.ts'
import { appeared, compareMessages, type Difference } from './compare.ts'
import type { Message } from './outcome.ts'
import type { RunThrough } from './run-through.ts'

/** One message as both runs have it; null where a run has none. Words are null where they are not to be shown. */
export type Side = { at: number; fate: string; segments: number; words: string | null } | null
export type Changed = {
  customerId: string
  to: string
  channel: string
  template: string
  what: string[]
  before: Side
  after: Side
}

/** What a change would have done, for a person to act on and for a program to read. */
export type Report = {
  change: string
  messages: { before: number; after: number }
  /** Of texts that went out, to customers and to people of the business. */
  segments: { before: number; after: number }
  /** What the business's own deeds could not do any more, by kind. */
  undone: Record<string, number>
  byTemplate: Record<string, number>
  changed: Changed[]
  refused: { at: number; customerId: string; template: string; code: string; meaning: string | null }[]
  /** Promises and rules that held before, in words. */
  broken: string[]
}

export function reportOn(change: string, before: RunThrough, after: RunThrough, isOpen: boolean): Report {
  const differences = compareMessages(before.messages, after.messages)
  const refused = appeared(before.refusals, after.refusals, ({ customerId, template, code }) =>
    [customerId, template, code].join(),
  )
  return {
    change,
    messages: { before: before.messages.length, after: after.messages.length },
    segments: { before: segmentsOf(before.messages), after: segmentsOf(after.messages) },
    undone: countEach(appeared(before.undone, after.undone, (kind) => kind)),
    byTemplate: countEach(differences.map(({ template }) => template)),
    changed: differences
      .map((difference) => show(difference, isOpen))
      .toSorted((one, other) => atOf(one) - atOf(other)),
    refused: refused.map((refusal) => ({ ...refusal, meaning: describeDeliveryCode(refusal.code, 'en') })),
    broken: appeared(before.broken, after.broken, (what) => what),
  }
}

/** Of what is told the technician, of letters and of what a person typed the words are people's own. */
function show({ isForTechnician, to, template, channel, ...difference }: Difference, isOpen: boolean): Changed {
  const hasWords = isOpen || (!isForTechnician && channel === 'sms' && template !== 'human_text')
  const side = (message: Message | null): Side =>
    message && {
      at: message.at,
      fate: message.fate,
      segments: message.segments,
      words: hasWords ? message.words : null,
    }
  const { customerId, what, before, after } = difference
  const shown = isOpen ? to : to.startsWith('+') ? maskPhone(to) : '-'
  return { customerId, to: shown, channel, template, what, before: side(before), after: side(after) }
}

function atOf({ before, after }: Changed): number {
  return before?.at ?? after?.at ?? 0
}

function segmentsOf(messages: readonly Message[]): number {
  return messages.reduce((sum, { fate, segments }) => sum + (fate === 'sent' ? segments : 0), 0)
}

export function countEach(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}
