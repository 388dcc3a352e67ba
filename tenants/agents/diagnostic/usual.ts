import type { Matter } from './observed.ts'

/**
 * What was to be expected of each matter, by all that is known of it before anything is done: a logistic regression
 * with a penalty that holds small segments near the whole. Segments overlap – who speaks Spanish here calls in the
 * evening – so that each must only be given what the others do not explain.
 */
export type Usual = (matter: Traits) => number

export type Traits = Pick<Matter, 'on' | 'hour' | 'language' | 'lineType' | 'area'> &
  Partial<Pick<Matter, 'source' | 'campaign' | 'isKnown' | 'service' | 'variant'>> & { template?: string }

const PARTS_OF_DAY = ['night', 'morning', 'afternoon', 'evening'] as const

export function partOfDay(hour: number): (typeof PARTS_OF_DAY)[number] {
  if (hour < 7 || hour >= 21) return 'night'
  if (hour < 12) return 'morning'
  return hour < 17 ? 'afternoon' : 'evening'
}

const WEEKDAY_NAMES = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const

/** The segments that a matter lies in, such as `language:es`. */
export function segmentsOf(traits: Traits): string[] {
  const { on, hour, language, lineType, area, source, campaign, isKnown, service, template } = traits
  const weekday = WEEKDAY_NAMES[(((on + 4) % 7) + 7) % 7] ?? 'monday'
  return [
    `hour:${partOfDay(hour)}`,
    `weekday:${weekday}`,
    `language:${language}`,
    ...(lineType === 'landline' ? ['line:landline'] : []),
    ...(area ? [`area:${area}`] : []),
    ...(source ? [`source:${source}`] : []),
    ...(campaign ? [`campaign:${campaign}`] : []),
    ...(isKnown === undefined ? [] : [isKnown ? 'customer:known' : 'customer:new']),
    ...(service ? [`service:${service}`] : []),
    ...(template ? [`template:${template}`] : []),
  ]
}

const SWEEPS = 12
/** As a standard deviation of log-odds: segments seldom lie farther from the whole. */
const WEIGHT_DEVIATION = 0.6
const LOG_ODDS_MAX = 5

export function learnUsual<T extends Traits>(matters: readonly T[], isHit: (matter: T) => boolean): Usual {
  const rows = matters.map((matter) => ({ segments: segmentsOf(matter), isHit: isHit(matter) }))
  const hits = rows.filter((row) => row.isHit).length
  let base = Math.log((hits + 0.5) / (rows.length - hits + 0.5))
  const members = new Map<string, number[]>()
  rows.forEach(({ segments }, place) => {
    for (const segment of segments) members.set(segment, [...(members.get(segment) ?? []), place])
  })
  const weights = new Map<string, number>()
  const scores = rows.map(() => base)
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const move = newtonStep(rows, scores, rows.keys(), 0, 0)
    base += move
    for (let place = 0; place < scores.length; place += 1) scores[place] = (scores[place] ?? 0) + move
    for (const [segment, places] of members) {
      const weight = weights.get(segment) ?? 0
      const step = newtonStep(rows, scores, places, weight, 1 / WEIGHT_DEVIATION ** 2)
      weights.set(segment, weight + step)
      for (const place of places) scores[place] = (scores[place] ?? 0) + step
    }
  }
  return (matter) => {
    const sum = segmentsOf(matter).reduce((total, segment) => total + (weights.get(segment) ?? 0), base)
    return Math.min(LOG_ODDS_MAX, Math.max(-LOG_ODDS_MAX, sum))
  }
}

function newtonStep(
  rows: readonly { isHit: boolean }[],
  scores: readonly number[],
  places: Iterable<number>,
  weight: number,
  penalty: number,
): number {
  let slope = -penalty * weight
  let bend = penalty + 1e-6
  for (const place of places) {
    const chance = chanceOf(scores[place] ?? 0)
    slope += (rows[place]?.isHit ? 1 : 0) - chance
    bend += chance * (1 - chance)
  }
  return Math.min(1, Math.max(-1, slope / bend))
}

export function chanceOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}
