import { isNull, sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/**
 * What the agents see, decide and cost. What models cost is in millionths of a dollar (micros), all other money in
 * minor units. Tables are WITHOUT ROWID, as in schema.ts.
 */

/** One decision of an agent, from the proposal to what came of it. */
export const aiAgentLogs = sqliteTable(
  'ai_agent_logs',
  {
    decisionId: text('decision_id').primaryKey(),
    runId: text('run_id').notNull(),
    /** monitor, cx, diagnostic, optimizing, retention */
    agent: text('agent').notNull(),
    /** What is done, such as `start_experiment`; see agents/decision.ts. */
    kind: text('kind').notNull(),
    /** What is changed, such as `script:missed_call_text:en`. One decision a target is in flight. */
    target: text('target').notNull(),
    /** proposed, approved, declined, applied, failed, undone, expired, measured */
    status: text('status').notNull(),
    /** JSON: what was seen, what it is expected to bring, what is done, and what takes it back. */
    evidence: text('evidence').notNull(),
    expectation: text('expectation').notNull(),
    action: text('action').notNull(),
    undo: text('undo'),
    decidedAt: integer('decided_at'),
    /** An e-mail address, `sms`, or `agent` where it may act by itself. */
    decidedBy: text('decided_by'),
    appliedAt: integer('applied_at'),
    /** When its outcome is to be measured. */
    measureAt: integer('measure_at'),
    /** JSON: what came of it. */
    outcome: text('outcome'),
    impactMinor: integer('impact_minor'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('ai_agent_logs_in_flight')
      .on(table.target)
      .where(sql`status in ('proposed', 'approved', 'applied')`),
    index('ai_agent_logs_status').on(table.status, table.agent),
    index('ai_agent_logs_measure')
      .on(table.measureAt)
      .where(sql`status = 'applied'`),
  ],
)

/** One run of an agent. What it observed and what came of each step is enough to play it again. */
export const agentRuns = sqliteTable(
  'agent_runs',
  {
    runId: text('run_id').primaryKey(),
    agent: text('agent').notNull(),
    /** schedule, finding, person */
    trigger: text('trigger').notNull(),
    findingId: text('finding_id'),
    /** running, done, failed, stopped */
    status: text('status').notNull(),
    /** JSON: see agents/journal.ts. */
    observed: text('observed'),
    /** JSON: the actions it came to, in order. */
    actions: text('actions'),
    error: text('error'),
    costMicros: integer('cost_micros').notNull(),
    startedAt: integer('started_at').notNull(),
    endedAt: integer('ended_at'),
  },
  (table) => [index('agent_runs_agent').on(table.agent, table.startedAt)],
)

/** Something that is not as it should be, from when it was seen to when it was over. */
export const findings = sqliteTable(
  'findings',
  {
    findingId: text('finding_id').primaryKey(),
    /** Such as `conversion_low`; see agents/monitor/rules.ts. */
    kind: text('kind').notNull(),
    /** warning, serious */
    severity: text('severity').notNull(),
    /** JSON: the figures that show it. */
    evidence: text('evidence').notNull(),
    /** JSON: causes by rank with their evidence, once the Diagnostic agent has looked. */
    report: text('report'),
    openedAt: integer('opened_at').notNull(),
    seenAt: integer('seen_at').notNull(),
    closedAt: integer('closed_at'),
  },
  (table) => [
    uniqueIndex('findings_open').on(table.kind).where(isNull(table.closedAt)),
    index('findings_opened').on(table.openedAt),
  ],
)

/** Variants of a script against each other. */
export const experiments = sqliteTable(
  'experiments',
  {
    experimentId: text('experiment_id').primaryKey(),
    /** The script, such as `missed_call_text`, and the language of its variants. */
    subject: text('subject').notNull(),
    language: text('language').notNull(),
    /** replied, booked */
    metric: text('metric').notNull(),
    /** running, won, even, stopped */
    status: text('status').notNull(),
    /** JSON: `[{arm, text}]`; the first is what stood before. */
    arms: text('arms').notNull(),
    /** JSON: minimum exposure, horizon and thresholds as they were when it began. */
    rule: text('rule').notNull(),
    /** JSON: shares of each arm from a day on, so that an assignment can be explained later. */
    shares: text('shares').notNull(),
    winner: text('winner'),
    decisionId: text('decision_id'),
    startedAt: integer('started_at').notNull(),
    endedAt: integer('ended_at'),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('experiments_running')
      .on(table.subject, table.language)
      .where(sql`status = 'running'`),
  ],
)

/** Who saw which arm, and whether what was hoped for happened. */
export const exposures = sqliteTable(
  'exposures',
  {
    experimentId: text('experiment_id').notNull(),
    customerId: text('customer_id').notNull(),
    arm: text('arm').notNull(),
    exposedAt: integer('exposed_at').notNull(),
    outcomeAt: integer('outcome_at'),
  },
  (table) => [primaryKey({ columns: [table.experimentId, table.customerId] })],
)

/** Facts about a customer or, where there is none, about the business. */
export const memories = sqliteTable(
  'memories',
  {
    memoryId: text('memory_id').primaryKey(),
    customerId: text('customer_id'),
    /** fact, summary */
    kind: text('kind').notNull(),
    text: text('text').notNull(),
    /** The message, job or person it comes from. */
    source: text('source').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at'),
  },
  (table) => [index('memories_customer').on(table.customerId, table.createdAt)],
)

/** Every call to a model, counted before it is made at the most it may cost, and after it at what it did. */
export const modelCalls = sqliteTable(
  'model_calls',
  {
    callId: text('call_id').primaryKey(),
    /** The agent's run or the customer's message that it was made for. */
    runId: text('run_id').notNull(),
    purpose: text('purpose').notNull(),
    provider: text('provider').notNull(),
    model: text('model').notNull(),
    inputTokens: integer('input_tokens').notNull(),
    outputTokens: integer('output_tokens').notNull(),
    costMicros: integer('cost_micros').notNull(),
    /** reserved, answered, refused, failed, late, malformed; lost where the process ended in the middle */
    outcome: text('outcome').notNull(),
    tookMs: integer('took_ms'),
    /** The day in the business's zone, as days since 1970-01-01. */
    day: integer('day').notNull(),
    startedAt: integer('started_at').notNull(),
  },
  (table) => [index('model_calls_day').on(table.day, table.purpose), index('model_calls_run').on(table.runId)],
)
