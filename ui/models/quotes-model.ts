import { signal } from '@preact/signals'
import type { Page } from '../../tenants/contract/lists.ts'
import type { NewQuote, QuoteMove, QuoteView } from '../../tenants/contract/quotes.ts'
import { call, get, tenantPath, type Problem, type Shape } from '../api.ts'
import { formatPhone } from '../format.ts'
import { quotesWords } from '../words/quotes-words.ts'
import { PagedList } from './paged-list.ts'

/** Prices that stand in no list, kept up to date while they are looked at. */

export type QuoteState = 'open' | 'closed'
const QUOTE_SHAPE: Shape<QuoteView> = { id: 'string', customerId: 'string', status: 'string', createdAt: 'number' }

export class QuotesModel {
  readonly state = signal<QuoteState>('open')
  readonly list: PagedList<QuoteView>

  constructor(tenantId: string) {
    const path = (after: string) => tenantPath(tenantId, `quotes?limit=20&state=${this.state.peek()}${after}`)
    this.list = new PagedList<QuoteView>(path, /^(quote_|text_sent|text_refused|text_undelivered|customers_merged)/)
  }

  choose(state: QuoteState): void {
    this.state.value = state
    this.list.restart()
  }
}

export function nameOfCustomer(of: { customerName: string | null; customerPhone: string | null }): string {
  return of.customerName ?? (of.customerPhone === null ? quotesWords().unknown : formatPhone(of.customerPhone))
}

/** What a badge says: an estimate whose text has not left yet is on its way. */
export function statusOf({ status, sentAt }: QuoteView): string {
  return status === 'sent' && sentAt === null ? 'leaving' : status
}

export function isOpen({ status }: QuoteView): boolean {
  return status === 'collecting' || status === 'awaiting_approval' || status === 'sent'
}

export function needsPrice({ status }: QuoteView): boolean {
  return status === 'collecting' || status === 'awaiting_approval'
}

export async function moveQuote(tenantId: string, quoteId: string, body: QuoteMove): Promise<Problem | null> {
  const answer = await call<QuoteView>('PATCH', tenantPath(tenantId, `quotes/${quoteId}`), { body, shape: QUOTE_SHAPE })
  return answer.ok ? null : answer.problem
}

export async function openQuote(tenantId: string, body: NewQuote): Promise<Problem | null> {
  const answer = await call<QuoteView>('POST', tenantPath(tenantId, 'quotes'), { body, shape: QUOTE_SHAPE })
  return answer.ok ? null : answer.problem
}

/** One open quote of a customer; null where it is open no more. */
export async function findQuote(
  tenantId: string,
  customerId: string,
  quoteId: string,
): Promise<{ quote: QuoteView | null } | { problem: Problem }> {
  const path = tenantPath(tenantId, `quotes?state=open&customerId=${customerId}`)
  const answer = await get<Page<QuoteView>>(path, { items: 'array' })
  if (!answer.ok) return { problem: answer.problem }
  return { quote: answer.value.items.find(({ id }) => id === quoteId) ?? null }
}
