import { after, HOUR_MS, type Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import { close, goOn, handOver, heard, ignore, moveTo, send, tell, text, type QuoteDecision } from './moves.ts'
import type { QuoteFacts, QuoteInput } from './quote-input.ts'
import type { QuoteBody, QuoteState } from './quote-state.ts'

/** What becomes of the price of one job. Pure: the same state, input, facts and instant give the same decision. */
export function decideQuote(
  state: QuoteState | null,
  input: QuoteInput,
  facts: QuoteFacts,
  now: Instant,
): QuoteDecision {
  if (state === null) return begin(input, facts, now)
  switch (state.status) {
    case 'collecting':
      return decideCollecting(state, input, facts, now)
    case 'awaiting_approval':
      return decideAwaitingApproval(state, input, now)
    case 'sent':
      return decideSent(state, input, facts, now)
    case 'closed':
      return ignore('journey_closed')
    default:
      return unreachable(state)
  }
}

type In<S extends QuoteState['status']> = Extract<QuoteState, { status: S }>

const FOLLOWUP_USEFUL_MS = 24 * HOUR_MS

function begin(input: QuoteInput, facts: QuoteFacts, now: Instant): QuoteDecision {
  switch (input.type) {
    case 'price_wanted': {
      if (!facts.mayText) return ignore('may_not_text')
      const { quoteId, reply, words, isDescribed, isNews = false } = input
      const { address = null } = reply
      const quote = { ...emptyQuote(quoteId), description: isDescribed ? words : null, address }
      const begun = goOn(quote, isDescribed ? 1 : 0, [heard(reply)], facts, now)
      // Whoever sets the price hears of it now, and once more when all is known.
      if (!isNews || begun.kind === 'ignored') return begun
      return { ...begun, effects: [...begun.effects, tell('price_unknown')] }
    }
    case 'quote_begun': {
      const { quoteId, description, offer } = input
      const quote = { ...emptyQuote(quoteId), description }
      return offer ? send(quote, offer, 'service', [], now) : goOn(quote, 0, [], facts, now)
    }
    case 'words_received':
    case 'approved':
    case 'withdrawn':
    case 'text_sent':
    case 'text_failed':
    case 'opted_out':
    case 'contact_merged':
    case 'quote_silence_due':
    case 'quote_followup_due':
    case 'quote_expiry_due':
      return ignore('no_open_quote')
    default:
      return unreachable(input)
  }
}

function emptyQuote(quoteId: QuoteBody['quoteId']): QuoteBody {
  const unknown = { service: null, description: null, address: null, urgency: null }
  return { quoteId, ...unknown, range: null, approvedBy: null }
}

/** One question is open, and the next words are taken for its answer. */
function decideCollecting(state: In<'collecting'>, input: QuoteInput, facts: QuoteFacts, now: Instant): QuoteDecision {
  const { quote, asking, asked } = state
  switch (input.type) {
    case 'words_received': {
      if (!facts.mayText) return ignore('may_not_text')
      const events = [heard(input.reply)]
      // "In a few weeks" puts most people off; whoever was asked how soon has answered with it.
      const isNo = asking !== 'when' || input.answer === 'decline'
      if (isNo && input.reply.label === 'not_interested') {
        return close(quote, 'declined', now, { effects: declined(), events })
      }
      return goOn(withAnswer(state, input), asked, events, facts, now)
    }
    case 'approved':
      return send(quote, input.offer, 'service', [], now)
    case 'quote_silence_due':
      return quote.description === null ? close(quote, 'expired', now) : handOver(quote, [], facts, now)
    case 'text_failed':
      return handOver(quote, [], { ...facts, mayText: false }, now)
    case 'withdrawn':
      return close(quote, 'withdrawn', now)
    case 'opted_out':
      return close(quote, 'opted_out', now)
    case 'contact_merged':
      return close(quote, 'merged', now)
    case 'text_sent':
    case 'price_wanted':
    case 'quote_begun':
    case 'quote_followup_due':
    case 'quote_expiry_due':
      return ignore('still_asking')
    default:
      return unreachable(input)
  }
}

function withAnswer(
  { quote, asking }: In<'collecting'>,
  { words, reply }: Extract<QuoteInput, { type: 'words_received' }>,
): QuoteBody {
  const { address = quote.address } = reply
  switch (asking) {
    case 'what':
      return { ...quote, description: words, service: reply.services[0] ?? null, address }
    case 'where':
      return { ...quote, address: words }
    case 'when':
      return { ...quote, urgency: words, address }
    default:
      return unreachable(asking)
  }
}

/** The technician has it. What the customer writes meanwhile is the conversation's. */
function decideAwaitingApproval({ quote }: In<'awaiting_approval'>, input: QuoteInput, now: Instant): QuoteDecision {
  switch (input.type) {
    case 'approved':
      return send(quote, input.offer, 'service', [], now)
    case 'withdrawn':
      return close(quote, 'withdrawn', now)
    case 'opted_out':
      return close(quote, 'opted_out', now)
    case 'contact_merged':
      return close(quote, 'merged', now)
    case 'words_received':
      if (input.reply.label !== 'not_interested') return ignore('waits_for_the_technician')
      return close(quote, 'declined', now, { effects: declined(), events: [heard(input.reply)] })
    case 'text_sent':
    case 'text_failed':
    case 'price_wanted':
    case 'quote_begun':
    case 'quote_silence_due':
    case 'quote_followup_due':
    case 'quote_expiry_due':
      return ignore('waits_for_the_technician')
    default:
      return unreachable(input)
  }
}

/** They have a price, and two weeks to say what they think of it. */
function decideSent(state: In<'sent'>, input: QuoteInput, facts: QuoteFacts, now: Instant): QuoteDecision {
  const { quote } = state
  switch (input.type) {
    case 'words_received':
      return hearAnswer(state, input, now)
    case 'text_sent':
      return input.template === 'quote_text' ? moveTo({ ...state, sentAt: now }) : ignore('not_the_price')
    case 'text_failed':
      if (input.template !== 'quote_text') return ignore('not_the_price')
      // The price stands, so that it can be read out or sent another way.
      return moveTo(
        { kind: 'quote', status: 'awaiting_approval', quote },
        {
          effects: [tell('quote_waiting', input.code)],
          timers: { quote_followup_due: null, quote_expiry_due: null },
        },
      )
    case 'quote_followup_due':
      if (state.followedUp || state.sentAt === null || !facts.mayText) return ignore('no_reminder_due')
      return moveTo(
        { ...state, followedUp: true },
        {
          effects: [
            text('quote_followup', quote, now, { class: 'followup', usefulUntil: after(now, FOLLOWUP_USEFUL_MS) }),
          ],
        },
      )
    case 'quote_expiry_due':
      return close(quote, 'expired', now, { effects: [{ type: 'change_lead', status: 'lost' }] })
    case 'withdrawn':
      return close(quote, 'withdrawn', now, { effects: [{ type: 'cancel_unsent', reason: 'quote_withdrawn' }] })
    case 'opted_out':
      return close(quote, 'opted_out', now)
    case 'contact_merged':
      return close(quote, 'merged', now)
    case 'approved':
    case 'price_wanted':
    case 'quote_begun':
    case 'quote_silence_due':
      return ignore('price_is_out')
    default:
      return unreachable(input)
  }
}

/** A yes is passed on as a wish for a visit, and leads to one; anything that is neither yes nor no is talk. */
function hearAnswer(
  { quote, sentAt }: In<'sent'>,
  { reply, answer }: Extract<QuoteInput, { type: 'words_received' }>,
  now: Instant,
): QuoteDecision {
  // Nobody says yes to what they have not seen.
  if (answer === null || sentAt === null) return ignore('no_answer_to_the_price')
  if (answer === 'accept') return close(quote, 'accepted', now)
  return close(quote, 'declined', now, { effects: declined(), events: [heard(reply)] })
}

function declined() {
  return [{ type: 'change_lead', status: 'lost' } as const, tell('customer_declined')]
}
