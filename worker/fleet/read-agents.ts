import { sql } from 'drizzle-orm'
import { AGENTS } from '../../tenants/contract/agent-lists.ts'
import type { AgentName, DecisionStatus } from '../../tenants/contract/agents.ts'
import type { FleetAgent, FleetAgents, FleetTrials } from '../../tenants/contract/fleet-agents.ts'
import type { Warehouse } from './connect-warehouse.ts'
import { groupBy } from './fold-figures.ts'
import { ask } from './read-figures.ts'
import { picking, within, type Days, type Selection } from './select-tenants.ts'

type DecisionRow = {
  agent: AgentName
  status: DecisionStatus
  currency: string
  count: number
  measured: number
  succeeded: number
  impactMinor: number
}

/** What agents decided and brought in these days, and the trials that ran in them. */
export async function readAgents(warehouse: Warehouse, selection: Selection, range: Days): Promise<FleetAgents> {
  const picked = picking(selection)
  const decisions = await ask<DecisionRow>(
    warehouse,
    sql`${picked} select agent as "agent", status as "status", currency as "currency", sum(l.count)::float8 as "count",
        sum(measured)::float8 as "measured", sum(succeeded)::float8 as "succeeded",
        sum(impact_minor)::float8 as "impactMinor"
      from picked join ai_agent_logs l using (tenant_id) where ${within(sql`l.day`, range)} group by 1, 2, 3
      order by 1, 2, 3`,
  )
  const [models] = await ask<FleetAgents['models']>(
    warehouse,
    sql`${picked} select coalesce(sum(calls), 0)::float8 as "calls", coalesce(sum(cost_micros), 0)::float8 as "costMicros"
      from picked join model_usage u using (tenant_id) where ${within(sql`u.day`, range)}`,
  )
  return {
    agents: foldDecisions(decisions),
    trials: await readTrials(warehouse, selection, range),
    models: models ?? { calls: 0, costMicros: 0 },
  }
}

type TrialRow = Omit<FleetTrials, 'before' | 'after'> &
  Record<'oldExposed' | 'oldHits' | 'newExposed' | 'newHits', number>

/** The first arm is what stood before; each trial counts once, whatever its arms. */
async function readTrials(warehouse: Warehouse, selection: Selection, { from, to }: Days): Promise<FleetTrials[]> {
  const rows = await ask<TrialRow>(
    warehouse,
    sql`${picking(selection)}, trial as (
      select subject, e.language, metric, status, sum(exposed) as exposed,
        sum(exposed) filter (where arm = 'current') as old_exposed,
        sum(succeeded) filter (where arm = 'current') as old_hits,
        sum(exposed) filter (where is_winner and arm <> 'current') as new_exposed,
        sum(succeeded) filter (where is_winner and arm <> 'current') as new_hits
      from picked join experiments e using (tenant_id)
      where started_on <= ${to}::date and (ended_on is null or ended_on >= ${from}::date)
      group by tenant_id, experiment_id, subject, e.language, metric, status
    ), judged as (select *, status = 'won' and new_exposed is not null as is_better from trial)
    select subject as "subject", language as "language", metric as "metric",
      count(*) filter (where status = 'running')::int as "running", count(*) filter (where is_better)::int as "better",
      count(*) filter (where status in ('won', 'even') and not is_better)::int as "same",
      count(*) filter (where status = 'stopped')::int as "stopped", sum(exposed)::float8 as "exposed",
      coalesce(sum(old_exposed) filter (where is_better), 0)::float8 as "oldExposed",
      coalesce(sum(old_hits) filter (where is_better), 0)::float8 as "oldHits",
      coalesce(sum(new_exposed) filter (where is_better), 0)::float8 as "newExposed",
      coalesce(sum(new_hits) filter (where is_better), 0)::float8 as "newHits"
    from judged group by 1, 2, 3 order by 1, 2, 3`,
  )
  return rows.map(({ oldExposed, oldHits, newExposed, newHits, ...counts }) => ({
    ...counts,
    before: { exposed: oldExposed, succeeded: oldHits },
    after: { exposed: newExposed, succeeded: newHits },
  }))
}

/** One row an agent, in the agents' own order; those that did nothing have none. */
function foldDecisions(rows: readonly DecisionRow[]): FleetAgent[] {
  const byAgent = groupBy(rows, ({ agent }) => agent)
  return AGENTS.flatMap((agent) => {
    const theirs = byAgent.get(agent)
    if (!theirs) return []
    const sum = (some: readonly DecisionRow[], name: 'count' | 'measured' | 'succeeded' | 'impactMinor') =>
      some.reduce((total, row) => total + row[name], 0)
    const statuses = [...groupBy(theirs, ({ status }) => status)]
    const currencies = [...groupBy(theirs, ({ currency }) => currency)]
    return {
      agent,
      counts: Object.fromEntries(statuses.map(([status, some]) => [status, sum(some, 'count')])),
      measured: sum(theirs, 'measured'),
      succeeded: sum(theirs, 'succeeded'),
      impact: currencies
        .map(([currency, some]) => ({ currency, amountMinor: sum(some, 'impactMinor') }))
        .filter(({ amountMinor }) => amountMinor !== 0)
        .toSorted((one, other) => other.amountMinor - one.amountMinor),
    }
  })
}
