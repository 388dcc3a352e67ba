import { applyDecision } from './apply-decision.ts'
import type { Instant } from './base/clock.ts'
import { ADDRESS_CHARS_MAX, SERVICE_CHARS_MAX } from './base/visit-limits.ts'
import { newId, type CustomerId, type JourneyId } from './base/ids.ts'
import type { Reply } from './journey/input.ts'
import { decideQuote } from './journey/quote/decide-quote.ts'
import type { QuoteDecision } from './journey/quote/moves.ts'
import type { QuoteAnswer, QuoteFacts, QuoteInput } from './journey/quote/quote-input.ts'
import type { QuoteState } from './journey/quote/quote-state.ts'
import { loadComing } from './storage/appointment-rows.ts'
import { tellAddress } from './apply-address.ts'
import { recordOrder } from './record-order.ts'
import { isSuppressed } from './storage/consent-rows.ts'
import { loadCustomer, type Customer } from './storage/customer-rows.ts'
import { clearTimer, loadJourney, loadOpenJourney } from './storage/journey-rows.ts'
import { loadNewestLead, loadOpenLead, moveLead, saveLead } from './storage/lead-rows.ts'
import { loadLastWords } from './storage/message-rows.ts'
import { loadLastTemplate } from './storage/offer-rows.ts'
import { saveQuote } from './storage/quote-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { canText } from './storage/texting.ts'

/** The door of quotes: load, decide, remember, and keep the row that people see. The caller holds the transaction. */
export function applyQuote(context: Context, customerId: CustomerId, input: QuoteInput, now: Instant): QuoteDecision {
  const open = loadOpenJourney(context.db, customerId, 'quote')
  return apply(context, customerId, open && { journeyId: open.journeyId, state: open.state as QuoteState }, input, now)
}

/** One quote in particular: its timers, its texts, and what the technician does with it. */
export function applyToQuote(context: Context, journeyId: string, input: QuoteInput, now: Instant): QuoteDecision {
  const found = loadJourney(context.db, journeyId as JourneyId)
  if (!found || found.state.kind !== 'quote') return { kind: 'ignored', reason: 'quote_gone' }
  return apply(context, found.customerId, { journeyId: found.journeyId, state: found.state }, input, now)
}

/**
 * A customer's words, where a price is or might be in question. `left` is what the next doors hear: nothing where it
 * was ours, and a wish for a visit where they said yes to a price.
 */
export function hearQuoteWords(
  context: Context,
  customerId: CustomerId,
  reply: Reply,
  now: Instant,
): { decision: QuoteDecision; left: Reply | null } {
  const { db } = context
  const none = { decision: { kind: 'ignored', reason: 'no_price_in_question' } as QuoteDecision, left: reply }
  if (reply.emergency !== null || reply.asksIfBot || reply.mayBeOptOut || PASSED_BY.has(reply.label)) return none
  const open = loadOpenJourney(db, customerId, 'quote')?.state as QuoteState | undefined
  // Nobody but the technician can bargain; the price stands meanwhile.
  if (reply.toPrice === 'haggle' && reply.services.length === 0 && hasPrice(db, customerId, open)) {
    return { ...none, left: { ...reply, label: 'question_other' } }
  }
  // A visit with a time is one, whatever is still to be known of its price; asked how soon, people name times too.
  const isAskingWhen = open?.status === 'collecting' && open.asking === 'when'
  if (open?.status === 'collecting' && !isAskingWhen && reply.label === 'booking' && reply.wishedAt !== null)
    return none
  // A visit that stands is called off or moved, whatever is still to be known of the price of another job.
  if (open?.status === 'collecting' && changesVisit(reply) && loadComing(db, customerId, now).length > 0) return none
  const words = loadLastWords(db, customerId)?.words ?? ''
  const input = open ? wordsOf(reply, words) : startOf(context, customerId, reply, words)
  if (input === null) return none
  const decision = applyQuote(context, customerId, input, now)
  if (decision.kind === 'ignored') return none
  // They have written, so nobody has to be told that they are silent.
  const talk = loadOpenJourney(db, customerId, 'missed_call')
  if (talk?.state.status === 'awaiting_reply') clearTimer(db, talk.journeyId, 'silence_due')
  const isAccepted = decision.state.status === 'closed' && decision.state.outcome === 'accepted'
  return { decision, left: isAccepted ? { ...reply, label: 'booking', recalled: jobOf(decision.state.quote) } : null }
}

function changesVisit({ visit }: Reply): boolean {
  return visit?.words?.wantsCancel === true || visit?.words?.wantsMove === true
}

function jobOf({ service, description }: QuoteState['quote']): string | null {
  return (service ?? description)?.slice(0, SERVICE_CHARS_MAX) ?? null
}

const PASSED_BY: ReadonlySet<Reply['label']> = new Set(['opt_out', 'help', 'spam', 'wrong_number'])

