import { DAY_MS, type Instant } from '../base/clock.ts'
import { ATTENTION_MAX, BOOKING_AGE_MAX_MS, PRIVACY_FIRST_REMINDER_DAYS, UNREACHED_AGE_MAX_MS } from '../base/limits.ts'
import { isReminderDue, REVOKE_ALL } from '../base/revocation.ts'
import { isOutsideHours } from '../base/opening-hours.ts'
import { describePhone } from '../base/phone.ts'
import type { AttentionView, Language } from '../contract/board.ts'
import {
  isSettling,
  loadCandidates,
  loadFailedEntries,
  loadMarks,
  settlesWish,
  type Candidate,
  type FailedEntry,
  type Mark,
} from '../storage/attention-rows.ts'
import { loadCanary } from '../storage/canary-rows.ts'
import { loadConnection, loadSetUp } from '../storage/crm-connection.ts'
import { conflictMatters } from './conflicts.ts'
import { findLostChoices } from './crm-choices.ts'
import { loadUnended } from '../storage/agenda-rows.ts'
import { loadCustomer, type Customer } from '../storage/customer-rows.ts'
import { loadOpenEmergencies, type EmergencyRow } from '../storage/emergency-rows.ts'
import { loadPressingRequests, type PrivacyRequest } from '../storage/privacy-rows.ts'
import { loadUnpriced } from '../storage/quote-rows.ts'
import type { Context, Tenant } from '../storage/tenant-rows.ts'
import type { CrmTrouble } from '../timeline/crm-words.ts'
import { describeNeed, type Need } from '../timeline/describe.ts'
import type { NoticeReason, TimelineFact } from '../timeline/event.ts'
import type { BookingWish } from '../timeline/words.ts'
import type { Matter } from './matter.ts'
import { describeProposal, proposalMatters } from './proposal-matters.ts'
import { quoteMatter, visitMatter } from './work-matters.ts'

/** Told of these, the technician is waited for. */
const WAITED_FOR: ReadonlySet<NoticeReason> = new Set<NoticeReason>([
  'question_asked',
  'price_unknown',
  'visit_refused',
  'visit_opted_out',
  'unclear_reply',
  'called_again',
  'text_failed',
  'caller_hidden',
  'caller_unreachable',
  'caller_opted_out',
  'not_agreed',
  'call_too_old',
  'lead_untexted',
  'lead_again',
  'wrote_while_taken_over',
])

const URGENCY: Record<AttentionView['kind'], number> = {
  emergency: 0,
  booking: 1,
  waiting: 2,
  quote: 2,
  visit_over: 3,
  in_doubt: 4,
  dead_letter: 5,
  privacy: 6,
  unconfirmed: 7,
  crm: 8,
  conflict: 7,
  rule_change: 9,
  canary: 1,
  proposal: 8,
}

/** What needs the technician now, the most urgent first and then the longest waiting. Derived, so it goes by itself. */
export function readMatters(context: Context, now: Instant): Matter[] {
  const { db, tenant } = context
  const emergencies = loadOpenEmergencies(db).filter(({ state }) => UNTAKEN.has(state.status))
  const endangered = new Set(emergencies.map(({ customerId }) => customerId))
  const since = { wishedSince: now - BOOKING_AGE_MAX_MS, unreachedSince: now - UNREACHED_AGE_MAX_MS }
  const candidates = loadCandidates(db, since)
  const marks = Map.groupBy(
    loadMarks(
      db,
      candidates.map(({ customerId }) => customerId),
    ),
    ({ customerId }) => customerId,
  )
  const matters = [
    ...emergencies.map((emergency) => emergencyMatter(emergency, loadCustomer(db, emergency.customerId))),
    ...candidates.flatMap((candidate) => {
      const { customerId } = candidate
      const found = { candidate, marks: marks.get(customerId) ?? [], wishedSince: since.wishedSince }
      return mattersOf(found, tenant, endangered.has(customerId))
    }),
    ...loadUnended(db, now, ATTENTION_MAX).map(visitMatter),
    ...loadUnpriced(db, ATTENTION_MAX).map(quoteMatter),
    ...loadFailedEntries(db).flatMap((entry) => entryMatter(entry) ?? []),
    ...crmMatters(db, tenant),
    ...conflictMatters(db, now),
    ...canaryMatters(db),
    ...proposalMatters(context),
    ...ruleMatters(tenant, now),
    ...loadPressingRequests(db, now + PRIVACY_FIRST_REMINDER_DAYS * DAY_MS).map((request) =>
      privacyMatter(request, now),
    ),
  ]
  const order = (one: Matter, other: Matter) =>
    URGENCY[one.need.kind] - URGENCY[other.need.kind] || one.since - other.since
  return matters.toSorted(order).slice(0, ATTENTION_MAX)
}

