import { dateOf, dayOf } from './calendar.ts'
import type { Fact, Reach } from './day.ts'
import type { Fit } from './matching.ts'
import type { ClickOrigin } from './outcomes.ts'

/** A conversion as Google counts it: on the day of the click, from the day on which it heard of it. */
export type Conversion = ClickOrigin & {
  gclid: string
  action: ConversionAction
  heardOn: number
  at: string
  valueMinor: number
  transactionId: string | null
}
/** The first two Google sees by itself, the others it is told. The last stands beside the account's goals. */
const CONVERSION_ACTIONS = ['call_from_ad', 'lead_form', 'booked_job', 'completed_job'] as const
export type ConversionAction = (typeof CONVERSION_ACTIONS)[number]

/** The finest grain of what Google reports. Figures of a day change for two weeks, as its clicks become leads. */
export type FigureRow = {
  on: string
  campaignRef: string
  adGroupRef: string
  keywordRef: string
  adRef: string
  searchTerm: string
  fit: Fit
  impressions: number
  topImpressions: number
  clicks: number
  costMicros: number
  /** Those of the account's goals; `all` counts the others as well. */
  conversions: number
  conversionsValueMinor: number
  allConversions: number
  allConversionsValueMinor: number
}
export type ReachRow = Omit<Reach, 'day'> & { on: string }
export type Sum = Pick<FigureRow, (typeof COUNTS)[number]>

const COUNTS = [
  'impressions',
  'topImpressions',
  'clicks',
  'costMicros',
  'conversions',
  'conversionsValueMinor',
  'allConversions',
  'allConversionsValueMinor',
] as const

export class Figures {
  readonly #facts = new Map<number, Fact[]>()
  readonly #reaches = new Map<number, Reach[]>()
  readonly #conversions = new Map<number, Conversion[]>()

  addDay(day: number, facts: Fact[], reaches: Reach[]): void {
    this.#facts.set(day, facts)
    this.#reaches.set(day, reaches)
  }

  addConversion(conversion: Conversion): void {
    const known = this.#conversions.get(conversion.day)
    if (known) known.push(conversion)
    else this.#conversions.set(conversion.day, [conversion])
  }

  rows(from: string, to: string, termOf: (queryId: number) => string): FigureRow[] {
    return daysFrom(from, to).flatMap((day) => {
      const converted = new Map<string, Conversion[]>()
      for (const one of this.#conversions.get(day) ?? []) {
        const name = nameOf(one)
        converted.set(name, [...(converted.get(name) ?? []), one])
      }
      const on = dateOf(day)
      return (this.#facts.get(day) ?? []).map(({ day: _day, queryId, ...fact }) => {
        const own = converted.get(nameOf({ ...fact, queryId })) ?? []
        return { on, ...fact, searchTerm: termOf(queryId), ...countConversions(own) }
      })
    })
  }

  reaches(from: string, to: string): ReachRow[] {
    return daysFrom(from, to).flatMap((day) =>
      (this.#reaches.get(day) ?? []).map(({ day: _day, ...reach }) => ({ on: dateOf(day), ...reach })),
    )
  }

  /** By the day of their click. */
  conversions(from: string, to: string): Conversion[] {
    return daysFrom(from, to).flatMap((day) => this.#conversions.get(day) ?? [])
  }
}

/** Adds rows up by whatever `nameOf` says they have in common. */
export function sumBy(rows: FigureRow[], name: (row: FigureRow) => string): Map<string, Sum> {
  const sums = new Map<string, Sum>()
  for (const row of rows) {
    const sum = sums.get(name(row)) ?? emptySum()
    for (const count of COUNTS) sum[count] += row[count]
    sums.set(name(row), sum)
  }
  return sums
}

export function emptySum(): Sum {
  return Object.fromEntries(COUNTS.map((count) => [count, 0])) as Sum
}

export function countConversions(conversions: Pick<Conversion, 'action' | 'valueMinor'>[]) {
  const worth = (rows: typeof conversions) => rows.reduce((sum, { valueMinor }) => sum + valueMinor, 0)
  const goals = conversions.filter(({ action }) => action !== 'completed_job')
  return {
    conversions: goals.length,
    conversionsValueMinor: worth(goals),
    allConversions: conversions.length,
    allConversionsValueMinor: worth(conversions),
  }
}

function nameOf(one: { keywordRef: string; adRef: string; queryId: number }): string {
  return `${one.keywordRef} ${one.adRef} ${one.queryId}`
}

function daysFrom(from: string, to: string): number[] {
  const first = dayOf(from)
  return Array.from({ length: Math.max(0, dayOf(to) - first + 1) }, (_none, place) => first + place)
}
