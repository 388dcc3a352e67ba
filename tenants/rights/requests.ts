import type { Instant } from '../base/clock.ts'
import { REQUEST_AGE_MAX_MS } from '../base/limits.ts'
import { applyInput } from '../apply-input.ts'
import type { Outcome } from '../contract.ts'
import type { NewPrivacyRequest, PrivacyRequestView, RequestMove } from '../contract/rights.ts'
import { addressKey } from '../storage/address-key.ts'
import { recordSuppression } from '../storage/consent-rows.ts'
import { loadCustomer, loadCustomerByPhone, type Customer } from '../storage/customer-rows.ts'
import {
  clearRightsTimers,
  findCustomersByEmail,
  listRequests,
  loadOpenErasure,
  loadRequest,
  recordRequest,
  saveRequest,
  saveRightsTimer,
  type PrivacyRequest,
} from '../storage/privacy-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { recordEvent } from '../storage/timeline-rows.ts'
import type { PrivacyMove } from '../timeline/event.ts'
import { planErasure, stepOf } from '../export/erase.ts'
import { carryOut } from './carry-out.ts'
import { decideMove } from './decide-request.ts'
import { computeDeadlines, judgeClock, planReminders, type Deadlines } from './due-dates.ts'

/** What people ask for under a law of privacy: taken in, kept in time, and carried out. */

export function openRequest(
  context: Context,
  asked: NewPrivacyRequest,
  askedBy: string,
  now: Instant,
): Outcome<PrivacyRequestView> {
  const found = findPerson(context, asked)
  if (!found.ok) return found
  const { customer, key } = found.value
  const { type, law, identity, receivedVia, correction = null } = asked
  const receivedAt = asked.receivedAt ?? now
  if (receivedAt > now || receivedAt < now - REQUEST_AGE_MAX_MS) return RECEIVED_WHEN
  if (type === 'erasure' && customer && loadOpenErasure(context.db, customer.customerId)) return ASKED_BEFORE
  const { confirmBy, dueAt } = deadlinesOf(context, { type, law, receivedAt, extendedAt: null })
  const request: Omit<PrivacyRequest, 'requestId'> = {
    ...{ type, law, identity, receivedVia, correction, askedBy, receivedAt, confirmBy, dueAt },
    ...{ status: 'received', customerId: customer?.customerId ?? null, addressKey: key },
    ...{ extendedAt: null, closedAt: null, steps: [] },
  }
  const requestId = recordRequest(context.db, request)
  const opened = { ...request, requestId }
  // Who says no is heard at once; the rest of the matter can wait for its answer.
  if (type === 'objection')
    saveRequest(context.db, { ...opened, steps: [object(context, opened, asked, customer, now)] })
  armReminders(context, opened, now)
  tell(context, requestId, 'received', now)
  return readRequest(context, requestId, now)
}

type Person = { customer: Customer | null; key: string | null }

/** Somebody we know, or an address that nobody here has. */
function findPerson({ db }: Context, { customerId, phone, email }: NewPrivacyRequest): Outcome<Person> {
  if (customerId !== undefined) {
    const customer = loadCustomer(db, customerId)
    if (!customer) return { ok: false, error: { code: 'customer_missing', detail: 'There is no such customer.' } }
    return { ok: true, value: { customer, key: customer.phoneKey } }
  }
  if (phone !== undefined) {
    return { ok: true, value: { customer: loadCustomerByPhone(db, phone), key: addressKey(db, phone) } }
  }
  const [first, ...others] = findCustomersByEmail(db, email ?? '')
  if (others.length > 0) {
    const detail = 'Several customers have this e-mail address. Open the right one and ask from there.'
    return { ok: false, error: { code: 'request_refused', detail } }
  }
  const customer = first === undefined ? null : loadCustomer(db, first)
  return { ok: true, value: { customer, key: addressKey(db, email ?? '') } }
}

function object(
  context: Context,
  { requestId }: PrivacyRequest,
  asked: NewPrivacyRequest,
  customer: Customer | null,
  now: Instant,
) {
  const phone = customer?.phone ?? asked.phone ?? null
  const email = customer?.email ?? asked.email ?? null
  const about = { source: 'hand' as const, evidence: `request:${requestId}` }
  if (phone !== null) recordSuppression(context.db, { ...about, channel: 'sms', address: phone }, now)
  if (email !== null) recordSuppression(context.db, { ...about, channel: 'email', address: email }, now)
  if (customer) applyInput(context, customer.customerId, { type: 'opted_out', confirm: false }, now)
  return stepOf('suppressed', 'done', Number(phone !== null) + Number(email !== null))
}

