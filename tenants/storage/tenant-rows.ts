import type { TenantId } from '../base/ids.ts'
import type { Instant } from '../base/clock.ts'
import type { Policy, TenantProfile } from '../contract.ts'
import type { TenantDb } from './open.ts'
import { loadSetting, saveSetting } from './settings-rows.ts'

/** Who this object is: one business, its profile and its policy. */
export type Tenant = { tenantId: TenantId; createdAt: Instant; profile: TenantProfile; policy: Policy }

/** What everything inside a tenant works with: its rows and its settings. */
export type Context = { db: TenantDb; tenant: Tenant }

export function loadTenant(db: TenantDb): Tenant | null {
  const identity = loadSetting<{ tenantId: TenantId; createdAt: Instant }>(db, 'identity')
  const profile = loadSetting<TenantProfile>(db, 'profile')
  const policy = loadSetting<Policy>(db, 'policy')
  return identity && profile && policy ? { ...identity, profile, policy } : null
}

export function saveTenant(db: TenantDb, tenant: Tenant): void {
  saveSetting(db, 'identity', { tenantId: tenant.tenantId, createdAt: tenant.createdAt })
  saveSetting(db, 'profile', tenant.profile)
  saveSetting(db, 'policy', tenant.policy)
}
