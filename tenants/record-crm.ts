import { after, DAY_MS, HOUR_MS, type Instant } from './base/clock.ts'
import type { CustomerId, JourneyId } from './base/ids.ts'
import { COMPARE_ACTIVE_MS, COMPARE_OVERLAP_MS, CRM_FATE_LOOKS_MS, NOTICE_USEFUL_MS } from './base/limits.ts'
import { CALENDAR_FRESH_MS } from './base/visit-limits.ts'
import type { CrmCompare, CrmNote, CrmOrder } from './journey/crm-order.ts'
import { loadConnection } from './storage/crm-connection.ts'
import { dropSettled, GONE, loadLink } from './storage/crm-link-rows.ts'
import { cancelUnsent, hasOpenOrder, loadUntried, recordEntry, saveEntry } from './storage/outbox-rows.ts'
import { loadLead, loadNewestLead, type Lead } from './storage/lead-rows.ts'
import { loadSetting } from './storage/settings-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import type { TimelineFact } from './timeline/event.ts'

/** Orders to the CRM. Those about one customer leave in order: what is noted on a contact needs the contact. */

const USEFUL_MS = 24 * NOTICE_USEFUL_MS

/** Has a lead and its opportunity compared, or looks for a contact that is gone. */
export function orderSync(
  context: Context,
  customerId: CustomerId,
  what: { leadId?: string } | 'find',
  now: Instant,
  journeyId: JourneyId | null = null,
): void {
  if (what === 'find') return recordCrm(context, { customerId, journeyId }, { type: 'find_contact' }, now)
  if (isUnwanted(context, customerId, what.leadId)) return
  recordCrm(context, { customerId, journeyId }, { type: 'sync_crm', ...what }, now)
}

/** What of a decision's facts the office wants to read on the contact. */
export function recordNotes(
  context: Context,
  about: { customerId: CustomerId; journeyId: JourneyId | null },
  facts: readonly TimelineFact[],
  now: Instant,
): void {
  for (const fact of facts) {
    const note = noteOf(fact)
    if (note) recordCrm(context, about, { type: 'add_note', note }, now)
  }
}

function noteOf(fact: TimelineFact): CrmNote | null {
  if (fact.type === 'booking_wanted') return { about: fact.type, wishedAt: fact.wishedAt }
  if (fact.type === 'emergency_told') return fact.isMore ? null : { about: 'emergency', danger: fact.danger }
  if (fact.type === 'quote_approved') return { about: fact.type, fromMinor: fact.fromMinor, toMinor: fact.toMinor }
  if (fact.type === 'visit_moved') return { about: fact.type, from: fact.from, startsAt: fact.startsAt }
  if (fact.type === 'plan_agreed') return { about: fact.type, plan: fact.plan, until: null }
  if (fact.type === 'plan_noted' || fact.type === 'plan_more_agreed')
    return { about: fact.type, plan: fact.plan, until: fact.until }
  if (fact.type === 'plan_renewed') return { about: fact.type, plan: null, until: fact.until }
  if (fact.type === 'plan_cancelled' || fact.type === 'plan_ended') return { about: fact.type, plan: null, until: null }
  if (fact.type !== 'visit_confirmed' && fact.type !== 'visit_cancelled') return null
  return { about: fact.type, startsAt: fact.startsAt }
}

/** One waiting entry is enough: it is made of what stands when it is sent. */
export function recordCrm(
  { db, tenant }: Context,
  about: { customerId: CustomerId; journeyId: JourneyId | null },
  order: CrmOrder,
  now: Instant,
  /** Held until then; nothing else that is ordered of the CRM waits behind it. */
  heldUntil: Instant | null = null,
): void {
  if (tenant.profile.ghlLocationId === null) return
  if (order.type !== 'sync_crm' && order.type !== 'find_contact' && isContactUnwanted(db, about.customerId)) return
  const sequenceKey = `crm:${about.customerId}`
  const same = JSON.stringify(order)
  if (loadUntried(db, sequenceKey).some((waiting) => JSON.stringify(waiting.order) === same)) return
  const usefulUntil = after(now, USEFUL_MS)
  const dueAt = heldUntil ?? now
  const entryId = recordEntry(db, { ...about, lane: 'gohighlevel', sequenceKey, order, dueAt, usefulUntil }, now)
  if (heldUntil !== null) saveEntry(db, entryId, { status: 'held' })
}

/** Somebody deleted it there. Only a new matter makes the customer a contact again. */
function isUnwanted({ db }: Context, customerId: CustomerId, leadId: string | undefined): boolean {
  const lead = leadId === undefined ? loadNewestLead(db, customerId) : loadLead(db, leadId)
  if (!lead) return false
  if (isContactUnwanted(db, customerId, lead)) return true
  return loadLink(db, 'opportunity', lead.leadId)?.digest === GONE
}

function isContactUnwanted(db: Context['db'], customerId: CustomerId, about: Lead | null = null): boolean {
  const contact = loadLink(db, 'contact', customerId)
  if (contact?.digest !== GONE) return false
  const lead = about ?? loadNewestLead(db, customerId)
  return lead === null || lead.createdAt <= (contact.theirsAt ?? 0)
}

