import { and, asc, desc, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import { newId, type CustomerId } from '../base/ids.ts'
import { PRIVACY_REQUESTS_LISTED_MAX } from '../base/limits.ts'
import type {
  Correction,
  IdentityCheck,
  PrivacyLaw,
  ReceivedVia,
  RequestStatus,
  RequestType,
  StepView,
} from '../contract/rights.ts'
import type { ForgetTarget } from '../journey/effect.ts'
import { deleteTimer, deleteTimers, upsertTimer } from './journey-rows.ts'
import type { TenantDb } from './open.ts'
import { privacyRequests } from './schema-trust.ts'
import { insertRow, RowQuery, updateRow } from './statement.ts'

export type RequestId = `req_${string}`

export type PrivacyRequest = {
  requestId: RequestId
  type: RequestType
  law: PrivacyLaw
  status: RequestStatus
  customerId: CustomerId | null
  addressKey: string | null
  identity: IdentityCheck
  receivedVia: ReceivedVia
  askedBy: string
  receivedAt: Instant
  confirmBy: Instant | null
  dueAt: Instant
  extendedAt: Instant | null
  closedAt: Instant | null
  steps: StepView[]
  /** What is to stand in place of what is wrong; gone once it does. */
  correction: Correction | null
}

type Stored = typeof privacyRequests.$inferSelect
type StoredSteps = Pick<PrivacyRequest, 'steps' | 'correction'>

function fromStored({ steps, ...row }: Stored): PrivacyRequest {
  return { ...(row as unknown as Omit<PrivacyRequest, keyof StoredSteps>), ...(JSON.parse(steps) as StoredSteps) }
}

export function recordRequest(db: TenantDb, request: Omit<PrivacyRequest, 'requestId'>): RequestId {
  const requestId = newId('req')
  const { steps, correction, ...rest } = request
  insertRow(db, privacyRequests, { ...rest, requestId, steps: JSON.stringify({ steps, correction }) })
  return requestId
}

export function saveRequest(db: TenantDb, request: PrivacyRequest): void {
  const { requestId, steps, correction, ...rest } = request
  updateRow(db, privacyRequests, { requestId }, { ...rest, steps: JSON.stringify({ steps, correction }) })
}

export function loadRequest(db: TenantDb, requestId: string): PrivacyRequest | null {
  const row = db.select().from(privacyRequests).where(eq(privacyRequests.requestId, requestId)).get()
  return row ? fromStored(row) : null
}

/** Newest first. */
export function listRequests(db: TenantDb): PrivacyRequest[] {
  const newest = desc(privacyRequests.requestId)
  return db.select().from(privacyRequests).orderBy(newest).limit(PRIVACY_REQUESTS_LISTED_MAX).all().map(fromStored)
}

const OPEN: RequestStatus[] = ['received', 'confirmed', 'closing']

/** Open ones that are due by then, or whose receipt is to be confirmed by then. */
export function loadPressingRequests(db: TenantDb, by: Instant): PrivacyRequest[] {
  return pressing.all(db, { by }).map(fromStored)
}

const pressing = new RowQuery(privacyRequests, (db) => {
  const by = sql.placeholder('by')
  const confirmDue = and(eq(privacyRequests.status, 'received'), lte(privacyRequests.confirmBy, by))
  return db
    .select()
    .from(privacyRequests)
    .where(and(inArray(privacyRequests.status, OPEN), sql`(${lte(privacyRequests.dueAt, by)} or ${confirmDue})`))
    .orderBy(asc(privacyRequests.dueAt))
})

/** Other requests of somebody who is erased name nobody any more. */
export function unnameRequests(db: TenantDb, customerId: CustomerId): void {
  const ofCustomer = db.select().from(privacyRequests).where(eq(privacyRequests.customerId, customerId)).all()
  for (const request of ofCustomer.map(fromStored)) saveRequest(db, { ...request, customerId: null, correction: null })
}

/** Where an order to delete stands: by its request, so that those of one are found by the index. */
export function forgetSequence(requestId: string | null, what: ForgetTarget, ref: string): string {
  return `forget:${requestId ?? 'retention'}:${what}:${ref}`
}

/** The erasure of a customer that has been asked for and not been carried out. */
export function loadOpenErasure(db: TenantDb, customerId: CustomerId): PrivacyRequest | null {
  const isOpen = and(eq(privacyRequests.type, 'erasure'), inArray(privacyRequests.status, OPEN))
  const row = db
    .select()
    .from(privacyRequests)
    .where(and(eq(privacyRequests.customerId, customerId), isOpen))
    .get()
  return row ? fromStored(row) : null
}

/** Addresses are compared as they are keyed: without regard to capitals. */
export function findCustomersByEmail(db: TenantDb, email: string): string[] {
  const query = 'select customer_id as id from customers where lower(email) = lower(?)'
  return db.$client.sql
    .exec<{ id: string }>(query, email)
    .toArray()
    .map(({ id }) => id)
}

export type ForgetCount = { what: ForgetTarget; status: string; count: number }

export function countForgetting(db: TenantDb, requestId: string): ForgetCount[] {
  const start = `forget:${requestId}:`
  const query = `select payload ->> 'what' as what, status, count(*) as count from outbox
    where sequence_key >= ? and sequence_key < ? group by 1, 2`
  // The character behind a colon is a semicolon.
  return db.$client.sql.exec<ForgetCount>(query, start, `${start.slice(0, -1)};`).toArray()
}

/** Timers that are nobody's journey: of a request, or of the business. */
export function saveRightsTimer(db: TenantDb, owner: string, name: string, dueAt: Instant): void {
  upsertTimer.run(db, { journeyId: owner, name, dueAt })
}

export function clearRightsTimer(db: TenantDb, owner: string, name: string): void {
  deleteTimer.run(db, { journeyId: owner, name })
}

export function clearRightsTimers(db: TenantDb, owner: string): void {
  deleteTimers.run(db, { journeyId: owner })
}
