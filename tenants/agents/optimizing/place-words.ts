import { DAY_MS, type Instant } from '../../base/clock.ts'
import { EXPERIMENTS_SEEN_MAX } from '../../base/experiment-limits.ts'
import { isWayThere, placeWords, valueOfWords, wordsThere } from '../../record-crm-words.ts'
import { countBookedByCrm } from '../../storage/booked-rows.ts'
import { loadConnection } from '../../storage/crm-connection.ts'
import { loadCrmWords, wordsKey } from '../../storage/crm-values.ts'
import { loadOfScript } from '../../storage/experiment-rows.ts'
import { countReturns } from '../../storage/return-rows.ts'
import { loadScript } from '../../storage/script-rows.ts'
import type { Context } from '../../storage/tenant-rows.ts'
import type { Applied, Measured } from '../agent.ts'
import { maySay } from '../cx/apply.ts'
import { seeWinner } from '../cx/observe.ts'
import { averageJob } from '../retention/rules.ts'
import type { Ordering } from './apply.ts'
import type { WordsAction } from './words-action.ts'
import { WORDS_SPAN_DAYS, type WordsSeen } from './words-there.ts'

/** What Optimizing reads and does about the words of GoHighLevel's custom values, each in the caller's transaction. */

const SPAN_MS = WORDS_SPAN_DAYS * DAY_MS
/** Whoever came in gets so long to book. */
const BOOKED_WITHIN_MS = 14 * DAY_MS
export const MEASURE_WORDS_MS = SPAN_MS + BOOKED_WITHIN_MS
const SEEN_YEARS_MS = 5 * 365 * DAY_MS
const WORDS_TRIED = [
  { subject: 'missed_call_text', language: 'en' },
  { subject: 'missed_call_text', language: 'es' },
] as const

/** Whether any words there stayed behind those here, and could be written. */
export function hasWordsBehind({ db, tenant }: Context): boolean {
  return loadConnection(db, tenant)?.lost === null && Object.keys(loadCrmWords(db).kept).length > 0
}

export function seeWords(context: Context, now: Instant): WordsSeen[] {
  const { db } = context
  if (!hasWordsBehind(context)) return []
  const { crm: leads } = countBookedByCrm(db, now - MEASURE_WORDS_MS, now - BOOKED_WITHIN_MS, BOOKED_WITHIN_MS)
  return WORDS_TRIED.filter((where) => wordsKey(where) in loadCrmWords(db).kept).flatMap((where): WordsSeen[] => {
    const here = loadScript(db, where.subject, where.language)?.text ?? ''
    const experiment = loadOfScript(db, where.subject, where.language, EXPERIMENTS_SEEN_MAX).find(
      ({ status, arms, winner }) => status === 'won' && arms.find(({ arm }) => arm === winner)?.text === here,
    )
    const won = experiment && seeWinner(db, experiment, now)
    if (!won) return []
    const { experimentId, text, stood, won: counted } = won
    const fair = { before: won.fair.before, after: won.fair.after }
    const isTheirs = valueOfWords(context, where)?.isTheirs ?? false
    const trial = { experimentId, metric: experiment.metric, text, stood, won: counted, fair }
    return [{ ...where, there: wordsThere(context, where), here, isTheirs, won: trial, leads }]
  })
}

type Effected =
  { ok: true; undo: WordsAction | null } | { ok: false; code: 'changed_meanwhile' | 'not_set_up' | 'words_refused' }

/** What customers get here is put there, or what stood there before is put back. A person's words stand. */
export function applyWords(context: Context, action: WordsAction, { decisionId }: Ordering, now: Instant): Effected {
  // It says what is so already.
  if (action.kind === 'note_words_kept') return { ok: true, undo: null }
  const { db, tenant } = context
  const { subject, language, from, to } = action
  if (loadConnection(db, tenant)?.lost !== null) return { ok: false, code: 'not_set_up' }
  const isMoved = wordsThere(context, action) !== from || valueOfWords(context, action)?.isTheirs === true
  const isOvertaken = decisionId !== null && to !== (loadScript(db, subject, language)?.text ?? '')
  if (isMoved || isOvertaken) return { ok: false, code: 'changed_meanwhile' }
  if (to !== '' && !maySay(context, action, to, now)) return { ok: false, code: 'words_refused' }
  placeWords(context, { subject, language, text: to, decisionId }, now)
  return { ok: true, undo: { ...action, from: to, to: from, experimentId: null } }
}

/** Bookings of who came in by GoHighLevel, after against before, set against everybody else's of the same days. */
export function measureWords(context: Context, { decisionId, appliedAt }: Applied, now: Instant): Measured | null {
  const { db } = context
  // They never came there, so nothing came of them.
  if (isWayThere(context, decisionId)) return null
  const before = countBookedByCrm(db, appliedAt - SPAN_MS, appliedAt, BOOKED_WITHIN_MS)
  const after = countBookedByCrm(db, appliedAt, appliedAt + SPAN_MS, BOOKED_WITHIN_MS)
  return {
    ...{ before: before.crm, after: after.crm, control: { before: before.rest, after: after.rest } },
    valueMinor: averageJob(countReturns(db, now - SEEN_YEARS_MS, now)) ?? 0,
  }
}
