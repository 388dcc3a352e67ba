import { bigint, boolean, date, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

/** What agents did in the businesses, as warehouse-schema.ts: counts and codes alone. */

const tenantId = () => text('tenant_id').notNull()
const day = () => date('day', { mode: 'string' }).notNull()

/** Arms of experiments, as each was counted last. */
export const experiments = pgTable(
  'experiments',
  {
    tenantId: tenantId(),
    experimentId: text('experiment_id').notNull(),
    arm: text('arm').notNull(),
    subject: text('subject').notNull(),
    language: text('language').notNull(),
    metric: text('metric').notNull(),
    status: text('status').notNull(),
    isWinner: boolean('is_winner').notNull(),
    startedOn: date('started_on', { mode: 'string' }).notNull(),
    endedOn: date('ended_on', { mode: 'string' }),
    exposed: integer('exposed').notNull(),
    succeeded: integer('succeeded').notNull(),
    optedOut: integer('opted_out').notNull(),
    exportedAt: timestamp('exported_at', { withTimezone: true, mode: 'date' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.experimentId, table.arm] }),
    index('experiments_subject').on(table.subject, table.language, table.metric),
  ],
)

/** Decisions of agents by the day they were made; what was measured stands by the day it was, beside `measured`. */
export const aiAgentLogs = pgTable(
  'ai_agent_logs',
  {
    tenantId: tenantId(),
    day: day(),
    agent: text('agent').notNull(),
    status: text('status').notNull(),
    count: integer('count').notNull(),
    measured: integer('measured').notNull(),
    succeeded: integer('succeeded').notNull(),
    impactMinor: bigint('impact_minor', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.day, table.agent, table.status] }),
    index('ai_agent_logs_day').on(table.day),
  ],
)

/** What models were asked, and what it cost in millionths of a dollar. */
export const modelUsage = pgTable(
  'model_usage',
  {
    tenantId: tenantId(),
    day: day(),
    calls: integer('calls').notNull(),
    costMicros: bigint('cost_micros', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.day] }), index('model_usage_day').on(table.day)],
)
