import { after, type Instant } from '../base/clock.ts'
import { CLAIM_LEASE_MS, ERASURE_WAIT_EVERY_MS, ERASURE_WAIT_MAX_MS } from '../base/limits.ts'
import { unreachable } from '../base/result.ts'
import { ERASED } from '../apply-erased.ts'
import { cancelComing } from '../apply-visit.ts'
import type { StepView } from '../contract/rights.ts'
import { eraseCustomer, stepOf } from '../export/erase.ts'
import { appendLedger, recordErasure } from '../ledger/append.ts'
import { recordForgetting, withCounts } from '../record-forget.ts'
import { recordOrder } from '../record-order.ts'
import { loadCustomer, saveCustomer, type Customer } from '../storage/customer-rows.ts'
import { countUnderWay, holdStill } from '../storage/erase-rows.ts'
import { loadNewestLead } from '../storage/lead-rows.ts'
import {
  clearRightsTimer,
  clearRightsTimers,
  countForgetting,
  saveRequest,
  saveRightsTimer,
  type PrivacyRequest,
} from '../storage/privacy-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'

/** Does what was asked for. Answers the request as it stands then: `closing` while providers have yet to follow. */
export function carryOut(context: Context, request: PrivacyRequest, now: Instant): PrivacyRequest {
  const customer = request.customerId === null ? null : loadCustomer(context.db, request.customerId)
  switch (request.type) {
    case 'access':
    case 'portability':
      // The copy itself is made by the export, and given to the person by whoever knows them.
      return finish(context, request, [stepOf('answered', 'done', 1)], now)
    case 'objection':
      return finish(context, request, [], now)
    case 'rectification':
      return finish(context, request, [correct(context, request, customer, now)], now)
    case 'erasure':
      if (!customer) return finish(context, request, [stepOf('rows', 'done', 0)], now)
      return awaitCalls(context, request, customer, now)
    default:
      return unreachable(request.type)
  }
}

function finish({ db }: Context, request: PrivacyRequest, steps: StepView[], now: Instant): PrivacyRequest {
  const done = {
    ...request,
    ...{ status: 'done' as const, closedAt: now, correction: null },
    steps: [...request.steps, ...steps],
  }
  saveRequest(db, done)
  clearRightsTimers(db, request.requestId)
  return done
}

function correct(context: Context, { correction }: PrivacyRequest, customer: Customer | null, now: Instant): StepView {
  if (!customer || !correction) return stepOf('corrected', 'done', 0)
  const { name = customer.name, email = customer.email } = correction
  saveCustomer(context.db, customer.customerId, { name, email }, now)
  // GoHighLevel hears of it with the lead, where there is one.
  if (loadNewestLead(context.db, customer.customerId)) {
    recordOrder(context, customer.customerId, null, { type: 'sync_crm' }, now)
  }
  return stepOf('corrected', 'done', Object.keys(correction).length)
}

/**
 * What a call under way makes at a provider is known once it is answered, and can be deleted only then. So an erasure
 * begins nothing new for the person, waits until no call of theirs is under way, and looks again in a moment.
 */
function awaitCalls(context: Context, request: PrivacyRequest, customer: Customer, now: Instant): PrivacyRequest {
  const { db } = context
  const { requestId } = request
  cancelComing(context, customer.customerId, 'erasure', now)
  holdStill(db, customer.customerId, now)
  const count = countUnderWay(db, customer.customerId)
  if (count === 0) return erase(context, request, customer, now)
  const steps = [...request.steps, stepOf('calls_in_flight', 'waiting', count)]
  const waiting: PrivacyRequest = { ...request, status: 'closing', steps }
  saveRequest(db, waiting)
  saveRightsTimer(db, requestId, 'erase_look', after(now, ERASURE_WAIT_EVERY_MS))
  saveRightsTimer(db, requestId, 'erase_now', after(now, ERASURE_WAIT_MAX_MS))
  return waiting
}

/** Goes on with one that waited. `isLast`: it has waited long enough, and what is under way is left to a person. */
export function resumeErasure(context: Context, request: PrivacyRequest, isLast: boolean, now: Instant): void {
  const { db } = context
  const customer = request.customerId === null ? null : loadCustomer(db, request.customerId)
  if (request.status !== 'closing') return
  if (!customer) {
    finish(context, request, [], now)
    return
  }
  holdStill(db, customer.customerId, now)
  const count = countUnderWay(db, customer.customerId)
  if (count > 0 && !isLast) {
    saveRightsTimer(db, request.requestId, 'erase_look', after(now, ERASURE_WAIT_EVERY_MS))
    return
  }
  for (const name of ['erase_look', 'erase_now']) clearRightsTimer(db, request.requestId, name)
  const settle = (step: StepView): StepView =>
    step.what !== 'calls_in_flight'
      ? step
      : count > 0
        ? stepOf('calls_in_flight', 'by_hand', count)
        : stepOf('calls_in_flight', 'done', step.total)
  erase(context, { ...request, steps: request.steps.map(settle) }, customer, now)
}

function erase(context: Context, request: PrivacyRequest, customer: Customer, now: Instant): PrivacyRequest {
  const { db } = context
  // What was said is proven once more before the words go; their salts go with them.
  while (appendLedger(context, now).isMore);
  const { requestId } = request
  const erasure = eraseCustomer(context, customer, { requestId, code: ERASED }, now)
  for (const [place, addressKey] of erasure.keys.entries()) {
    // A person may stand under a number and an e-mail address, and each row of the chain has a name of its own.
    const ref = place === 0 ? requestId : `${requestId}:${place + 1}`
    recordErasure(context, { ref, addressKey, of: 'person' }, now)
  }
  const isCrm = ({ what }: (typeof erasure.forget)[number]) => what === 'contact' || what === 'opportunity'
  const crmFrom = erasure.hasCrmInFlight ? after(now, CLAIM_LEASE_MS) : now
  recordForgetting(
    context,
    erasure.forget.filter((thing) => !isCrm(thing)),
    requestId,
    now,
    now,
  )
  recordForgetting(context, erasure.forget.filter(isCrm), requestId, crmFrom, now)
  const steps = [...request.steps, ...erasure.steps, stepOf('file', 'waiting', 1)]
  const closing: PrivacyRequest = {
    ...request,
    ...{ status: 'closing', customerId: null, correction: null },
    steps: withCounts(steps, countForgetting(db, requestId)),
  }
  saveRequest(db, closing)
  // In a turn of its own, since it takes as long as the file is big.
  saveRightsTimer(db, requestId, 'file_fill', now)
  return closing
}
