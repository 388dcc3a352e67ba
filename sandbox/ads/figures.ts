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
/** The first two Google sees by itself, the third it is told. */
export const CONVERSION_ACTIONS = ['call_from_ad', 'lead_form', 'booked_job'] as const
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
  conversions: number
  conversionsValueMinor: number
}
export type ReachRow = Omit<Reach, 'day'> & { on: string }
export type Sum = Pick<
  FigureRow,
  'impressions' | 'topImpressions' | 'clicks' | 'costMicros' | 'conversions' | 'conversionsValueMinor'
>

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
        const valueMinor = own.reduce((sum, one) => sum + one.valueMinor, 0)
        return { on, ...fact, searchTerm: termOf(queryId), conversions: own.length, conversionsValueMinor: valueMinor }
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
    sum.impressions += row.impressions
    sum.topImpressions += row.topImpressions
    sum.clicks += row.clicks
    sum.costMicros += row.costMicros
    sum.conversions += row.conversions
    sum.conversionsValueMinor += row.conversionsValueMinor
    sums.set(name(row), sum)
  }
  return sums
}

function emptySum(): Sum {
  return { impressions: 0, topImpressions: 0, clicks: 0, costMicros: 0, conversions: 0, conversionsValueMinor: 0 }
}

function nameOf(one: { keywordRef: string; adRef: string; queryId: number }): string {
  return `${one.keywordRef} ${one.adRef} ${one.queryId}`
}

function daysFrom(from: string, to: string): number[] {
  const first = dayOf(from)
  return Array.from({ length: Math.max(0, dayOf(to) - first + 1) }, (_none, place) => first + place)
}
