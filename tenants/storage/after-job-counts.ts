import { DAY_MS, type Instant } from '../base/clock.ts'
import type { AfterJobNumbers } from '../contract/after-job.ts'
import type { TenantDb } from './open.ts'

/** Customers with no job, call or text since `?1` and none of them ever since; whoever is no customer is left out. */
export const DORMANT = `from customers as c where c.relation is null and c.phone is not null
  and exists (select 1 from jobs as j where j.customer_id = c.customer_id)
  and not exists (select 1 from jobs as j where j.customer_id = c.customer_id and j.completed_at >= ?1)
  and not exists (select 1 from call_logs as l where l.customer_id = c.customer_id and l.ended_at >= ?1)
  and not exists (select 1 from messages as m where m.customer_id = c.customer_id
    and m.audience = 'customer' and m.created_at >= ?1)
  and not exists (select 1 from leads as d where d.customer_id = c.customer_id
    and d.status not in ('completed', 'lost'))
  and not exists (select 1 from contracts as t where t.customer_id = c.customer_id and t.status = 'active')`

/** Whoever agreed to offers in writing and has not opted out of them, nor of everything. */
export const REACHABLE = `and exists (select 1 from consents as w where w.customer_id = c.customer_id
    and w.basis = 'written' and (w.address_key is null or w.address_key = c.phone_key))
  and not exists (select 1 from suppressions as s where s.address_key = c.phone_key and s.channel = 'sms'
    and s.lifted_at is null)`

const MONTH_MS = 30 * DAY_MS

/** How asking, offering and writing went, over all time. */
export function countAfterJob(db: TenantDb, dormantMonths: number, now: Instant): Omit<AfterJobNumbers, 'waits'> {
  const { sql } = db.$client
  const since = now - dormantMonths * MONTH_MS
  const outcomes = `select kind, coalesce(state ->> 'outcome', status) as outcome, count(*) as count from journeys
    where kind in ('review', 'amc', 'reengage') group by 1, 2`
  const counted = sql.exec<{ kind: string; outcome: string; count: number }>(outcomes).toArray()
  const of = (kind: string, ...names: string[]) =>
    counted
      .filter((row) => row.kind === kind && (names.length === 0 || names.includes(row.outcome)))
      .reduce((sum, row) => sum + row.count, 0)
  // One that is held, or is tried again, has reached nobody.
  const texts = `select template, count(*) as count from messages
    where direction = 'outbound' and status not in ('failed', 'sending')
    and template in ('review_request', 'amc_offer', 'reengage') group by 1`
  const sent = new Map(
    sql
      .exec<{ template: string; count: number }>(texts)
      .toArray()
      .map(({ template, count }) => [template, count]),
  )
  const plans = `select count(*) as active, coalesce(sum(price_minor * 12 / term_months), 0) as yearly
    from contracts where status = 'active'`
  const { active, yearly } = sql.exec<{ active: number; yearly: number }>(plans).one()
  const count = (rest: string) => sql.exec<{ count: number }>(`select count(*) as count ${rest}`, since).one().count
  return {
    review: {
      asked: sent.get('review_request') ?? 0,
      left: of('review', 'left'),
      ignored: of('review', 'ignored'),
      notAsked: of('review', 'not_asked'),
    },
    amc: {
      offered: sent.get('amc_offer') ?? 0,
      active,
      declined: of('amc', 'declined'),
      ended: of('amc', 'cancelled', 'ended'),
      yearlyMinor: yearly,
    },
    reengage: {
      written: sent.get('reengage') ?? 0,
      replied: of('reengage', 'replied'),
      reachable: count(`${DORMANT} ${REACHABLE}`),
      dormant: count(DORMANT),
    },
  }
}
