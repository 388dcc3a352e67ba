import type { Instant } from '../base/clock.ts'

/** An agency's sealed tokens in the directory, where all its businesses find them. */

export type AgencyRow = { sealed: string; generation: number; isRevoked: boolean }

export async function readAgency(directory: D1Database, companyId: string): Promise<AgencyRow | null> {
  type Row = { sealed: string; generation: number; revoked_at: Instant | null }
  const row = await directory
    .prepare('select sealed, generation, revoked_at from ghl_agency where company_id = ?')
    .bind(companyId)
    .first<Row>()
  return row && { sealed: row.sealed, generation: row.generation, isRevoked: row.revoked_at !== null }
}

/** An installation replaces the one before it, with everything that was found wrong with that. */
export async function installAgency(
  directory: D1Database,
  { companyId, installedBy, sealed }: { companyId: string; installedBy: string; sealed: string },
  now: Instant,
): Promise<void> {
  await directory
    .prepare(
      `insert into ghl_agency (company_id, installed_by, sealed, generation, created_at, updated_at)
        values (?1, ?2, ?3, 1, ?4, ?4) on conflict (company_id) do update set installed_by = excluded.installed_by,
          sealed = excluded.sealed, generation = generation + 1, lease_owner = null, lease_ends_at = null,
          revoked_at = null, updated_at = excluded.updated_at`,
    )
    .bind(companyId, installedBy, sealed, now)
    .run()
}

/** One statement is the whole check, so that of two who ask in one moment one gets it. */
export async function leaseAgency(
  directory: D1Database,
  lease: { companyId: string; generation: number; owner: string; now: Instant; endsAt: Instant },
): Promise<boolean> {
  const { companyId, generation, owner, now, endsAt } = lease
  const taken = await directory
    .prepare(
      `update ghl_agency set lease_owner = ?3, lease_ends_at = ?5 where company_id = ?1 and generation = ?2
        and revoked_at is null and (lease_ends_at is null or lease_ends_at <= ?4)`,
    )
    .bind(companyId, generation, owner, now, endsAt)
    .run()
  return taken.meta.changes === 1
}

export async function keepAgencyPair(
  directory: D1Database,
  { companyId, owner, sealed }: { companyId: string; owner: string; sealed: string },
  now: Instant,
): Promise<void> {
  await directory
    .prepare(
      `update ghl_agency set sealed = ?3, generation = generation + 1, lease_owner = null, lease_ends_at = null,
        updated_at = ?4 where company_id = ?1 and lease_owner = ?2`,
    )
    .bind(companyId, owner, sealed, now)
    .run()
}

/** Only by whoever holds the lease: a new installation may have come meanwhile. */
export async function revokeAgency(
  directory: D1Database,
  { companyId, owner }: { companyId: string; owner: string },
  now: Instant,
): Promise<void> {
  await directory
    .prepare('update ghl_agency set revoked_at = ?3 where company_id = ?1 and lease_owner = ?2')
    .bind(companyId, owner, now)
    .run()
}

export async function releaseAgency(directory: D1Database, companyId: string, owner: string): Promise<void> {
  await directory
    .prepare(
      'update ghl_agency set lease_owner = null, lease_ends_at = null where company_id = ?1 and lease_owner = ?2',
    )
    .bind(companyId, owner)
    .run()
}

/** The business shares the agency's tokens from here on, and hears when they end. */
export async function bindAgency(directory: D1Database, tenantId: string, companyId: string | null): Promise<void> {
  const about = (text: string) => directory.prepare(text)
  if (companyId === null) {
    await about('delete from ghl_agency_tenant where tenant_id = ?').bind(tenantId).run()
    return
  }
  await about(
    `insert into ghl_agency_tenant (tenant_id, company_id) values (?1, ?2)
      on conflict (tenant_id) do update set company_id = excluded.company_id`,
  )
    .bind(tenantId, companyId)
    .run()
}
