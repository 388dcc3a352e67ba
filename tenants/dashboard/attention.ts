import type { Instant } from '../base/clock.ts'
import { ATTENTION_MAX, BOOKING_AGE_MAX_MS } from '../base/limits.ts'
import { isOutsideHours } from '../base/opening-hours.ts'
import { describePhone } from '../base/phone.ts'
import type { AttentionView, Language } from '../contract/board.ts'
import {
  loadCandidates,
  loadFailedEntries,
  loadMarks,
  type Candidate,
  type FailedEntry,
  type Mark,
} from '../storage/attention-rows.ts'
import type { Context, Tenant } from '../storage/tenant-rows.ts'
import { describeNeed, type Need } from '../timeline/describe.ts'
import type { NoticeReason, TimelineFact } from '../timeline/event.ts'
import type { BookingWish } from '../timeline/words.ts'

/** One matter before it is put into words. */
export type Matter = Omit<AttentionView, 'sentence' | 'kind'> & { need: Need; who: string | null }

/** Told of these, the technician is waited for. */
const WAITED_FOR: ReadonlySet<NoticeReason> = new Set<NoticeReason>([
  'question_asked',
  'price_unknown',
  'unclear_reply',
  'called_again',
  'text_failed',
  'wrote_while_taken_over',
])

const URGENCY: Record<AttentionView['kind'], number> = {
  emergency: 0,
  booking: 1,
  waiting: 2,
  in_doubt: 3,
  dead_letter: 4,
}

/** What needs the technician now, the most urgent first and then the longest waiting. Derived, so it goes by itself. */
export function readMatters({ db, tenant }: Context, now: Instant): Matter[] {
  const candidates = loadCandidates(db, now - BOOKING_AGE_MAX_MS)
  const marks = Map.groupBy(
    loadMarks(
      db,
      candidates.map(({ customerId }) => customerId),
    ),
    ({ customerId }) => customerId,
  )
  const matters = [
    ...candidates.flatMap((candidate) => mattersOf(candidate, marks.get(candidate.customerId) ?? [], tenant)),
    ...loadFailedEntries(db).map(entryMatter),
  ]
  const order = (one: Matter, other: Matter) =>
    URGENCY[one.need.kind] - URGENCY[other.need.kind] || one.since - other.since
  return matters.toSorted(order).slice(0, ATTENTION_MAX)
}

export function wordMatters(matters: readonly Matter[], language: Language): AttentionView[] {
  return matters.map(({ need, who, ...matter }) => ({
    ...matter,
    kind: need.kind,
    sentence: describeNeed(need, who, language),
  }))
}

/** What a customer's marks leave open, in the order in which they were made. */
type Open = {
  emergencySince: Instant | null
  bookingSince: Instant | null
  waitingSince: Instant | null
  reason: NoticeReason
}

function mattersOf(candidate: Candidate, marks: readonly Mark[], tenant: Tenant): Matter[] {
  const open = marks.reduce(follow, {
    emergencySince: null,
    bookingSince: null,
    waitingSince: null,
    reason: 'question_asked',
  } as Open)
  const { customerId, journeyId, leadId, wishedAt } = candidate
  const who = candidate.name ?? (candidate.phone === null ? null : describePhone(candidate.phone))
  const base = { customerId, entryId: null, who }
  const matters: Matter[] = []
  // An emergency wants a visit too; it is one matter as long as it lasts.
  if (open.emergencySince !== null) {
    const id = `emergency:${leadId ?? journeyId ?? customerId}`
    matters.push({ ...base, id, since: open.emergencySince, wishedAt, need: { kind: 'emergency' } })
  } else if (open.bookingSince !== null && leadId !== null) {
    const need = { kind: 'booking' as const, wish: judgeWish(wishedAt, tenant) }
    matters.push({ ...base, id: `booking:${leadId}`, since: open.bookingSince, wishedAt, need })
  }
  if (open.waitingSince !== null && journeyId !== null) {
    const need = { kind: 'waiting' as const, reason: open.reason }
    matters.push({ ...base, id: `waiting:${journeyId}`, since: open.waitingSince, wishedAt: null, need })
  }
  return matters
}

function judgeWish(wishedAt: Instant | null, { profile }: Tenant): BookingWish {
  if (wishedAt === null) return 'without_time'
  return isOutsideHours(profile.openingHours, wishedAt, profile.timeZone) ? 'outside_hours' : 'within_hours'
}

/** What a fact settles. Words of a person answer, but they do not yet agree on a visit. */
const ANSWERING: ReadonlySet<TimelineFact['type']> = new Set(['text_sent', 'handed_back', 'call_answered'])
const SETTLING: ReadonlySet<TimelineFact['type']> = new Set([
  'booking_confirmed',
  'matter_settled',
  'lead_moved_by_hand',
])

function follow(open: Open, { at, fact }: Mark): Open {
  if (ANSWERING.has(fact.type)) return { ...open, emergencySince: null, waitingSince: null }
  if (SETTLING.has(fact.type)) return { ...open, emergencySince: null, bookingSince: null, waitingSince: null }
  if (fact.type === 'booking_wanted') return { ...open, bookingSince: open.bookingSince ?? at }
  if (fact.type !== 'technician_told') return open
  if (fact.reason === 'emergency') return { ...open, emergencySince: open.emergencySince ?? at }
  if (!WAITED_FOR.has(fact.reason)) return open
  return { ...open, waitingSince: open.waitingSince ?? at, reason: fact.reason }
}

function entryMatter(entry: FailedEntry): Matter {
  const { entryId, customerId, lane, since, status } = entry
  const need: Need =
    status === 'in_doubt'
      ? { kind: 'in_doubt', provider: lane }
      : { kind: 'dead_letter', provider: lane, code: entry.code ?? 'unknown' }
  return { id: `${need.kind}:${entryId}`, customerId, entryId, since, wishedAt: null, need, who: null }
}
