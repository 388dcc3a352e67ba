import { answerOffers, answerVisits, applyToBooking, offerVisit } from './apply-booking.ts'
import { applyToEmergency } from './apply-emergency.ts'
import { applyRing } from './apply-ring.ts'
import { applyInput } from './apply-input.ts'
import { applyToQuote, hearQuoteWords } from './apply-quote.ts'
import { applyOfferTimer, replyToNewest, replyToOffers, tellOfferOfFate } from './apply-offers.ts'
import type { Instant } from './base/clock.ts'
import type { CustomerId } from './base/ids.ts'
import { unreachable } from './base/result.ts'
import type { Decision } from './journey/effect.ts'
import type { JourneyInput, Reply } from './journey/input.ts'
import type { JourneyKind, JourneyState } from './journey/state.ts'
import type { TimerName } from './journey/timers.ts'
import { loadCustomer } from './storage/customer-rows.ts'
import { clearTimer, loadJourney, loadOpenJourney, type JourneyRow } from './storage/journey-rows.ts'
import type { Entry } from './storage/outbox-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { withTrace } from './storage/trace.ts'

/** Which door a fact goes to where several kinds of journey might want it. The caller holds the transaction. */

/** What became of a message that a journey ordered. */
export type MessageFate =
  | { type: 'text_sent'; template: string }
  | { type: 'text_failed'; template: string; code: string }
  | { type: 'email_failed'; template: string; code: string }

/** The journey that ordered the entry hears of its fate; what nobody ordered is the conversation's. */
export function tellOfFate(
  context: Context,
  { journeyId, customerId }: Pick<Entry, 'journeyId' | 'customerId'>,
  fate: MessageFate,
  now: Instant,
): void {
  if (customerId === null) return
  const kind: JourneyKind = (journeyId && loadJourney(context.db, journeyId)?.state.kind) || 'missed_call'
  switch (kind) {
    case 'missed_call':
      applyInput(context, customerId, fate, now)
      return
    case 'emergency':
    case 'ring':
      return
    case 'quote':
      if (journeyId && fate.type !== 'email_failed') applyToQuote(context, journeyId, fate, now)
      return
    case 'review':
    case 'amc':
    case 'reengage':
      if (journeyId && fate.type !== 'email_failed') tellOfferOfFate(context, kind, journeyId, fate, now)
      return
    case 'booking':
      noteAnswered(context, customerId)
      if (fate.type !== 'text_sent' && journeyId)
        applyToBooking(context, journeyId, { ...fate, type: 'text_failed' }, now)
      return
    default:
      unreachable(kind)
  }
}

/** Times were the answer to a form: whether they left or not has been told, so nobody has to hear that it is late. */
function noteAnswered({ db }: Context, customerId: CustomerId): void {
  const talk = loadOpenJourney(db, customerId, 'missed_call')
  if (talk?.state.status === 'booking_wanted') clearTimer(db, talk.journeyId, 'overdue_due')
}

/** A timer is due. Its name belongs to one kind of journey. */
export function applyTimer(context: Context, timer: { journeyId: string; name: TimerName }, now: Instant): void {
  const journey = loadJourney(context.db, timer.journeyId as `jny_${string}`)
  if (journey) withTrace(journey.traceId, () => fireTimer(context, journey, timer.name, now))
}

function fireTimer(context: Context, journey: JourneyRow, name: TimerName, now: Instant): void {
  switch (name) {
    case 'text_due':
    case 'overdue_due':
    case 'silence_due':
    case 'idle_due':
      applyInput(context, journey.customerId, { type: name }, now)
      return
    case 'step_due':
    case 'rest_due':
      return applyToEmergency(context, journey.journeyId, { type: name }, now)
    case 'quote_silence_due':
    case 'quote_followup_due':
    case 'quote_expiry_due':
      applyToQuote(context, journey.journeyId, { type: name }, now)
      return
    case 'review_due':
    case 'review_rest_due':
    case 'offer_due':
    case 'offer_rest_due':
    case 'remind_due':
    case 'renew_due':
    case 'reengage_due':
    case 'reengage_rest_due':
      return applyOfferTimer(context, { journeyId: journey.journeyId, name }, now)
    case 'ring_due':
      applyRing(context, journey.customerId, { type: name }, now)
      return
    case 'hold_due':
    case 'choice_due':
    case 'day_reminder_due':
    case 'hours_reminder_due':
    case 'visit_due':
    case 'report_due':
      return applyToBooking(context, journey.journeyId, { type: name }, now)
    default:
      unreachable(name)
  }
}

type Door = (context: Context, customerId: CustomerId, reply: Reply, now: Instant) => Decision<JourneyState>

/** Whoever waits for certain words is asked first, the conversation last: it has an answer to everything. */
const DOORS: readonly Door[] = [replyToOffers, answerVisits, converse]

/** Times that a wish can be answered with are offered in the same transaction, so that they are free when it ends. */
function converse(context: Context, customerId: CustomerId, reply: Reply, now: Instant): Decision<JourneyState> {
  const decision = applyInput(context, customerId, { type: 'reply_received', reply }, now)
  offerAfter(context, customerId, { decision, reply }, now)
  return decision
}

/** Somebody filled in a form, which begins the same conversation. */
export function applyLead(
  context: Context,
  customerId: CustomerId,
  input: Extract<JourneyInput, { type: 'lead_submitted' }>,
  now: Instant,
): void {
  const decision = applyInput(context, customerId, input, now)
  if (input.reply) offerAfter(context, customerId, { decision, reply: input.reply }, now)
}

function offerAfter(
  context: Context,
  customerId: CustomerId,
  { decision, reply }: { decision: Decision; reply: Reply },
  now: Instant,
): void {
  if (decision.kind === 'ignored') return
  const offer = decision.effects.find((effect) => effect.type === 'offer_visit')
  if (offer) offerVisit(context, customerId, { ...offer, reply }, now)
}

/** A customer's words go to the first journey that takes them. */
export function applyReply(
  context: Context,
  customerId: CustomerId,
  reply: Reply,
  now: Instant,
): Decision<JourneyState> {
  // Who is no customer like any other agrees to nothing by text, but ends what stands: a person reads what they write.
  const isOther = (loadCustomer(context.db, customerId)?.relation ?? null) !== null
  if (!isOther || reply.plan === 'end') {
    const newest = replyToNewest(context, customerId, reply, now)
    if (newest.kind === 'moved') return newest
  }
  if (isOther) return applyInput(context, customerId, { type: 'reply_received', reply }, now)
  const chosen = answerOffers(context, customerId, reply, now)
  if (chosen.kind === 'moved') return chosen
  const { decision: quoted, left } = hearQuoteWords(context, customerId, reply, now)
  if (left === null) return quoted
  let decision: Decision<JourneyState> = quoted
  for (const door of DOORS) {
    decision = door(context, customerId, left, now)
    if (decision.kind === 'moved') return decision
  }
  return decision
}
