import { NewQuote, QuoteMove, QuotesQuery } from '../../tenants/contract/quotes.ts'
import type { Route, TenantContext } from '../context.ts'
import { readJson, readQuery } from '../read-body.ts'
import { refuse, respondJson } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

/** `GET /api/v1/tenants/:id/quotes?after=&limit=&customerId=&state=`: newest first; `state` is `open` or `closed`. */
export const listQuotes: Route<TenantContext> = async (request, context) => {
  const query = readQuery(request.url, QuotesQuery)
  if (!query.ok) return refuse(query.error)
  const page = await askOutcome(context, () => context.tenant.listQuotes(query.value))
  return page.ok ? respondJson(page.value) : refuse(page.error)
}

/** `POST …/quotes`: begins one; 409 `quote_moved` where the customer has one already. */
export const openQuote: Route<TenantContext> = async (request, context) => {
  const asked = await readJson(request, NewQuote)
  if (!asked.ok) return refuse(asked.error)
  const opened = await askOutcome(context, () => context.tenant.openQuote(asked.value, context.person.email))
  return opened.ok ? respondJson(opened.value, 201) : refuse(opened.error)
}

/** `PATCH …/quotes/:quoteId`: sets the price and sends the estimate, or withdraws it; 409 where it is out already. */
export const moveQuote: Route<TenantContext> = async (request, context) => {
  const asked = await readJson(request, QuoteMove)
  if (!asked.ok) return refuse(asked.error)
  const { tenant, person } = context
  const id = request.params['quoteId'] ?? ''
  const moved = await askOutcome(context, () => tenant.moveQuote(id, asked.value, person.email))
  return moved.ok ? respondJson(moved.value) : refuse(moved.error)
}
