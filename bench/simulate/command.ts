import { live } from './life.ts'
import { PLANT_NAMES, PLANTS, type Planted } from './plant.ts'

type Given = { days: string; seed: string; plant?: string | undefined; export?: string | undefined }

const DAYS_MAX = 3_660
/** So long a life has to have reached every journey; a shorter one may miss what is rare. */
const DAYS_OF_YEAR = 365

/** Answers the exit code. */
export async function runSimulation(given: Given): Promise<number> {
  const [days, seed] = [Number(given.days), Number(given.seed)]
  if (!Number.isInteger(days) || days < 1 || days > DAYS_MAX) return refuse(`--days is a number from 1 to ${DAYS_MAX}`)
  if (!Number.isInteger(seed) || seed < 0) return refuse('--seed is a whole number')
  if (given.plant !== undefined) return plantFaults(given.plant, seed, days)
  const startedAt = performance.now()
  const { digest, broken, figures, unmet } = await live({ seed, days, exportTo: given.export ?? null })
  const took = ((performance.now() - startedAt) / 1_000).toFixed(1)
  console.log(`${days} days of one business, seed ${seed}, in ${took} s`)
  for (const [what, count] of Object.entries(figures)) console.log(`  ${String(count).padStart(8)}  ${what}`)
  console.log(`  digest ${digest}`)
  for (const { invariant, what, step, at } of broken) {
    console.log(`BROKEN at step ${step}, ${new Date(at).toISOString()}, seed ${seed}: ${invariant}: ${what}`)
  }
  const isWholeYear = days >= DAYS_OF_YEAR && broken.length === 0
  console.log(unmet.length === 0 ? '  every journey was reached' : `  never reached: ${unmet.join(', ')}`)
  return broken.length > 0 || (isWholeYear && unmet.length > 0) ? 1 : 0
}

/** Proves that the invariants can fail: plants one fault after the other, and expects each to be caught. */
async function plantFaults(wanted: string, seed: number, days: number): Promise<number> {
  const names = PLANT_NAMES.filter((name) => wanted === 'all' || wanted === name)
  if (names.length === 0) return refuse(`--plant is all or one of ${PLANT_NAMES.join(', ')}`)
  let missed = 0
  for (const name of names) missed += (await isCaught(name, seed, days)) ? 0 : 1
  return missed > 0 ? 1 : 0
}

async function isCaught(planted: Planted, seed: number, days: number): Promise<boolean> {
  const { broken } = await live({ seed, days, planted })
  const caught = broken.find(({ invariant }) => invariant === PLANTS[planted])
  console.log(caught ? `${planted} caught: ${caught.what}` : `${planted} NOT CAUGHT in ${days} days, seed ${seed}`)
  return caught !== undefined
}

function refuse(why: string): number {
  console.error(why)
  return 2
}