function hasPrice(db: Context['db'], customerId: CustomerId, open: QuoteState | undefined): boolean {
  return open?.status === 'sent' || loadLastTemplate(db, customerId) === 'price_answer'
}

function answerTo({ toPrice = null }: Reply): QuoteAnswer {
  return toPrice === 'haggle' ? null : toPrice
}

function wordsOf(reply: Reply, words: string): QuoteInput {
  return { type: 'words_received', reply, words, answer: answerTo(reply) }
}

/** The answer to our question which job it is names one that is in no list; or there is no list at all. */
function startOf({ db, tenant }: Context, customerId: CustomerId, reply: Reply, words: string): QuoteInput | null {
  // "Both" of the jobs that we named is for the conversation, which knows what they cost.
  if (reply.services.length > 0 || reply.visit?.words?.namesAll) return null
  const quoteId = newId('quo')
  const talk = loadOpenJourney(db, customerId, 'missed_call')?.state
  const wasAsked = talk?.kind === 'missed_call' && talk.status === 'in_conversation' && talk.wasAskedForService
  const isAnswer = reply.label === 'question_other' || reply.label === 'price_question' || reply.label === 'booking'
  // "How much is it?" once more names no job either.
  const namesNothing = reply.label === 'price_question' && reply.recalled === null && reply.namesJob !== true
  if (wasAsked && isAnswer && !namesNothing && reply.wishedAt === null) {
    return { type: 'price_wanted', quoteId, reply, words, isDescribed: true }
  }
  const hasNoList = tenant.profile.priceBook.length === 0
  if (reply.label !== 'price_question') return null
  // "How much to install a dishwasher" says which job it is; who names a time with it is offered one first.
  const isBegun = talk?.kind === 'missed_call' && talk.status === 'awaiting_text'
  if (reply.namesJob && reply.wishedAt === null && !isBegun)
    return { type: 'price_wanted', quoteId, reply, words, isDescribed: true, isNews: !wasAsked }
  if (!hasNoList) return null
  return { type: 'price_wanted', quoteId, reply, words, isDescribed: false }
}

function apply(
  context: Context,
  customerId: CustomerId,
  open: { journeyId: JourneyId; state: QuoteState } | null,
  input: QuoteInput,
  now: Instant,
): QuoteDecision {
  const customer = loadCustomer(context.db, customerId)
  if (!customer) return { kind: 'ignored', reason: 'customer_gone' }
  const decision = decideQuote(open?.state ?? null, input, factsFor(context, customer), now)
  if (decision.kind === 'ignored') return decision
  const journeyId = applyDecision(context, { customer, input }, open?.journeyId ?? null, decision, now)
  keepRow(context, customerId, journeyId, decision.state, now)
  if (decision.state.status === 'closed' && decision.state.outcome === 'accepted')
    recordWorth(context, customerId, decision.state.quote.range?.fromMinor ?? null, now)
  const { address } = decision.state.quote
  if (address !== null && address !== (open?.state.quote.address ?? null))
    tellAddress(context, customerId, address.slice(0, ADDRESS_CHARS_MAX), now)
  return decision
}

/** The card says what was agreed on, until it says what the job brought in. Of a range it is the least of it. */
function recordWorth(context: Context, customerId: CustomerId, revenueMinor: number | null, now: Instant): void {
  const { db } = context
  const lead = loadOpenLead(db, customerId)
  if (lead === null || revenueMinor === null || lead.revenueMinor === revenueMinor) return
  saveLead(db, lead.leadId, { revenueMinor }, now)
  // The later of two changes counts, and this is one.
  moveLead(db, lead, lead.status, now)
  recordOrder(context, customerId, null, { type: 'sync_crm' }, now)
}

function factsFor(context: Context, customer: Customer): QuoteFacts {
  const { db, tenant } = context
  const { profile, policy, closing } = tenant
  const isTakenOver = loadOpenJourney(db, customer.customerId, 'missed_call')?.state.status === 'taken_over'
  const optedOut = customer.phone === null || isSuppressed(db, 'sms', customer.phone)
  const textsGo = canText(context) && !policy.paused && !closing
  return {
    mayText: textsGo && !isTakenOver && !optedOut,
    prices: profile.priceBook.map(({ service, from, to }) => ({ service, range: { fromMinor: from, toMinor: to } })),
  }
}

function keepRow({ db }: Context, customerId: CustomerId, journeyId: JourneyId, state: QuoteState, now: Instant): void {
  const { quoteId, service, description, address, urgency, range, approvedBy } = state.quote
  const status = state.status === 'closed' ? state.outcome : state.status
  const sent = state.status === 'sent' ? { sentAt: state.sentAt, expiresAt: state.expiresAt } : {}
  const leadId = loadNewestLead(db, customerId)?.leadId ?? null
  const known = { service, description, address, urgency, approvedBy, leadId }
  const money = { fromMinor: range?.fromMinor ?? null, toMinor: range?.toMinor ?? null }
  saveQuote(db, { quoteId, customerId, journeyId, status, ...known, ...money, ...sent }, now)
}
