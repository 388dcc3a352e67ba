import { dropUnseen, freeBusy, takeBusy } from '../apply-busy.ts'
import { takeCrmText } from '../apply-crm-contact.ts'
import { takeVisit, compareVisit } from '../apply-crm-visit.ts'
import { compareCards } from '../apply-crm-card.ts'
import { DAY_MS, SECOND_MS, type Instant } from '../base/clock.ts'
import type { Phone } from '../base/e164.ts'
import { COMPARE_AHEAD_MS, COMPARE_LINKS_MAX, COMPARE_PAGES_MAX } from '../base/limits.ts'
import { nextStep, type CrmCompare, type CrmHealed } from '../journey/crm-order.ts'
import type { CrmEvent, CrmMessage, CrmPage, CrmReading } from '../providers/crm-port.ts'
import type { CallOutcome } from '../providers/inbound.ts'
import { orderSync, recordCompare, recordFateLook } from '../record-crm.ts'
import { loadAppointmentsByCrmRefs } from '../storage/appointment-rows.ts'
import { loadLinksBefore, touchLinksTo } from '../storage/crm-link-rows.ts'
import { loadCallByKey, loadLead } from '../storage/lead-rows.ts'
import { loadMessageByRef } from '../storage/message-rows.ts'
import type { Entry } from '../storage/outbox-rows.ts'
import { saveSetting } from '../storage/settings-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { recordEvent } from '../storage/timeline-rows.ts'
import { takeEcho, takeTextFate, takeTextReceived } from './take-crm-texts.ts'
import { translate } from './translate.ts'

/**
 * GoHighLevel sends a webhook again after 429 alone, so what was lost on the way is found by comparing. It comes in by
 * the door that webhooks come in by, and once: messages are known by their ids.
 */

type Page =
  | { step: 'messages'; page: CrmPage<CrmMessage> }
  | { step: 'opportunities'; page: CrmPage<CrmReading> }
  | { step: 'appointments'; page: CrmPage<never>; calendar: Calendar }
type Block = { eventRef: string; startsAt: Instant; endsAt: Instant; isForAll: boolean }
type Calendar = { calendarRef: string | null; events: CrmEvent[]; blocks: Block[] }
type Found = { compared?: Page[]; message?: { message: CrmMessage; phone: Phone | null } }

export function takeCompared(context: Context, { order }: Entry, { compared, message }: Found, now: Instant): void {
  if (message) takeMessage(context, message.message, message.phone, now)
  if (order.type === 'fetch_fate') {
    const { messageRef, looks } = order
    // Gone there, or told for good: nobody is to be asked again.
    const isOpen = message !== undefined && fateOf(message.message.status) === null
    if (isOpen) recordFateLook(context.db, messageRef, looks, now)
  }
  if (order.type !== 'compare_crm' || !compared) return
  let left: CrmCompare | null = order.compare
  for (const page of compared) left = left && takePage(context, left, page, now)
  if (left !== null) recordCompare(context.db, left, now)
}

/** Answers what is to be compared next, or null once all has been. */
function takePage(context: Context, compare: CrmCompare, compared: Page, now: Instant): CrmCompare | null {
  const healed = { ...compare.healed }
  switch (compared.step) {
    case 'messages':
      for (const one of compared.page.items) count(healed, takeMessage(context, one, null, now))
      break
    case 'opportunities':
      healed.leads += takeCards(context, compare.scope, compared.page.items, now)
      break
    case 'appointments':
      healed.visits += takeEvents(context, compared.calendar.events, now)
      takeBlocks(context, compare.until, compared.calendar, now)
  }
  return goOn(context, { ...compare, healed }, compared.page.next, now)
}

/** The one page has all that stands there. Without a calendar nobody was asked, and nothing is known to be gone. */
function takeBlocks(context: Context, at: Instant, { calendarRef, events, blocks }: Calendar, now: Instant): void {
  if (calendarRef === null) return
  saveSetting(context.db, 'calendar_read_at', at)
  for (const { isForAll, ...block } of blocks) {
    // Time that is over takes nobody's any more.
    if (block.endsAt <= now) freeBusy(context, block.eventRef)
    else takeBusy(context, { ...block, contactRef: null, blocks: isForAll ? 'all' : 'one' }, now)
  }
  const span = { from: at - DAY_MS, until: at + COMPARE_AHEAD_MS }
  dropUnseen(context, span, new Set([...events, ...blocks].map(({ eventRef }) => eventRef)))
}

function takeCards(context: Context, scope: CrmCompare['scope'], cards: CrmReading[], now: Instant): number {
  const refs = cards.map(({ opportunityRef }) => opportunityRef)
  // What no page of the night shows is looked for one by one afterwards; by the hour nobody asks.
  if (scope === 'night') touchLinksTo(context.db, 'opportunity', refs, now)
  const told = cards.map((card) => ({ ...card, at: card.movedAt ?? card.updatedAt ?? now }))
  return compareCards(context, told, now)
}

type Taken = 'calls' | 'texts' | null

function count(healed: CrmHealed, taken: Taken): void {
  if (taken !== null) healed[taken] += 1
}

