import type { Instant } from '../base/clock.ts'

/**
 * The one thing a business changes in the directory by itself: when it has erased itself, nobody is left who would ask
 * for it. All in one transaction, and the same however often it is done.
 */
export async function buryTenant(
  directory: D1Database,
  { tenantId, closedAt, erasesAt }: { tenantId: string; closedAt: Instant; erasesAt: Instant },
  now: Instant,
): Promise<void> {
  const about = (sql: string) => directory.prepare(sql).bind(tenantId)
  await directory.batch([
    about(`update tenant set business_name = '' where tenant_id = ?`),
    about('delete from tenant_key where tenant_id = ?'),
    about('delete from lead_key where tenant_id = ?'),
    about('delete from person where tenant_id = ?'),
    about('delete from invitation where tenant_id = ?'),
    about('delete from join_draft where tenant_id = ?'),
    about('delete from fleet_untold where tenant_id = ?'),
    directory
      .prepare(
        `insert into tenant_closing (tenant_id, closed_at, erases_at, erased_at) select ?1, ?2, ?3, ?4
          where exists (select 1 from tenant where tenant_id = ?1)
          on conflict (tenant_id) do update set erased_at = coalesce(tenant_closing.erased_at, excluded.erased_at)`,
      )
      .bind(tenantId, closedAt, erasesAt, now),
    directory
      .prepare(
        `insert into access_log (at, email, action, tenant_id, detail, trace_id, once_key)
          values (?2, 'shoulder', 'business_erased', ?1, null, '-', 'business_erased:' || ?1) on conflict do nothing`,
      )
      .bind(tenantId, now),
  ])
}
