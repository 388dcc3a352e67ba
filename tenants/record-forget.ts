import { after, type Instant } from './base/clock.ts'
import { FORGET_BATCH, FORGET_BATCH_EVERY_MS, FORGET_USEFUL_MS } from './base/limits.ts'
import type { StepView } from './contract/rights.ts'
import type { Forgettable, ForgetTarget } from './journey/effect.ts'
import { hasPendingOrder, loadNewestEntryId, recordEntry, type Entry, type Lane } from './storage/outbox-rows.ts'
import {
  clearRightsTimers,
  countForgetting,
  forgetSequence,
  loadRequest,
  saveRequest,
  type PrivacyRequest,
  type ForgetCount,
} from './storage/privacy-rows.ts'
import type { TenantDb } from './storage/open.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/** Orders that take something away at a provider, by its own id for it and with nothing of the person. */

const LANES: Record<ForgetTarget, Lane> = {
  ...{ message: 'records', media: 'records', call: 'records', recording: 'records' },
  ...{ contact: 'gohighlevel', opportunity: 'gohighlevel', files: 'files' },
}

/**
 * One entry for each thing, some at a time. Each has a sequence of its own, so that one that fails holds up no other. A
 * contact may be asked for again, since what was on its way may have brought it back.
 */
export function recordForgetting(
  { db }: Context,
  things: readonly Forgettable[],
  requestId: string | null,
  startAt: Instant,
  now: Instant,
): void {
  for (const [place, { what, ref }] of things.entries()) {
    const sequenceKey = forgetSequence(requestId, what, ref)
    const isOrdered =
      what === 'contact' ? hasPendingOrder(db, sequenceKey) : loadNewestEntryId(db, sequenceKey) !== null
    if (isOrdered) continue
    const order = { type: 'forget' as const, what, ref, requestId }
    const dueAt = after(startAt, Math.floor(place / FORGET_BATCH) * FORGET_BATCH_EVERY_MS)
    const about = { journeyId: null, customerId: null, lane: LANES[what], sequenceKey, order, dueAt }
    recordEntry(db, { ...about, usefulUntil: after(dueAt, FORGET_USEFUL_MS) }, now)
  }
}

/** The words of one text, such as those that held a card number, are emptied at the provider. Ordered once. */
export function recordRedaction({ db }: Context, ref: string, now: Instant): void {
  const sequenceKey = `redact:${ref}`
  if (loadNewestEntryId(db, sequenceKey) !== null) return
  const order = { type: 'redact_message' as const, ref, requestId: null }
  const about = { journeyId: null, customerId: null, lane: 'records' as const, sequenceKey, order, dueAt: now }
  recordEntry(db, { ...about, usefulUntil: after(now, FORGET_USEFUL_MS) }, now)
}

/** How one of them ended, written into the request that wanted it. The last one closes it. */
export function noteForgotten(db: TenantDb, { order }: Entry, now: Instant): void {
  if (order.type !== 'forget' || order.requestId === null) return
  const request = loadRequest(db, order.requestId)
  if (request) saveSteps(db, request, withCounts(request.steps, countForgetting(db, order.requestId)), now)
}

/** A step of our own is done. */
export function noteStep(db: TenantDb, requestId: string, what: StepView['what'], now: Instant): void {
  const request = loadRequest(db, requestId)
  if (!request) return
  const finish = (step: StepView): StepView => ({ ...step, state: 'done', done: step.total })
  const steps = request.steps.map((step) => (step.what === what ? finish(step) : step))
  saveSteps(db, request, steps, now)
}

function saveSteps(db: TenantDb, request: PrivacyRequest, steps: StepView[], now: Instant): void {
  const isDone = request.status === 'closing' && steps.every(({ state }) => state === 'done' || state === 'by_hand')
  saveRequest(db, { ...request, steps, ...(isDone ? { status: 'done', closedAt: now } : {}) })
  if (!isDone) return
  clearRightsTimers(db, request.requestId)
  const fact = { type: 'privacy_request_moved' as const, requestId: request.requestId, status: 'done' as const }
  recordEvent(db, { customerId: null, journeyId: null, fact }, now)
}

const FAILED = new Set(['dead', 'refused', 'expired', 'cancelled'])

/** The steps as the orders stand. */
export function withCounts(steps: readonly StepView[], counts: readonly ForgetCount[]): StepView[] {
  const known = Map.groupBy(counts, ({ what }) => what)
  const rest = steps.filter(({ what }) => !known.has(what as ForgetTarget))
  const counted = [...known].map(([what, found]): StepView => {
    const sum = (isWanted: (status: string) => boolean) =>
      found.filter(({ status }) => isWanted(status)).reduce((total, { count }) => total + count, 0)
    const [total, done, failed] = [
      sum(() => true),
      sum((status) => status === 'sent'),
      sum((status) => FAILED.has(status)),
    ]
    const state = done + failed < total ? 'waiting' : failed > 0 ? 'failed' : 'done'
    return { what, state, total, done, failed, detail: null }
  })
  return [...rest, ...counted]
}
