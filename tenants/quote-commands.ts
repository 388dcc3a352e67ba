import { applyQuote, applyToQuote } from './apply-quote.ts'
import type { Instant } from './base/clock.ts'
import { newId } from './base/ids.ts'
import type { Outcome } from './contract.ts'
import type { Page } from './contract/lists.ts'
import type { NewQuote, QuoteMove, QuotesQuery, QuoteView } from './contract/quotes.ts'
import type { QuoteInput } from './journey/quote/quote-input.ts'
import { isSuppressed } from './storage/consent-rows.ts'
import { loadCustomer } from './storage/customer-rows.ts'
import { loadOpenJourney } from './storage/journey-rows.ts'
import { listQuotes, loadListedQuote, loadQuote } from './storage/quote-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** What the technician does about the price of a job. The caller holds the transaction. */

type Refusal = Extract<Outcome<never>, { ok: false }>['error']

export function readQuotes({ db }: Context, { after, limit, customerId, state }: QuotesQuery): Page<QuoteView> {
  const query = { after: after ?? null, limit, customerId: customerId ?? null, state: state ?? null }
  const rows = listQuotes(db, query)
  const last = rows.at(-1)
  return { items: rows.map(viewOf), next: rows.length === limit && last ? last.quoteId : null }
}

export function openQuote(context: Context, asked: NewQuote, by: string, now: Instant): Outcome<QuoteView> {
  const { db } = context
  const customer = loadCustomer(db, asked.customerId)
  if (!customer || customer.phone === null) return refuse('customer_missing', 'There is no such customer to text.')
  if (isSuppressed(db, 'sms', customer.phone)) return refuse('opted_out', 'They want no texts. Please call them.')
  if (loadOpenJourney(db, customer.customerId, 'quote'))
    return refuse('quote_moved', 'There is a quote for this customer already. Look at it again.')
  const { description, range } = asked
  const quoteId = newId('quo')
  const offer = range && { range, description, by }
  applyQuote(context, customer.customerId, { type: 'quote_begun', quoteId, description, offer }, now)
  return show(context, quoteId)
}

/** Two who approve at once approve once: whoever is second is told that it is out. */
export function moveQuote(
  context: Context,
  quoteId: string,
  asked: QuoteMove,
  by: string,
  now: Instant,
): Outcome<QuoteView> {
  const { db } = context
  const quote = loadQuote(db, quoteId)
  if (!quote || quote.journeyId === null) return refuse('quote_missing', 'There is no such quote.')
  const customer = loadCustomer(db, quote.customerId)
  const wantsNoTexts = customer?.phone ? isSuppressed(db, 'sms', customer.phone) : true
  if (asked.move === 'approve' && wantsNoTexts) return refuse('opted_out', 'They want no texts. Please call them.')
  const decision = applyToQuote(context, quote.journeyId, inputOf(asked, by), now)
  if (decision.kind === 'moved') return show(context, quoteId)
  return refuse('quote_moved', `The quote is ${quote.status.replaceAll('_', ' ')} by now. Look at it again.`)
}

function inputOf(asked: QuoteMove, by: string): QuoteInput {
  if (asked.move === 'withdraw') return { type: 'withdrawn' }
  return { type: 'approved', offer: { range: asked.range, description: asked.description, by } }
}

function show({ db }: Context, quoteId: string): Outcome<QuoteView> {
  const quote = loadListedQuote(db, quoteId)
  if (!quote) throw new Error('A quote that was just written is there.')
  return { ok: true, value: viewOf(quote) }
}

function viewOf({ quoteId, ...row }: NonNullable<ReturnType<typeof loadListedQuote>>): QuoteView {
  return { id: quoteId, ...row }
}

function refuse(code: Refusal['code'], detail: string): Outcome<never> {
  return { ok: false, error: { code, detail } }
}