export function wordMatters(matters: readonly Matter[], language: Language): AttentionView[] {
  return matters.map(({ need, who, ...matter }) => ({
    ...matter,
    kind: need.kind,
    sentence: need.kind === 'proposal' ? describeProposal(need, language) : describeNeed(need, who, language),
  }))
}

/** What a customer's marks leave open, in the order in which they were made. */
type Open = {
  bookingSince: Instant | null
  waitingSince: Instant | null
  reason: NoticeReason
}

type Found = { candidate: Candidate; marks: readonly Mark[]; wishedSince: Instant }

function mattersOf({ candidate, marks, wishedSince }: Found, tenant: Tenant, isEndangered: boolean): Matter[] {
  const since = Math.max(wishedSince, candidate.leadSince ?? 0)
  const open = marks
    .filter(({ fact, at }) => fact.type !== 'booking_wanted' || at >= since)
    .reduce(follow, {
      bookingSince: null,
      waitingSince: null,
      reason: 'question_asked',
    } as Open)
  const { customerId, journeyId, leadId, wishedAt } = candidate
  const who = candidate.name ?? (candidate.phone === null ? null : describePhone(candidate.phone))
  const base = { customerId, entryId: null, journeyId: null, who }
  const matters: Matter[] = []
  // An emergency wants a visit too; it is one matter as long as it lasts.
  if (!isEndangered && open.bookingSince !== null && leadId !== null) {
    const need = { kind: 'booking' as const, wish: judgeWish(wishedAt, tenant) }
    matters.push({ ...base, id: `booking:${leadId}`, since: open.bookingSince, wishedAt, need })
  }
  if (open.waitingSince !== null && (journeyId !== null || candidate.isUnreached === 1)) {
    const need = { kind: 'waiting' as const, reason: open.reason }
    matters.push({ ...base, id: `waiting:${journeyId ?? customerId}`, since: open.waitingSince, wishedAt: null, need })
  }
  return matters
}

/** Until somebody has taken it. After that its visit is a visit like any other. */
const UNTAKEN: ReadonlySet<string> = new Set(['open', 'alerted', 'spent'])

function emergencyMatter({ journeyId, customerId, state, openedAt }: EmergencyRow, customer: Customer | null): Matter {
  const danger = state.status === 'closed' ? '' : state.alarm.danger
  const phone = customer?.phone ?? null
  return {
    id: `emergency:${journeyId}`,
    customerId,
    entryId: null,
    journeyId,
    since: openedAt,
    wishedAt: null,
    who: customer?.name ?? (phone === null ? null : describePhone(phone)),
    need: { kind: 'emergency', danger, isUnanswered: state.status === 'spent' },
  }
}

function judgeWish(wishedAt: Instant | null, { profile }: Tenant): BookingWish {
  if (wishedAt === null) return 'without_time'
  return isOutsideHours(profile.openingHours, wishedAt, profile.timeZone) ? 'outside_hours' : 'within_hours'
}

/** What a fact settles. Words of a person answer, but they do not yet agree on a visit. */
const ANSWERING: ReadonlySet<TimelineFact['type']> = new Set([
  'text_sent',
  'handed_back',
  'call_answered',
  'quote_approved',
  'quote_closed',
])

