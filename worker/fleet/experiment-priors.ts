import { sql } from 'drizzle-orm'
import type { ExperimentPriors } from '../../tenants/contract/fleet-day.ts'
import { fitPrior, PRIOR_EXPOSED_MIN, type Moments } from '../../tenants/experiments/prior.ts'
import type { Warehouse } from './connect-warehouse.ts'

type Row = Moments & { name: string }

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

const round = (value: number) => Math.round(value * 100) / 100