/** Whose timer the hourly comparison is: no journey's. */
export const COMPARE_TIMER = { journeyId: 'crm', name: 'compare_due' }

/** The first page of a comparison, unless one is under way. The next pages follow from the answers. */
export function startCompare({ db, tenant }: Context, scope: CrmCompare['scope'], now: Instant): void {
  if (tenant.profile.ghlLocationId === null || tenant.closing || hasOpenOrder(db, COMPARE_SEQUENCE)) return
  // What was said before the business joined is not ours to take in.
  const last = loadSetting<Instant>(db, 'reconciled_until') ?? now - DAY_MS
  const since = Math.max(last, tenant.createdAt) - COMPARE_OVERLAP_MS
  const healed = { calls: 0, texts: 0, leads: 0, visits: 0 }
  recordCompare(db, { scope, step: 'messages', since, until: now, cursor: null, page: 1, healed }, now)
  // After it, so that the newest row of all is never taken out and its place not given away again.
  dropSettled(db, COMPARE_SEQUENCE)
}

/**
 * No webhook tells of blocked time, so the calendar is read while somebody talks about a visit too, and not only by the
 * hour: what is blocked meanwhile is neither offered next nor agreed to.
 */
export function lookAtCalendar({ db, tenant }: Context, now: Instant): void {
  const isConnected = loadConnection(db, tenant)?.lost === null
  if (!isConnected || tenant.closing || hasOpenOrder(db, LOOK_SEQUENCE)) return
  if (now - (loadSetting<Instant>(db, 'calendar_read_at') ?? 0) < CALENDAR_FRESH_MS) return
  const healed = { calls: 0, texts: 0, leads: 0, visits: 0 }
  const rest = { since: now, until: now, cursor: null, page: 1, healed }
  recordCompare(db, { scope: 'hour', step: 'appointments', ...rest }, now, LOOK_SEQUENCE)
  dropSettled(db, LOOK_SEQUENCE)
}

export function recordCompare(
  db: Context['db'],
  compare: CrmCompare,
  now: Instant,
  sequenceKey: string = COMPARE_SEQUENCE,
): void {
  const order = { type: 'compare_crm' as const, compare }
  const rest = { lane: 'gohighlevel' as const, sequenceKey, usefulUntil: after(now, USEFUL_MS) }
  recordEntry(db, { ...rest, customerId: null, journeyId: null, order, dueAt: now }, now)
}

export function recordFetchMessage(db: Context['db'], messageRef: string, contactRef: string, now: Instant): void {
  const order = { type: 'fetch_message' as const, messageRef, contactRef }
  const sequenceKey = `crm_message:${messageRef}`
  const rest = { lane: 'gohighlevel' as const, sequenceKey, usefulUntil: after(now, USEFUL_MS) }
  recordEntry(db, { ...rest, customerId: null, journeyId: null, order, dueAt: now }, now)
}

/** Has GoHighLevel asked what became of a text of ours, unless a webhook tells of it before. */
export function recordFateLook(db: Context['db'], messageRef: string, looks: number, now: Instant): void {
  const waitMs = CRM_FATE_LOOKS_MS[looks]
  if (waitMs === undefined) return
  const order = { type: 'fetch_fate' as const, messageRef, looks: looks + 1 }
  const dueAt = after(now, waitMs)
  const rest = {
    lane: 'gohighlevel' as const,
    sequenceKey: fateSequence(messageRef),
    usefulUntil: after(dueAt, DAY_MS),
  }
  recordEntry(db, { ...rest, customerId: null, journeyId: null, order, dueAt }, now)
}

/** A text's fate is told once: what was to ask for it is let go. */
export function dropFateLooks(db: Context['db'], messageRef: string, now: Instant): void {
  cancelUnsent(db, [fateSequence(messageRef)], 'told', now)
}

const fateSequence = (messageRef: string) => `crm_fate:${messageRef}`
const COMPARE_SEQUENCE = 'crm_compare'
const LOOK_SEQUENCE = 'crm_calendar'

/** The next words have it read again, so it is tried once: nobody waits for it, and nobody need hear of a delay. */
export function isLook({ sequenceKey }: { sequenceKey: string }): boolean {
  return sequenceKey === LOOK_SEQUENCE
}

/** The hourly comparison, while anything goes on. Set where it is not yet, so that nothing puts it off. */
export function keepComparing({ db }: Context, now: Instant): void {
  const { journeyId, name } = COMPARE_TIMER
  const insert = `insert into timers (journey_id, name, due_at) values (?, ?, ?) on conflict do nothing`
  db.$client.sql.exec(insert, journeyId, name, after(now, HOUR_MS))
}

export function fireCompare(context: Context, now: Instant): void {
  startCompare(context, 'hour', now)
  const { sql } = context.db.$client
  const isActive = sql.exec(`select 1 from inbox where received_at > ? limit 1`, now - COMPARE_ACTIVE_MS).toArray()
  if (isActive.length > 0) keepComparing(context, now)
}
