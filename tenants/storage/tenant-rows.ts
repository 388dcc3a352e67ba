import type { TenantId } from '../base/ids.ts'
import type { Instant } from '../base/clock.ts'
import type { Phone } from '../base/e164.ts'
import type { DayNumber } from '../base/local-time.ts'
import type { TenantProfile, TenantView } from '../contract.ts'
import { mendPolicy, type Policy } from '../contract/policy.ts'
import type { OnCall } from '../contract/on-call.ts'
import { NO_ON_CALL } from '../contract/usual.ts'
import { USUAL_HOURS } from '../contract/usual-hours.ts'
import type { CrmTexting } from '../contract/texting.ts'
import { loadOnLadders } from './emergency-rows.ts'
import type { TenantDb } from './open.ts'
import { loadSetting, saveSetting } from './settings-rows.ts'

/** Who this object is: one business, its profile and its policy. */
export type Tenant = {
  tenantId: TenantId
  createdAt: Instant
  profile: TenantProfile
  policy: Policy
  /** Whom an emergency is told to. `leaving`: taken off the list while alerts about an emergency went out to them. */
  onCall: OnCall & { leaving?: Phone[] }
  /** Counts the changes of profile and policy. */
  version: number
  /** Set where texts leave by GoHighLevel, see texting.ts. */
  texting?: CrmTexting | null
  /** Set from the moment it is closed. */
  closing?: Closing | null
}

/** `emptied`: nothing but what is kept for good stands in the rows any more, see rights/erase-business.ts. */
export type Closing = { closedAt: Instant; erasesAt: Instant; stage: 'grace' | 'emptied'; emptiedOn: DayNumber | null }

/** What everything inside a tenant works with: its rows and its settings, and whether a model can be asked. */
export type Context = { db: TenantDb; tenant: Tenant; hasModel?: boolean }

export function loadTenant(db: TenantDb): Tenant | null {
  const identity = loadSetting<Pick<Tenant, 'tenantId' | 'createdAt'> & { version?: number }>(db, 'identity')
  // What was stored before businesses had hours, or a choice in how far an opt-out reaches, lacks them.
  const profile = loadSetting<Omit<TenantProfile, 'openingHours'> & Partial<TenantProfile>>(db, 'profile')
  const policy = loadSetting<Record<string, unknown>>(db, 'policy')
  if (!identity || !profile || !policy) return null
  return {
    version: 1,
    ...identity,
    profile: { openingHours: USUAL_HOURS, ...profile },
    policy: mendPolicy(policy),
    onCall: loadSetting<Tenant['onCall']>(db, 'on_call') ?? NO_ON_CALL,
    texting: loadSetting<CrmTexting>(db, 'texting'),
    closing: loadSetting<Closing>(db, 'closing'),
  }
}

export function viewOf({ tenantId, createdAt, profile, policy, version }: Tenant): TenantView {
  return { ...profile, id: tenantId, policy, createdAt, version }
}

/**
 * Changes profile or policy from inside a transaction, also in the copy that everything in this object works with: a
 * transaction that is undone drops that copy (tenants/wiring.ts).
 */
export function amendTenant({ db, tenant }: Context, change: Partial<Pick<Tenant, 'profile' | 'policy'>>): void {
  saveTenant(db, Object.assign(tenant, change, { version: tenant.version + 1 }))
}

export function saveTenant(db: TenantDb, tenant: Tenant): void {
  const { tenantId, createdAt, version } = tenant
  saveSetting(db, 'identity', { tenantId, createdAt, version })
  saveSetting(db, 'profile', tenant.profile)
  saveSetting(db, 'policy', tenant.policy)
}

/**
 * The technician and those on call: people of the business, who never become its customers. Whoever was taken off the
 * list while a ladder goes on belongs to them until it is over: their answer to an alert counts.
 */
export function isStaff({ db, tenant: { profile, onCall } }: Context, phone: Phone | null): boolean {
  if (phone === null) return false
  if (phone === profile.primaryPhone || onCall.contacts.some((contact) => contact.phone === phone)) return true
  return onCall.leaving?.includes(phone) === true && loadOnLadders(db).has(phone)
}
