import type { DayFigures } from './figures.ts'
import type { Hits } from './statistics.ts'

/**
 * The same figures in a fifth of the space: half a year of them is kept with every night's run, so that it can be
 * played again. Hits are `[hits, of]`, and a day on which nothing happened is 0.
 */
export type PackedDay = 0 | PackedRow
type PackedRow = readonly (number | null | PackedHits | Readonly<Record<string, PackedHits>>)[]
type PackedHits = readonly [first: number, second: number]

export function packDay(day: DayFigures): PackedDay {
  const { calls, leads, bookings, booked, failed, optedOut, lateTexts, lateAnswers, ownAnswerMinutes } = day
  const hits = [booked, failed, optedOut, lateTexts, lateAnswers].map(pack)
  const isEmpty = calls + leads + bookings + failed.of === 0 && ownAnswerMinutes === null && isBare(day.ads)
  if (isEmpty) return 0
  const ads = Object.entries(day.ads).map(([name, ad]) => [name, [ad.spendMinor, ad.leads]] as const)
  return [
    ...[calls, leads, bookings, ownAnswerMinutes, ...hits],
    ...[packAll(day.replied), packAll(day.priced), Object.fromEntries(ads)],
  ]
}

export function unpackDay(packed: PackedDay): DayFigures {
  const row: PackedRow = packed === 0 ? EMPTY : packed
  const [calls, leads, bookings, ownAnswerMinutes, booked, failed, optedOut, lateTexts, lateAnswers, ...rest] = row
  const [replied, priced, ads] = rest as Readonly<Record<string, PackedHits>>[]
  const spent = Object.entries(ads ?? {}).map(([name, [spendMinor, count]]) => [name, { spendMinor, leads: count }])
  const number = (value: PackedRow[number] | undefined) => (typeof value === 'number' ? value : 0)
  return {
    ...{ calls: number(calls), leads: number(leads), bookings: number(bookings) },
    ownAnswerMinutes: typeof ownAnswerMinutes === 'number' ? ownAnswerMinutes : null,
    ...{ booked: unpack(booked), failed: unpack(failed), optedOut: unpack(optedOut) },
    ...{ lateTexts: unpack(lateTexts), lateAnswers: unpack(lateAnswers) },
    ...{ replied: unpackAll(replied), priced: unpackAll(priced), ads: Object.fromEntries(spent) },
  }
}

const NO_HITS: PackedHits = [0, 0]
const EMPTY: PackedRow = [0, 0, 0, null, NO_HITS, NO_HITS, NO_HITS, NO_HITS, NO_HITS, {}, {}, {}]

function pack({ hits, of }: Hits): PackedHits {
  return [hits, of]
}

function unpack(packed: PackedRow[number] | undefined): Hits {
  const [hits = 0, of = 0] = Array.isArray(packed) ? (packed as number[]) : []
  return { hits, of }
}

function packAll(bySubject: Readonly<Record<string, Hits>>): Record<string, PackedHits> {
  return Object.fromEntries(Object.entries(bySubject).map(([subject, hits]) => [subject, pack(hits)]))
}

function unpackAll(packed: Readonly<Record<string, PackedHits>> | undefined): Record<string, Hits> {
  return Object.fromEntries(Object.entries(packed ?? {}).map(([subject, hits]) => [subject, unpack(hits)]))
}

function isBare(record: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(record).length === 0
}