export function listRequestViews(context: Context, now: Instant): PrivacyRequestView[] {
  return listRequests(context.db).map((request) => viewOf(context, request, now))
}

export function readRequest(context: Context, requestId: string, now: Instant): Outcome<PrivacyRequestView> {
  const request = loadRequest(context.db, requestId)
  return request ? { ok: true, value: viewOf(context, request, now) } : MISSING
}

/** `detail` is the code of a reason, where it is refused. */
export function moveRequest(
  context: Context,
  requestId: string,
  move: RequestMove,
  detail: string | null,
  now: Instant,
): Outcome<PrivacyRequestView> {
  const request = loadRequest(context.db, requestId)
  if (!request) return MISSING
  const deadlines = deadlinesOf(context, request)
  const decision = decideMove(move, { ...deadlines, status: request.status }, now)
  if (decision.kind === 'refused') {
    return { ok: false, error: { code: 'request_refused', detail: decision.detail } }
  }
  MOVES[move](context, request, detail, now)
  return readRequest(context, requestId, now)
}

type Mover = (context: Context, request: PrivacyRequest, detail: string | null, now: Instant) => void

const MOVES: Record<RequestMove, Mover> = {
  confirm(context, request, _detail, now) {
    const confirmed = { ...request, status: 'confirmed' as const }
    saveRequest(context.db, confirmed)
    armReminders(context, confirmed, now)
    tell(context, request.requestId, 'confirmed', now)
  },
  extend(context, request, _detail, now) {
    const extended = { ...request, extendedAt: now }
    const { dueAt } = deadlinesOf(context, extended)
    saveRequest(context.db, { ...extended, dueAt })
    armReminders(context, extended, now)
    tell(context, request.requestId, 'extended', now)
  },
  close(context, request, _detail, now) {
    const { status } = carryOut(context, request, now)
    tell(context, request.requestId, status === 'done' ? 'done' : 'closing', now)
  },
  refuse(context, request, detail, now) {
    const steps = [...request.steps, { ...stepOf('refused', 'done', 1), detail }]
    saveRequest(context.db, { ...request, status: 'refused', closedAt: now, correction: null, steps })
    clearRightsTimers(context.db, request.requestId)
    tell(context, request.requestId, 'refused', now)
  },
}

const RECEIVED_WHEN: Outcome<never> = {
  ok: false,
  error: {
    code: 'request_refused',
    detail: 'The day on which it reached you lies in the future or too far back. Nothing was written down.',
    issues: [{ path: 'receivedAt', message: 'an instant within the last two years' }],
  },
}

const ASKED_BEFORE: Outcome<never> = {
  ok: false,
  error: {
    code: 'request_refused',
    detail: 'This person’s erasure has been asked for already and is still open. Go on with that request.',
  },
}

const MISSING: Outcome<never> = {
  ok: false,
  error: { code: 'request_missing', detail: 'There is no such request.' },
}

type Dated = Pick<PrivacyRequest, 'law' | 'type' | 'receivedAt' | 'extendedAt'>

function deadlinesOf({ tenant }: Context, { law, type, receivedAt, extendedAt }: Dated): Deadlines {
  return computeDeadlines({ law, type, receivedAt, isExtended: extendedAt !== null }, tenant.profile.timeZone)
}

function armReminders(context: Context, request: PrivacyRequest, now: Instant): void {
  const { db } = context
  clearRightsTimers(db, request.requestId)
  const planned = planReminders(deadlinesOf(context, request), request.status !== 'received', now)
  for (const [name, at] of planned) saveRightsTimer(db, request.requestId, name, at)
}

function tell({ db }: Context, requestId: string, status: PrivacyMove, now: Instant): void {
  const fact = { type: 'privacy_request_moved' as const, requestId, status }
  recordEvent(db, { customerId: null, journeyId: null, fact }, now)
}

function viewOf(context: Context, request: PrivacyRequest, now: Instant): PrivacyRequestView {
  const deadlines = deadlinesOf(context, request)
  const { requestId, addressKey: _key, correction: _correction, ...rest } = request
  const isPlanned = request.type === 'erasure' && (request.status === 'received' || request.status === 'confirmed')
  const customer = isPlanned && request.customerId !== null ? loadCustomer(context.db, request.customerId) : null
  return {
    ...rest,
    id: requestId,
    lawDueAt: deadlines.lawDueAt,
    canExtend: decideMove('extend', { ...deadlines, status: request.status }, now).kind === 'moved',
    clock: judgeClock(deadlines, request.status, now),
    plan: customer && planErasure(context, customer),
  }
}
