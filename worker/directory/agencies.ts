import { and, eq, lt } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import type { Instant } from '../../tenants/base/clock.ts'
import { AGENCY_TENANTS_TOLD_MAX } from '../bounds.ts'
import type { Person } from '../access/roles.ts'
import { connectUsed, ghlAgency, ghlAgencyTenant } from './gohighlevel-schema.ts'

/**
 * Whoever installed Shoulder for an agency sees the names of all its sub-accounts. Nobody else does, whatever they may
 * do to a business of theirs: the others are other people's.
 */
export async function mayUseAgency(directory: D1Database, companyId: string, person: Person): Promise<boolean> {
  const wanted = person.isAdmin
    ? eq(ghlAgency.companyId, companyId)
    : and(eq(ghlAgency.companyId, companyId), eq(ghlAgency.installedBy, person.email))
  return (await drizzle(directory).select().from(ghlAgency).where(wanted).get()) !== undefined
}

export async function listAgencyTenants(directory: D1Database, companyId: string): Promise<string[]> {
  const rows = await drizzle(directory)
    .select({ tenantId: ghlAgencyTenant.tenantId })
    .from(ghlAgencyTenant)
    .where(eq(ghlAgencyTenant.companyId, companyId))
    .limit(AGENCY_TENANTS_TOLD_MAX)
  return rows.map(({ tenantId }) => tenantId)
}

/** True the first time a nonce is shown. The insert is the check; what is too old to open anything is swept out. */
export async function spendNonce(
  directory: D1Database,
  nonce: { nonce: string; endsAt: Instant },
  now: Instant,
): Promise<boolean> {
  const rows = drizzle(directory)
  const [, spent] = await rows.batch([
    rows.delete(connectUsed).where(lt(connectUsed.endsAt, now)),
    rows.insert(connectUsed).values(nonce).onConflictDoNothing().returning(),
  ])
  return spent.length === 1
}
