import { and, desc, eq, lt, sql } from 'drizzle-orm'
import { DAY_MS, HOUR_MS, type Instant } from '../base/clock.ts'
import type { CustomerId, ExperimentId } from '../base/ids.ts'
import { EXPOSURES_MAX } from '../base/experiment-limits.ts'
import type { ListQuery } from './list-rows.ts'
import type { TenantDb } from './open.ts'
import { experiments, exposures } from './schema-agents.ts'
import { insertRow, RowQuery, updateRow } from './statement.ts'

export type Metric = 'replied' | 'booked'
export type ExperimentStatus = 'running' | 'won' | 'even' | 'stopped'

type Stored = typeof experiments.$inferSelect

/** `shares` are those of each instant on, the newest last; `rule` is experiments/rule.ts as it was at the start. */
export type Experiment = Omit<Stored, 'experimentId' | 'metric' | 'status' | 'arms' | 'rule' | 'shares'> & {
  experimentId: ExperimentId
  metric: Metric
  status: ExperimentStatus
  arms: { arm: string; text: string }[]
  rule: unknown
  shares: { from: Instant; shares: number[] }[]
}

function fromStored(row: Stored): Experiment {
  return {
    ...row,
    experimentId: row.experimentId as ExperimentId,
    metric: row.metric as Metric,
    status: row.status as ExperimentStatus,
    arms: JSON.parse(row.arms) as Experiment['arms'],
    rule: JSON.parse(row.rule) as unknown,
    shares: JSON.parse(row.shares) as Experiment['shares'],
  }
}

const running = new RowQuery(experiments, (db) =>
  db
    .select()
    .from(experiments)
    .where(
      and(
        eq(experiments.subject, sql.placeholder('subject')),
        eq(experiments.language, sql.placeholder('language')),
        eq(experiments.status, 'running'),
      ),
    ),
)

/** The one experiment on a script in a language, where there is one. */
export function loadRunning(db: TenantDb, subject: string, language: string): Experiment | null {
  const row = running.get(db, { subject, language })
  return row ? fromStored(row) : null
}

export function loadExperiment(db: TenantDb, experimentId: string): Experiment | null {
  const row = db.select().from(experiments).where(eq(experiments.experimentId, experimentId)).get()
  return row ? fromStored(row) : null
}

export function loadAllRunning(db: TenantDb): Experiment[] {
  return allRunning.all(db).map(fromStored)
}

const allRunning = new RowQuery(experiments, (db) =>
  db.select().from(experiments).where(eq(experiments.status, 'running')),
)

/** Newest first; the cursor is the id of the last one of the page before. */
export function listExperiments(db: TenantDb, { after, limit }: Pick<ListQuery, 'after' | 'limit'>): Experiment[] {
  return db
    .select()
    .from(experiments)
    .where(after === null ? undefined : lt(experiments.experimentId, after))
    .orderBy(desc(experiments.experimentId))
    .limit(limit)
    .all()
    .map(fromStored)
}

export function recordExperiment(db: TenantDb, { arms, rule, shares, ...rest }: Experiment): void {
  const documents = { arms: JSON.stringify(arms), rule: JSON.stringify(rule), shares: JSON.stringify(shares) }
  insertRow(db, experiments, { ...rest, ...documents })
}

export type ExperimentChange = Partial<Pick<Experiment, 'status' | 'winner' | 'endedAt' | 'shares' | 'decisionId'>>

export function saveExperiment(db: TenantDb, id: ExperimentId, change: ExperimentChange, now: Instant): void {
  const { shares, ...rest } = change
  const document = shares === undefined ? {} : { shares: JSON.stringify(shares) }
  updateRow(db, experiments, { experimentId: id }, { ...rest, ...document, updatedAt: now })
}

const seen = new RowQuery(exposures, (db) =>
  db
    .select()
    .from(exposures)
    .where(
      and(
        eq(exposures.experimentId, sql.placeholder('experimentId')),
        eq(exposures.customerId, sql.placeholder('customerId')),
      ),
    ),
)

/** The arm that a customer saw first, and stays with. */
export function loadArmSeen(db: TenantDb, experimentId: ExperimentId, customerId: CustomerId): string | null {
  return seen.get(db, { experimentId, customerId })?.arm ?? null
}

export type Shown = { experimentId: ExperimentId; arm: string }

/** In the transaction that claims the text. Who has seen an arm before is counted once, from the first time on. */
export function recordExposure(db: TenantDb, shown: Shown, customerId: CustomerId, now: Instant): void {
  if (loadArmSeen(db, shown.experimentId, customerId) !== null) return
  insertRow(db, exposures, { ...shown, customerId, exposedAt: now, outcomeAt: null })
}

