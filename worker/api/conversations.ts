import { HumanMessage } from '../../tenants/contract.ts'
import { NotedOptOut } from '../../tenants/contract/opt-out.ts'
import type { Route, TenantContext } from '../context.ts'
import { readJson } from '../read-body.ts'
import { refuse, respondEmpty, respondJson } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'
import { readOnce } from './idempotency-key.ts'

/**
 * `POST /api/v1/tenants/:id/conversations/:customerId/messages`: 202 with the id under which the text will go out; the
 * same for the same `Idempotency-Key`, and 422 where that was given to something else.
 */
export const writeMessage: Route<TenantContext> = async (request, context) => {
  const message = await readJson(request, HumanMessage)
  if (!message.ok) return refuse(message.error)
  const once = await readOnce(request, context, message.value)
  if (!once.ok) return refuse(once.error)
  const customerId = request.params['customerId'] ?? ''
  const { text } = message.value
  const written = await askOutcome(context, () => context.tenant.writeAsHuman(customerId, text, once.value))
  return written.ok ? respondJson(written.value, 202) : refuse(written.error)
}

/** `POST …/opt-out`: a customer told the technician that they want no more messages. No route takes that back. */
export const noteOptOut: Route<TenantContext> = async (request, context) => {
  const noted = await readJson(request, NotedOptOut)
  if (!noted.ok) return refuse(noted.error)
  const customerId = request.params['customerId'] ?? ''
  const { email } = context.person
  const done = await askOutcome(context, () => context.tenant.noteOptOut(customerId, noted.value, email))
  return done.ok ? respondEmpty() : refuse(done.error)
}

/** `POST …/takeover`: the automation falls silent for this customer. */
export const takeOver: Route<TenantContext> = async (request, context) => {
  const taken = await askOutcome(context, () => context.tenant.takeOver(request.params['customerId'] ?? ''))
  return taken.ok ? respondEmpty() : refuse(taken.error)
}

/** `POST …/handback`: the automation goes on. */
export const handBack: Route<TenantContext> = async (request, context) => {
  const handed = await askOutcome(context, () => context.tenant.handBack(request.params['customerId'] ?? ''))
  return handed.ok ? respondEmpty() : refuse(handed.error)
}

/** `POST /api/v1/tenants/:id/outbox/:entryId/retry`: sends a dead or doubtful entry once more. */
export const retryEntry: Route<TenantContext> = async (request, context) => {
  const retried = await askOutcome(context, () => context.tenant.retryEntry(request.params['entryId'] ?? ''))
  return retried.ok ? respondEmpty() : refuse(retried.error)
}
