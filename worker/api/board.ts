import { BoardQuery, BookingConfirmation, ConversationQuery, NumbersQuery } from '../../tenants/contract/board.ts'
import type { Route, TenantContext } from '../context.ts'
import { readJson, readQuery } from '../read-body.ts'
import { refuse, respondEmpty, respondJson } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

/** `GET /api/v1/tenants/:id/board?lang=`: everything the board shows, and the number of the last event in it. */
export const readBoard: Route<TenantContext> = async (request, context) => {
  const query = readQuery(request.url, BoardQuery)
  if (!query.ok) return refuse(query.error)
  const board = await askOutcome(context, () => context.tenant.board(query.value.lang ?? null))
  return board.ok ? respondJson(board.value) : refuse(board.error)
}

/** `GET …/conversations/:customerId?lang=&before=`: the customer's card and what happened, oldest first. */
export const readConversation: Route<TenantContext> = async (request, context) => {
  const query = readQuery(request.url, ConversationQuery)
  if (!query.ok) return refuse(query.error)
  const customerId = request.params['customerId'] ?? ''
  const found = await askOutcome(context, () => context.tenant.conversation(customerId, query.value))
  return found.ok ? respondJson(found.value) : refuse(found.error)
}

/** `GET …/numbers?days=`: one row for each of the last days, today included, and their total. */
export const readNumbers: Route<TenantContext> = async (request, context) => {
  const query = readQuery(request.url, NumbersQuery)
  if (!query.ok) return refuse(query.error)
  const numbers = await askOutcome(context, () => context.tenant.numbers(query.value.days))
  return numbers.ok ? respondJson(numbers.value) : refuse(numbers.error)
}

/** `POST …/conversations/:customerId/confirm`: the visit is agreed on, or what waited has been dealt with. */
export const confirmBooking: Route<TenantContext> = async (request, context) => {
  const given = await readJson(request, BookingConfirmation)
  if (!given.ok) return refuse(given.error)
  const customerId = request.params['customerId'] ?? ''
  const confirmed = await askOutcome(context, () => context.tenant.confirmBooking(customerId, given.value.at ?? null))
  return confirmed.ok ? respondEmpty() : refuse(confirmed.error)
}

/** `POST …/outbox/:entryId/dismiss`: leaves a dead or doubtful entry alone for good. */
export const dismissEntry: Route<TenantContext> = async (request, context) => {
  const entryId = request.params['entryId'] ?? ''
  const dismissed = await askOutcome(context, () => context.tenant.dismissEntry(entryId))
  return dismissed.ok ? respondEmpty() : refuse(dismissed.error)
}
