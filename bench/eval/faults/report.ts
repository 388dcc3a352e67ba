import { FAULTS, type Fault } from './plants.ts'

/** What came of one planted fault; null where it was not found before it was mended. */
export type Tried = { fault: Fault; delayDays: number | null; isNamedFirst: boolean | null; told: string }

type Bound = { foundMin: number; medianDaysMax: number }

/**
 * Found at least so often within the sixty days that it lasts, and half of those found within so many. Measured over
 * forty businesses, with room for the chance of ten (docs/decisions/0041).
 */
const BOUNDS: Record<Fault, Bound> = {
  price_typo: { foundMin: 0.7, medianDaysMax: 5 },
  dead_number: { foundMin: 0.95, medianDaysMax: 6 },
  bad_script: { foundMin: 0.5, medianDaysMax: 30 },
  ad_drift: { foundMin: 0.6, medianDaysMax: 48 },
  carrier_filtering: { foundMin: 0.9, medianDaysMax: 14 },
  late_answers: { foundMin: 0.9, medianDaysMax: 14 },
}
const FALSE_ALARMS_A_YEAR_MAX = 1.5
const CAUSE_FIRST_MIN = 0.9
const ALARMS_SHOWN = 10

/** Whether the bounds hold. */
export function judgeTried(
  tried: readonly Tried[],
  { alarms, years }: { alarms: readonly string[]; years: number },
  isVerbose: boolean,
  print: (line: string) => void,
): boolean {
  print('  fault               planted   found   median     p90   cause first')
  const broken = FAULTS.flatMap((fault) =>
    judgeFault(
      fault,
      tried.filter((one) => one.fault === fault),
      print,
    ),
  )
  const named = tried.filter(({ isNamedFirst }) => isNamedFirst !== null)
  const first = shareOf(named.filter(({ isNamedFirst }) => isNamedFirst === true).length, named.length)
  const rate = alarms.length / years
  print(`  true cause first in ${percent(first)} of ${named.length} faults that were found`)
  print(`  ${alarms.length} false alarms in ${years.toFixed(0)} business-years, ${rate.toFixed(2)} a year`)
  for (const alarm of isVerbose ? alarms : alarms.slice(0, ALARMS_SHOWN)) print(`    ${alarm}`)
  for (const { fault, told, isNamedFirst } of tried) {
    if (isVerbose || isNamedFirst === false)
      print(`  ${isNamedFirst === false ? 'cause missed, ' : ''}${fault}, ${told}`)
  }
  if (first < CAUSE_FIRST_MIN) broken.push(`the true cause is first in ${percent(first)}`)
  if (rate > FALSE_ALARMS_A_YEAR_MAX) broken.push(`there are ${rate.toFixed(2)} false alarms a business-year`)
  for (const what of broken) print(`BROKEN: ${what}`)
  return broken.length === 0
}

function judgeFault(fault: Fault, tried: readonly Tried[], print: (line: string) => void): string[] {
  const delays = tried.flatMap(({ delayDays }) => delayDays ?? []).sort((one, other) => one - other)
  const named = tried.filter(({ isNamedFirst }) => isNamedFirst === true).length
  const found = shareOf(delays.length, tried.length)
  const [half, most] = [quantile(delays, 0.5), quantile(delays, 0.9)]
  const columns = [percent(found).padStart(7), `${half} days`.padStart(8), `${most} days`.padStart(7)]
  const cause = percent(shareOf(named, delays.length)).padStart(13)
  print(`  ${fault.padEnd(18)} ${String(tried.length).padStart(8)} ${columns.join(' ')} ${cause}`)
  const { foundMin, medianDaysMax } = BOUNDS[fault]
  // Businesses without advertisements have none that drift.
  if (tried.length === 0) return []
  return [
    ...(found < foundMin ? [`${fault} is found in ${percent(found)}, at least ${percent(foundMin)} are wanted`] : []),
    ...(half > medianDaysMax ? [`half of ${fault} takes ${half} days, at most ${medianDaysMax} are wanted`] : []),
  ]
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

function shareOf(some: number, all: number): number {
  return all === 0 ? 0 : some / all
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`
}
