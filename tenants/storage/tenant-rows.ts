import type { TenantId } from '../base/ids.ts'
import type { Instant } from '../base/clock.ts'
import { USUAL_HOURS, type Policy, type TenantProfile } from '../contract.ts'
import type { TenantDb } from './open.ts'
import { loadSetting, saveSetting } from './settings-rows.ts'

/** Who this object is: one business, its profile and its policy. */
export type Tenant = {
  tenantId: TenantId
  createdAt: Instant
  profile: TenantProfile
  policy: Policy
  /** Counts the changes of profile and policy. */
  version: number
}

/** What everything inside a tenant works with: its rows and its settings. */
export type Context = { db: TenantDb; tenant: Tenant }

export function loadTenant(db: TenantDb): Tenant | null {
  const identity = loadSetting<Pick<Tenant, 'tenantId' | 'createdAt'> & { version?: number }>(db, 'identity')
  // Profiles that were stored before businesses had hours lack them.
  const profile = loadSetting<Omit<TenantProfile, 'openingHours'> & Partial<TenantProfile>>(db, 'profile')
  const policy = loadSetting<Policy>(db, 'policy')
  if (!identity || !profile || !policy) return null
  return { version: 1, ...identity, profile: { openingHours: USUAL_HOURS, ...profile }, policy }
}

export function saveTenant(db: TenantDb, tenant: Tenant): void {
  const { tenantId, createdAt, version } = tenant
  saveSetting(db, 'identity', { tenantId, createdAt, version })
  saveSetting(db, 'profile', tenant.profile)
  saveSetting(db, 'policy', tenant.policy)
}
