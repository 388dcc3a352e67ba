import type { DayFigures, FindingKind } from './figures.ts'
import { addHits, type Hits } from './statistics.ts'

/** A share that is watched: what is read of a day, and which change of its odds is looked for. */
export type ShareWatch = {
  kind: FindingKind
  severity: 'warning' | 'serious'
  /** By subject; an empty name is the whole business. */
  read(day: DayFigures): Readonly<Record<string, Hits>>
  /** What is looked for: the factor by which the odds change at once, and the one by which they drift. */
  factor: number
  driftFactor: number
  /** What a change of the settings may have done to them. */
  plannedFactors: readonly number[]
  /** How much likelier that has to be than none, as a logarithm. */
  plannedScore: number
  /** No share is taken for smaller than this, nor for larger than what is left of one. */
  floor: number
  /** Days until what came of a day is known. */
  matureDays: number
  /** With fewer since it began nothing is said, whatever the chance: matters, and those of them that went wrong. */
  ofMin: number
  hitsMin: number
  /** After a change of one of these, less is enough. */
  touchedBy: readonly string[]
}

const DOWN = {
  severity: 'serious',
  factor: 0.4,
  driftFactor: 0.5,
  plannedFactors: [0.3, 0.55],
  plannedScore: 5,
  floor: 0.03,
  ofMin: 8,
  hitsMin: 0,
} as const
const UP = {
  severity: 'warning',
  plannedFactors: [3, 5],
  plannedScore: 5,
  ...{ factor: 5, driftFactor: 3, floor: 0.02, ofMin: 8, hitsMin: 4, matureDays: 1 },
} as const

export const SHARE_WATCHES: readonly ShareWatch[] = [
  {
    ...DOWN,
    kind: 'conversion_low',
    matureDays: 2,
    read: ({ booked }) => whole(booked),
    touchedBy: ['scripts', 'priceBook', 'openingHours', 'schedule'],
  },
  {
    ...DOWN,
    kind: 'reply_low',
    // The change names the very text.
    plannedScore: 3.8,
    matureDays: 1,
    read: ({ replied }) => withWhole(replied),
    touchedBy: ['scripts'],
  },
  {
    ...DOWN,
    kind: 'price_unbooked',
    factor: 0.2,
    driftFactor: 0.4,
    matureDays: 2,
    read: ({ priced }) => withWhole(priced),
    touchedBy: ['priceBook', 'scripts'],
  },
  { ...UP, kind: 'delivery_failing', severity: 'serious', read: ({ failed }) => whole(failed), touchedBy: ['texting'] },
  { ...UP, kind: 'opt_outs_high', read: ({ optedOut }) => whole(optedOut), touchedBy: ['scripts'] },
  { ...UP, kind: 'texts_late', read: ({ lateTexts }) => whole(lateTexts), touchedBy: [] },
  { ...UP, kind: 'answers_late', read: ({ lateAnswers }) => whole(lateAnswers), touchedBy: [] },
]

function whole(hits: Hits): Record<string, Hits> {
  return { '': hits }
}

/** Each by itself and all together, where there are several. */
function withWhole(bySubject: Readonly<Record<string, Hits>>): Record<string, Hits> {
  return { ...bySubject, '': addHits(Object.values(bySubject)) }
}