function follow(open: Open, { at, fact }: Mark): Open {
  if (ANSWERING.has(fact.type)) return { ...open, waitingSince: null }
  if (isSettling(fact)) return { ...open, bookingSince: null, waitingSince: null }
  if (settlesWish(fact)) return { ...open, bookingSince: null }
  if (fact.type === 'booking_wanted') return { ...open, bookingSince: open.bookingSince ?? at }
  // We had told of a caller nobody knew, and know by now who it is.
  if (fact.type === 'contact_found' && open.reason === 'caller_hidden') return { ...open, waitingSince: null }
  if (fact.type !== 'technician_told') return open
  if (!WAITED_FOR.has(fact.reason)) return open
  return { ...open, waitingSince: open.waitingSince ?? at, reason: fact.reason }
}

function privacyMatter({ requestId, status, confirmBy, dueAt, receivedAt }: PrivacyRequest, now: Instant): Matter {
  const waitsForReceipt = status === 'received' && confirmBy !== null
  const isLate = now > dueAt || (waitsForReceipt && now > confirmBy)
  const press = isLate ? 'late' : waitsForReceipt && confirmBy < dueAt ? 'confirm' : 'due'
  const rest = { customerId: null, entryId: null, journeyId: null, since: receivedAt, wishedAt: null, who: null }
  return { ...rest, id: `privacy:${requestId}`, need: { kind: 'privacy', press } }
}

/** Where the business lets people opt out of offers alone, somebody has to look at that before the law ends it. */
function ruleMatters({ policy }: Tenant, now: Instant): Matter[] {
  const on = REVOKE_ALL.bindsFrom
  if (policy.revocationScope === 'all' || !isReminderDue(now)) return []
  const rest = { customerId: null, entryId: null, journeyId: null, since: now, wishedAt: null, who: null }
  return [{ ...rest, id: `rule_change:${on}`, need: { kind: 'rule_change', on } }]
}

/** Until a later check finds the way open again. */
function canaryMatters(db: Context['db']): Matter[] {
  const { last } = loadCanary(db)
  if (last === null || last.code === null) return []
  const rest = { customerId: null, entryId: null, journeyId: null, since: last.at, wishedAt: null, who: null }
  return [{ ...rest, id: `canary:${last.at}`, need: { kind: 'canary', code: last.code } }]
}

/** Goes by itself once the connection stands again, or the pipeline is there. */
function crmMatters(db: Context['db'], tenant: Tenant): Matter[] {
  const connection = loadConnection(db, tenant)
  const setUp = connection && loadSetUp(db)
  if (!connection) return []
  const isLost = connection.lost !== null
  const troubles: CrmTrouble[] = connection.lost
    ? [connection.lost]
    : [...(setUp?.hasPipeline === false ? (['no_pipeline'] as const) : []), ...findLostChoices(db, setUp)]
  const since = isLost ? connection.since : (setUp?.at ?? connection.since)
  const rest = { customerId: null, entryId: null, journeyId: null, since, wishedAt: null, who: null }
  const scope = connection.missing ?? null
  return troubles.map((trouble) => ({ ...rest, id: `crm:${trouble}`, need: { kind: 'crm', trouble, scope } }))
}

/** There is nothing to confirm any more where the carrier has done it, or we have. */
const CONFIRMED_ANYHOW = new Set(['21610', 'do_not_disturb', 'confirmation_already_sent', 'confirmation_not_due'])

function needOf({ lane, status, code, order }: FailedEntry): Need | null {
  if (status === 'in_doubt') return { kind: 'in_doubt', provider: lane }
  const isConfirmation = order.type === 'send_sms' && order.template === 'opt_out_confirmation'
  if (isConfirmation) return CONFIRMED_ANYHOW.has(code ?? '') ? null : { kind: 'unconfirmed' }
  return { kind: 'dead_letter', provider: lane, code: code ?? 'unknown' }
}

function entryMatter(entry: FailedEntry): Matter | null {
  const { entryId, customerId, since } = entry
  const need = needOf(entry)
  if (need === null) return null
  return { id: `${need.kind}:${entryId}`, customerId, entryId, journeyId: null, since, wishedAt: null, need, who: null }
}