function goOn(context: Context, compare: CrmCompare, next: string | null, now: Instant): CrmCompare | null {
  const { db } = context
  const { scope, step, until, page } = compare
  const isLast = next === null || page >= COMPARE_PAGES_MAX[scope]
  if (!isLast) return { ...compare, cursor: next, page: page + 1 }
  // Cut off by the bound: the next comparison begins where this one did.
  if (step === 'messages' && next === null) saveSetting(db, 'reconciled_until', until)
  if (step === 'opportunities' && scope === 'night' && next === null) lookAfterUnseen(context, until, now)
  const following = nextStep(compare)
  const { healed } = compare
  if (following === null && Object.values(healed).some((found) => found > 0))
    recordEvent(db, { customerId: null, journeyId: null, fact: { type: 'crm_healed', ...healed } }, now)
  return following
}

/** Opportunities that were on none of the pages: each is asked for by its id, and may be gone. */
function lookAfterUnseen(context: Context, since: Instant, now: Instant): void {
  for (const { ourId } of loadLinksBefore(context.db, 'opportunity', since, COMPARE_LINKS_MAX)) {
    const lead = loadLead(context.db, ourId)
    if (lead) orderSync(context, lead.customerId, { leadId: lead.leadId }, now)
  }
}

/** `known`: whose number the contact has, where that was asked for. */
function takeMessage(context: Context, message: CrmMessage, known: Phone | null, now: Instant): Taken {
  if (message.kind === 'other') return null
  if (message.kind === 'call') return takeCall(context, message, known, now)
  if (message.direction === 'outbound') return takeOutbound(context, message, now)
  const { messageRef: messageKey, contactRef, to, body: text, mediaUrls } = message
  if (loadMessageByRef(context.db, messageKey)) return null
  const from = message.from ?? known
  takeTextReceived(context, { messageKey, contactRef, from, to, text, mediaUrls }, now)
  return 'texts'
}

const OUTCOMES: Record<string, CallOutcome> = {
  completed: 'answered',
  answered: 'answered',
  connected: 'answered',
  voicemail: 'voicemail',
  busy: 'busy',
  'no-answer': 'no_answer',
  canceled: 'no_answer',
  failed: 'no_answer',
}

function takeCall(context: Context, message: CrmMessage, known: Phone | null, now: Instant): Taken {
  const { messageRef, contactRef, addedAt, callSeconds, body, mediaUrls } = message
  const told = OUTCOMES[message.callStatus ?? message.status ?? '']
  if (!told || loadCallByKey(context.db, messageRef)) return null
  const durationS = Math.round(callSeconds ?? 0)
  const outcome = told === 'answered' && callSeconds === 0 ? 'no_answer' : told
  const isOutbound = message.direction === 'outbound'
  // A call back in vain changes nothing, and is kept nowhere that would know it the next time.
  if (isOutbound && outcome !== 'answered') return null
  const from = (isOutbound ? message.to : message.from) ?? known
  const to = isOutbound ? message.from : message.to
  const call = { callKey: messageRef, from, withheld: false, to, contactRef, outcome, durationS }
  const endedAt = Math.min(now, addedAt + durationS * SECOND_MS)
  const left =
    outcome === 'voicemail' ? { transcript: body, recordingUrl: mediaUrls[0] ?? null } : { recordingUrl: null }
  const way = isOutbound ? ({ isOutbound } as const) : {}
  translate(context, { type: 'call_ended', ...call, endedAt, via: 'gohighlevel', ...left, ...way }, now)
  return loadCallByKey(context.db, messageRef) ? 'calls' : null
}

/** Whose words a person wrote there; of ours it is how they fared. */
function takeOutbound(context: Context, message: CrmMessage, now: Instant): Taken {
  const { messageRef, contactRef, to, body, source, userRef, status } = message
  const fate = fateOf(status)
  const isUndelivered = fate !== null && fate !== 'delivered'
  if (loadMessageByRef(context.db, messageRef) !== null) {
    const isOptedOut = status === 'opt_out'
    if (fate !== null) takeTextFate(context, { messageKey: messageRef, status: fate, isOptedOut }, now)
    return null
  }
  const isPersons = source === 'app' || (source === null && userRef !== null)
  const writtenBy = isPersons ? 'person' : source === null || source === 'api' ? 'api' : 'automation'
  const told = { messageKey: messageRef, contactRef, to, text: body, writtenBy } as const
  if (takeEcho(context, told, now)) return null
  takeCrmText(context, { ...told, isUndelivered }, now)
  return loadMessageByRef(context.db, messageRef) ? 'texts' : null
}

const FATES: Record<string, 'delivered' | 'undelivered' | 'failed'> = {
  ...{ delivered: 'delivered', read: 'delivered', opened: 'delivered' },
  ...{ failed: 'failed', opt_out: 'failed', undelivered: 'undelivered' },
}

/** Null while it is on its way. */
function fateOf(status: string | null): 'delivered' | 'undelivered' | 'failed' | null {
  return FATES[status ?? ''] ?? null
}

const VISIT_STATUS: Record<CrmEvent['status'], 'confirmed' | 'completed' | 'cancelled' | 'no_show'> = {
  new: 'confirmed',
  confirmed: 'confirmed',
  showed: 'completed',
  cancelled: 'cancelled',
  invalid: 'cancelled',
  noshow: 'no_show',
}

/** Answers how many were not known to stand so. */
function takeEvents(context: Context, events: readonly CrmEvent[], now: Instant): number {
  const refs = events.map(({ eventRef }) => eventRef)
  const visits = loadAppointmentsByCrmRefs(context.db, refs)
  const news = events.filter((event) => {
    const told = { ...event, status: VISIT_STATUS[event.status] }
    return compareVisit(context, visits.get(event.eventRef), told, now) ?? takeVisit(context, told, now)
  })
  return news.length
}
