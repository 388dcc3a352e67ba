import { and, asc, desc, gt, inArray, sql } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import type { WebhookOrder } from '../journey/webhook-order.ts'
import type { TimelineFact } from '../timeline/event.ts'
import type { Lead } from './lead-rows.ts'
import type { TenantDb } from './open.ts'
import type { EntryStatus } from './outbox-rows.ts'
import { leads, outbox } from './schema.ts'
import { timeline } from './schema-history.ts'
import { loadSetting, saveSetting } from './settings-rows.ts'

/** A program that is told. Its secret is sealed; the one before it signs along until `until`. */
export type Endpoint = {
  id: string
  url: string
  events: Exclude<WebhookOrder['event'], 'webhook.test'>[]
  include: 'ids' | 'contact'
  isOn: boolean
  sealed: string
  lastFour: string
  previous: { sealed: string; until: Instant } | null
  createdAt: Instant
  failingSince: Instant | null
}

export function loadEndpoints(db: TenantDb): Endpoint[] {
  return loadSetting<Endpoint[]>(db, 'webhooks') ?? []
}

export function saveEndpoints(db: TenantDb, endpoints: readonly Endpoint[]): void {
  saveSetting(db, 'webhooks', endpoints)
}

export function changeEndpoint(db: TenantDb, id: string, change: Partial<Endpoint>): Endpoint | null {
  const changed = loadEndpoints(db).map((endpoint) => (endpoint.id === id ? { ...endpoint, ...change } : endpoint))
  const found = changed.find((endpoint) => endpoint.id === id) ?? null
  if (found) saveEndpoints(db, changed)
  return found
}

/** How far what happened has been made into deliveries. */
export type Told = { seq: number; leadId: string }

export function loadTold(db: TenantDb): Told | null {
  return loadSetting<Told>(db, 'webhooks_told')
}

export function saveTold(db: TenantDb, told: Told): void {
  saveSetting(db, 'webhooks_told', told)
}

/** Nothing from before is told to whoever asks to be told from now on. */
export function tellFromNow(db: TenantDb): void {
  const [event] = db.select({ seq: timeline.seq }).from(timeline).orderBy(desc(timeline.seq)).limit(1).all()
  const [lead] = db.select({ leadId: leads.leadId }).from(leads).orderBy(desc(leads.leadId)).limit(1).all()
  saveTold(db, { seq: event?.seq ?? 0, leadId: lead?.leadId ?? '' })
}

export type Happened = { seq: number; customerId: string | null; at: Instant; fact: TimelineFact }

export function loadHappenedAfter(db: TenantDb, seq: number, max: number): Happened[] {
  return db
    .select({ seq: timeline.seq, customerId: timeline.customerId, at: timeline.at, fact: timeline.fact })
    .from(timeline)
    .where(gt(timeline.seq, seq))
    .orderBy(asc(timeline.seq))
    .limit(max)
    .all()
    .map((row) => ({ ...row, fact: JSON.parse(row.fact) as TimelineFact }))
}

/** Ids sort by the time they were made. */
export function loadLeadsAfter(db: TenantDb, leadId: string, max: number): Lead[] {
  return db.select().from(leads).where(gt(leads.leadId, leadId)).orderBy(asc(leads.leadId)).limit(max).all() as Lead[]
}

const PREFIX = 'webhook:'

/** A sequence of its own each: one program that is away keeps nobody waiting, and the ids are the order of the list. */
export function webhookSequence({ messageId, webhookId }: Pick<WebhookOrder, 'messageId' | 'webhookId'>): string {
  return `${PREFIX}${messageId}:${webhookId}`
}

export type Delivery = {
  entryId: string
  sequenceKey: string
  order: WebhookOrder
  status: EntryStatus
  attempts: number
  dueAt: Instant | null
  lastCode: string | null
  createdAt: Instant
  settledAt: Instant | null
}

/** Newest first. `after` is what stands behind the prefix of a sequence. */
export function loadDeliveries(db: TenantDb, { after, limit }: { after: string | null; limit: number }): Delivery[] {
  const before = `${PREFIX}${after ?? '~'}`
  const rows = db
    .select()
    .from(outbox)
    .where(and(sql`${outbox.sequenceKey} > ${PREFIX} and ${outbox.sequenceKey} < ${before}`))
    .orderBy(desc(outbox.sequenceKey))
    .limit(limit)
    .all()
  return rows.map(({ payload, ...row }) => ({ ...row, order: JSON.parse(payload) as WebhookOrder }) as Delivery)
}

/** What waits for an endpoint that is gone. */
export function cancelDeliveries(db: TenantDb, webhookId: string, now: Instant): void {
  const isTheirs = sql`${outbox.sequenceKey} > ${PREFIX} and ${outbox.sequenceKey} < ${`${PREFIX}~`}
    and ${outbox.payload} ->> 'webhookId' = ${webhookId}`
  db.update(outbox)
    .set({ status: 'cancelled', dueAt: null, lastCode: 'endpoint_gone', settledAt: now })
    .where(and(isTheirs, inArray(outbox.status, ['pending', 'held'])))
    .run()
}

export function deliveryIdOf({ sequenceKey }: Pick<Delivery, 'sequenceKey'>): string {
  return sequenceKey.slice(PREFIX.length)
}