/** After so long nothing more is expected of a text; until then its outcome is open and does not count. */
export const OUTCOME_WITHIN_MS: Record<Metric, number> = { replied: 72 * HOUR_MS, booked: 14 * DAY_MS }

/** An answer that is none of what was hoped for. */
const NO_SUCCESS = `'opt_out', 'opt_in_again', 'not_interested', 'wrong_number', 'spam'`

/** When what was hoped for happened to a row of `table` within ?2, null where it did not. */
export function isHopedFor(metric: Metric, table: 'exposures' | 'got'): string {
  if (metric === 'booked') {
    return `select min(booked_at) from leads where leads.customer_id = ${table}.customer_id
      and booked_at > ${table}.exposed_at and booked_at <= ${table}.exposed_at + ?2`
  }
  return `select min(answer.created_at) from messages as answer where answer.customer_id = ${table}.customer_id
    and answer.direction = 'inbound' and answer.channel = 'sms' and answer.created_at > ${table}.exposed_at
    and answer.created_at <= ${table}.exposed_at + ?2 and coalesce(answer.label, '') not in (${NO_SUCCESS})`
}

/** Reads from messages and leads what became of those who were shown an arm. */
export function settleExposures(db: TenantDb, { experimentId, metric }: Experiment): void {
  db.$client.sql.exec(
    `update exposures set outcome_at = (${isHopedFor(metric, 'exposures')}) where experiment_id = ?1 and outcome_at is null`,
    experimentId,
    OUTCOME_WITHIN_MS[metric],
  )
}

export type Exposure = { arm: string; exposedAt: Instant; isSuccess: boolean; isOptOut: boolean }

/** Those whose outcome is in. Whoever said STOP within the time is counted with the arm that they had seen. */
export function loadExposures(db: TenantDb, { experimentId, metric }: Experiment, now: Instant): Exposure[] {
  const within = OUTCOME_WITHIN_MS[metric]
  const query = `select arm, exposed_at as exposedAt, outcome_at as outcomeAt, exists (select 1 from customers
      join suppressions on suppressions.channel = 'sms' and suppressions.address_key = customers.phone_key
      where customers.customer_id = exposures.customer_id and suppressed_at > exposed_at
      and suppressed_at <= exposed_at + ?2) as optedOut
    from exposures where experiment_id = ?1 and exposed_at + ?2 <= ?3 order by exposed_at limit ?4`
  type Row = { arm: string; exposedAt: Instant; outcomeAt: Instant | null; optedOut: number }
  const rows = db.$client.sql.exec<Row>(query, experimentId, within, now, EXPOSURES_MAX).toArray()
  return rows.map(({ arm, exposedAt, outcomeAt, optedOut }) => {
    return { arm, exposedAt, isSuccess: outcomeAt !== null, isOptOut: optedOut === 1 }
  })
}

/** Of each arm: how many had the time in which people book, and how many did, whatever the trial was about. */
export function countBooked(
  db: TenantDb,
  experimentId: string,
  now: Instant,
): { arm: string; hits: number; of: number }[] {
  const query = `select arm, count(*) as "of", coalesce(sum((${isHopedFor('booked', 'exposures')}) is not null), 0) as hits
    from exposures where experiment_id = ?1 and exposed_at + ?2 <= ?3 group by arm`
  return db.$client.sql
    .exec<{ arm: string; hits: number; of: number }>(query, experimentId, OUTCOME_WITHIN_MS.booked, now)
    .toArray()
}

/** Of one script in one language, the newest first. */
export function loadOfScript(db: TenantDb, subject: string, language: string, max: number): Experiment[] {
  return ofScript.all(db, { subject, language, max }).map(fromStored)
}

const ofScript = new RowQuery(experiments, (db) =>
  db
    .select()
    .from(experiments)
    .where(
      and(eq(experiments.subject, sql.placeholder('subject')), eq(experiments.language, sql.placeholder('language'))),
    )
    .orderBy(desc(experiments.experimentId))
    .limit(sql.placeholder('max')),
)

/** Two rows were one person. What they saw first counts where both had seen something. */
export function mergeExposures(db: TenantDb, from: CustomerId, into: CustomerId): void {
  const { sql: run } = db.$client
  run.exec(
    `delete from exposures where customer_id in (?1, ?2) and exists (select 1 from exposures as other
      where other.experiment_id = exposures.experiment_id and other.customer_id in (?1, ?2)
      and other.customer_id <> exposures.customer_id and (other.exposed_at < exposures.exposed_at
      or (other.exposed_at = exposures.exposed_at and other.customer_id = ?2)))`,
    ...[from, into],
  )
  run.exec(`update exposures set customer_id = ?2 where customer_id = ?1`, from, into)
}
