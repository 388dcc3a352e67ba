import { sql } from 'drizzle-orm'
import type { Instant } from '../../tenants/base/clock.ts'
import type { ExperimentPriors, WordingSpread } from '../../tenants/contract/fleet-day.ts'
import { fitPrior, PRIOR_EXPOSED_MIN, type Moments } from '../../tenants/experiments/prior.ts'
import { fitSpread, type SpreadMoments } from '../../tenants/experiments/spread.ts'
import { LEARNED_KEPT_MS } from '../bounds.ts'
import type { Warehouse } from './connect-warehouse.ts'

type Row = Moments & { name: string }
type Learned = { priors: ExperimentPriors; spread: WordingSpread }

/** Lives as long as the isolate. */
let remembered: { learned: Learned; until: Instant } | null = null

/**
 * What the fleet has seen, as this isolate read it lately. Reading it looks at every trial there is, and each order of
 * a night needs it, so that a night would grow with the square of the fleet.
 */
export async function loadLearned(warehouse: Warehouse, now: Instant): Promise<Learned> {
  if (remembered !== null && remembered.until > now) return remembered.learned
  const learned = { priors: await loadPriors(warehouse), spread: await loadSpread(warehouse) }
  remembered = { learned, until: now + LEARNED_KEPT_MS }
  return learned
}

/** What the fleet has seen of each script, language and aim, as one belief. */
export async function loadPriors(warehouse: Warehouse): Promise<ExperimentPriors> {
  const rows = await warehouse.execute<Row>(
    sql`select subject || ':' || language || ':' || metric as name, count(*)::int as count,
        avg(succeeded::float8 / exposed)::float8 as mean,
        coalesce(var_samp(succeeded::float8 / exposed), 0)::float8 as variance,
        avg(1.0 / exposed)::float8 as "inverseExposed"
      from experiments where exposed >= ${PRIOR_EXPOSED_MIN} group by subject, language, metric order by 1`,
  )
  return Object.fromEntries(
    rows.map(({ name, ...moments }) => {
      const { a, b } = fitPrior(moments)
      // In hundredths: a belief that has hardly moved is not written into every business anew.
      return [name, { a: round(a), b: round(b) }]
    }),
  )
}

/** How other wordings differ from what stood, over all scripts: of one alone there are too few trials. */
export async function loadSpread(warehouse: Warehouse): Promise<WordingSpread> {
  const [moments] = await warehouse.execute<SpreadMoments>(
    sql`select count(*)::int as count, coalesce(sum(weight), 0)::float8 as weight,
        coalesce(sum(weight * ratio), 0)::float8 as weighted,
        coalesce(sum(weight * ratio * ratio), 0)::float8 as "weightedSquares",
        coalesce(sum(weight * weight), 0)::float8 as "weightSquares"
      from (select ln((other.succeeded + 0.5) * (stood.exposed - stood.succeeded + 0.5)
          / (other.exposed - other.succeeded + 0.5) / (stood.succeeded + 0.5))::float8 as ratio,
          1 / (1 / (other.succeeded + 0.5) + 1 / (other.exposed - other.succeeded + 0.5)
            + 1 / (stood.succeeded + 0.5) + 1 / (stood.exposed - stood.succeeded + 0.5))::float8 as weight
        from experiments as stood join experiments as other using (tenant_id, experiment_id)
        where stood.arm = 'current' and other.arm <> 'current'
          and least(stood.exposed, other.exposed) >= ${PRIOR_EXPOSED_MIN}) as trials`,
  )
  const { mean, deviation } = fitSpread(
    moments ?? { count: 0, weight: 0, weighted: 0, weightedSquares: 0, weightSquares: 0 },
  )
  return { mean: round(mean), deviation: round(deviation) }
}

const round = (value: number) => Math.round(value * 100) / 100
