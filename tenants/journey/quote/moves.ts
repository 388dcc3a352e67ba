import { after, MINUTE_MS, type Instant } from '../../base/clock.ts'
import type { NoticeReason, TimelineFact } from '../../timeline/event.ts'
import type { Decision, Effect } from '../effect.ts'
import type { Reply } from '../input.ts'
import {
  QUOTE_FOLLOWUP_MS,
  QUOTE_QUESTIONS_MAX,
  QUOTE_SILENCE_MS,
  QUOTE_USEFUL_MS,
  QUOTE_VALID_MS,
  type QuoteFacts,
  type QuoteOffer,
} from './quote-input.ts'
import type { QuoteBody, QuoteOutcome, QuoteQuestion, QuoteState } from './quote-state.ts'

/** The moves every status of a quote shares. */

export type QuoteDecision = Decision<QuoteState>
type Moved = Extract<QuoteDecision, { kind: 'moved' }>

/** An answer within a talk. */
const TALK_USEFUL_MS = 30 * MINUTE_MS

export function moveTo(state: QuoteState, consequences: Partial<Omit<Moved, 'kind' | 'state'>> = {}): Moved {
  return { kind: 'moved', state, effects: [], events: [], timers: {}, ...consequences }
}

export function ignore(reason: string): QuoteDecision {
  return { kind: 'ignored', reason }
}

export function close(
  quote: QuoteBody,
  outcome: QuoteOutcome,
  now: Instant,
  more: { effects?: Effect[]; events?: TimelineFact[] } = {},
): Moved {
  return moveTo(
    { kind: 'quote', status: 'closed', quote, outcome, closedAt: now },
    { effects: more.effects ?? [], events: [...(more.events ?? []), { type: 'quote_closed', outcome }] },
  )
}

export function tell(reason: NoticeReason, detail: string | null = null): Effect {
  return { type: 'tell_technician', reason, wishedAt: null, detail }
}

export function heard({ messageId, label }: Reply): TimelineFact {
  return { type: 'reply_received', messageId, label }
}

const ASKS = { what: 'quote_ask_what', where: 'quote_ask_where', when: 'quote_ask_when' } as const

/** What is not known yet, in the order in which it is asked. */
function nextQuestion(quote: QuoteBody): QuoteQuestion | null {
  if (quote.description === null) return 'what'
  if (quote.address === null) return 'where'
  return quote.urgency === null ? 'when' : null
}

/** Asks for the next thing, or hands what there is to whoever sets the price. */
export function goOn(
  quote: QuoteBody,
  asked: number,
  events: TimelineFact[],
  facts: QuoteFacts,
  now: Instant,
): QuoteDecision {
  // What stands in the price book has its price, wherever and whenever it is.
  const isKnown = facts.prices.some(({ service }) => service === quote.service)
  const question = isKnown ? null : nextQuestion(quote)
  if (question === null || asked >= QUOTE_QUESTIONS_MAX || !facts.mayText) return handOver(quote, events, facts, now)
  return moveTo(
    { kind: 'quote', status: 'collecting', quote, asking: question, asked: asked + 1 },
    {
      effects: [text(ASKS[question], quote, now)],
      events,
      timers: { quote_silence_due: after(now, QUOTE_SILENCE_MS) },
    },
  )
}

/** What stands in the price book has its price; for anything else the technician is asked. */
export function handOver(quote: QuoteBody, events: TimelineFact[], facts: QuoteFacts, now: Instant): QuoteDecision {
  const known = facts.prices.find(({ service }) => service === quote.service)
  if (known && facts.mayText) {
    const offer = { range: known.range, description: null, by: 'price_book' }
    return send(quote, offer, 'response', events, now)
  }
  const effects: Effect[] = [{ type: 'change_lead', status: 'quoted' }, tell('quote_waiting')]
  if (facts.mayText) effects.unshift(text('quote_passed_on', quote, now))
  return moveTo(
    { kind: 'quote', status: 'awaiting_approval', quote },
    {
      effects,
      events: [...events, { type: 'quote_drafted', quoteId: quote.quoteId }],
      timers: { quote_silence_due: null },
    },
  )
}

export function send(
  quote: QuoteBody,
  { range, description, by }: QuoteOffer,
  messageClass: 'response' | 'service',
  events: TimelineFact[],
  now: Instant,
): Moved {
  const offered = { ...quote, range, description: description ?? quote.description, approvedBy: by }
  const expiresAt = after(now, QUOTE_VALID_MS)
  return moveTo(
    { kind: 'quote', status: 'sent', quote: offered, sentAt: null, expiresAt, followedUp: false },
    {
      effects: [
        { type: 'change_lead', status: 'quoted' },
        text('quote_text', offered, now, { class: messageClass, usefulUntil: after(now, QUOTE_USEFUL_MS) }),
        { type: 'sync_crm' },
      ],
      events: [...events, { type: 'quote_approved', quoteId: quote.quoteId, ...range }],
      timers: {
        quote_silence_due: null,
        quote_followup_due: after(now, QUOTE_FOLLOWUP_MS),
        quote_expiry_due: expiresAt,
      },
    },
  )
}

type SendSms = Extract<Effect, { type: 'send_sms' }>

export function text(
  template: SendSms['template'],
  { range, service, description }: QuoteBody,
  now: Instant,
  more: Partial<Pick<SendSms, 'class' | 'usefulUntil'>> = {},
): Effect {
  return {
    type: 'send_sms',
    template,
    class: 'response',
    services: [],
    wishedAt: null,
    emergency: null,
    text: null,
    quote: range && { ...range, what: service ?? description },
    occasionedAt: now,
    usefulUntil: after(now, TALK_USEFUL_MS),
    unprompted: false,
    ...more,
  }
}
