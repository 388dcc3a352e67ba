import type { Instant } from '../base/clock.ts'
import type { CustomerId } from '../base/ids.ts'
import { DORMANT, REACHABLE } from './after-job-counts.ts'
import type { TenantDb } from './open.ts'

/** Customers whom something may be offered out of the blue, found once a day. */

type Found = { id: CustomerId }

/** Those who have been away since `since` and were not written to after `notAfter`, the longest away first. */
export function findDormant(db: TenantDb, since: Instant, notAfter: Instant, max: number): CustomerId[] {
  const query = `select c.customer_id as id ${DORMANT} ${REACHABLE}
    and not exists (select 1 from journeys as r where r.customer_id = c.customer_id and r.kind = 'reengage'
      and (r.status <> 'closed' or r.opened_at > ?2))
    order by (select max(j.completed_at) from jobs as j where j.customer_id = c.customer_id) limit ?3`
  return db.$client.sql
    .exec<Found>(query, since, notAfter, max)
    .toArray()
    .map(({ id }) => id)
}

/** Those whose newest job was done within these moments. */
export function findAnniversaries(db: TenantDb, from: Instant, until: Instant, max: number): CustomerId[] {
  const query = `select c.customer_id as id from customers as c where c.relation is null and c.phone is not null
    and (select max(j.completed_at) from jobs as j where j.customer_id = c.customer_id) between ?1 and ?2
    ${REACHABLE} limit ?3`
  return db.$client.sql
    .exec<Found>(query, from, until - 1, max)
    .toArray()
    .map(({ id }) => id)
}
