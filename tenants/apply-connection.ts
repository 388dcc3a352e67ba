import { endTexting } from './apply-texting.ts'
import { after, HOUR_MS, type Instant } from './base/clock.ts'
import { NOTICE_USEFUL_MS } from './base/limits.ts'
import type { InboundEvent } from './providers/inbound.ts'
import { tellBusiness } from './record-order.ts'
import { dropConnection, loadConnection, saveConnection, type CrmConnection } from './storage/crm-connection.ts'
import { releaseTexts } from './storage/crm-text-rows.ts'
import { releaseHeld } from './storage/held-entries.ts'
import { hasPendingOrder, recordEntry } from './storage/outbox-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import type { CrmLoss } from './timeline/work-event.ts'

/** The connection to the CRM comes and goes. What is to be written there waits meanwhile, see outbox/claim.ts. */

const SET_UP_SEQUENCE = 'crm_set_up:tenant'
/** What is ordered of the CRM stays worth doing. */
const CRM_USEFUL_MS = 24 * NOTICE_USEFUL_MS

/** The end of a connection, told once however many calls find out about it. */
export function loseConnection(context: Context, loss: CrmLoss, now: Instant, scope: string | null = null): void {
  const { db, tenant } = context
  const held = loadConnection(db, tenant)
  if (!held || held.lost !== null) return
  // Tokens of an installation that is gone open nothing, and are nobody's to keep.
  const sealed = loss === 'uninstalled' || loss === 'token_revoked' ? null : held.sealed
  const lost = { ...held, sealed, lost: loss, missing: scope, since: now }
  saveConnection(db, lost)
  const fact = { type: 'crm_disconnected' as const, loss, ...(scope === null ? {} : { scope }) }
  recordEvent(db, { customerId: null, journeyId: null, fact }, now)
  tellBusiness(context, 'crm_disconnected', scope === null ? loss : `${loss} ${scope}`, now)
  if (mendsItself(lost)) orderSetUp(context, after(now, HOUR_MS), now)
}

/**
 * Lost in a way that somebody may mend without telling us: a sub-account that lets us in again, credentials of our own
 * that are put right. The order to look a location over tries the door every hour, see outbox/claim.ts.
 */
export function mendsItself({ kind, lost, sealed }: CrmConnection): boolean {
  return (lost === 'token_refused' || lost === 'location_gone') && (kind !== 'own' || sealed !== null)
}

/** Goes on trying the door of a location, once a day also where the last order to do so has grown too old. */
export function tryDoor(context: Context, now: Instant): void {
  const held = loadConnection(context.db, context.tenant)
  if (held !== null && mendsItself(held)) orderSetUp(context, now)
}

/** An answer has come from a location that was taken for lost. */
export function noteAnswered(context: Context, now: Instant): void {
  const held = loadConnection(context.db, context.tenant)
  if (held !== null && held.lost !== null) standAgain(context, held, now)
}

/** Connected, anew or for the first time: what waited goes ahead, and the location is looked over. */
export function makeConnection(context: Context, connection: CrmConnection, now: Instant): void {
  standAgain(context, connection, now)
  orderSetUp(context, now)
}

function standAgain({ db }: Context, connection: CrmConnection, now: Instant): void {
  saveConnection(db, { ...connection, lost: null, missing: null, since: now })
  recordEvent(db, { customerId: null, journeyId: null, fact: { type: 'crm_connected' } }, now)
  releaseHeld(db, 'gohighlevel', { dueAt: now, usefulUntil: after(now, CRM_USEFUL_MS) })
  releaseTexts(db, now)
}

/** The profile names another location, or none. What was found at the one before says nothing of it. */
export function moveLocation(context: Context, now: Instant): void {
  const { db, tenant } = context
  endTexting(context, now)
  dropConnection(db)
  if (tenant.profile.ghlLocationId === null) return
  // What waited for the one before, the order to look it over among it, waits for nothing now.
  releaseHeld(db, 'gohighlevel', { dueAt: now, usefulUntil: now })
  orderSetUp(context, now)
}

/** Has the location looked over, and what it lacks made; one waiting order is enough. */
export function orderSetUp({ db, tenant }: Context, dueAt: Instant, now: Instant = dueAt): void {
  if (tenant.profile.ghlLocationId === null || hasPendingOrder(db, SET_UP_SEQUENCE)) return
  const whose = { customerId: null, journeyId: null }
  const entry = { ...whose, lane: 'gohighlevel', sequenceKey: SET_UP_SEQUENCE, order: { type: 'set_up_crm' } } as const
  recordEntry(db, { ...entry, dueAt, usefulUntil: after(now, CRM_USEFUL_MS) }, now)
}

/**
 * GoHighLevel says that Shoulder was installed or uninstalled. An installation of the location's own brings its tokens
 * by another way; the one of an agency is good as soon as it is told of.
 */
export function applyInstallChange(
  context: Context,
  event: Extract<InboundEvent, { type: 'crm_install_changed' }>,
  now: Instant,
): void {
  const held = loadConnection(context.db, context.tenant)
  // Events come late and out of order: an uninstallation that is older than the connection is of the one before it.
  if (!held || event.at < held.since) return
  if (!event.isInstalled) return loseConnection(context, 'uninstalled', now)
  if (held.lost !== null && held.kind !== 'own') makeConnection(context, held, now)
}
