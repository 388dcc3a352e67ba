import { MINUTE_MS, SECOND_MS } from '../../tenants/base/clock.ts'
import type { Message } from './outcome.ts'

export type Difference = {
  customerId: string
  isForTechnician: boolean
  to: string
  template: string
  channel: string
  /** words, time, fate, only_before, only_after */
  what: string[]
  before: Message | null
  after: Message | null
}

/** Two runs take the same ways, so what is seconds apart is so for a reason. */
const SAME_TIME_MS = 5 * SECOND_MS
/** A webhook's way is not the same each time, and with it the moment at which what it tells was heard of. */
const SAME_OCCASION_MS = MINUTE_MS
/** What nobody's words or call gave occasion to is the same again where it came at about the same time. */
const SAME_HOUR_MS = 60 * MINUTE_MS

/** What is different in the second of two lists of messages. The same message in both is known by what it answers. */
export function compareMessages(before: readonly Message[], after: readonly Message[]): Difference[] {
  const [left, right] = [Map.groupBy(before, kindOf), Map.groupBy(after, kindOf)]
  const kinds = [...new Set([...left.keys(), ...right.keys()])]
  return kinds
    .flatMap((kind) => pair(left.get(kind) ?? [], right.get(kind) ?? []))
    .flatMap(([one, other]) => {
      const known = one ?? other
      const what = tell(one, other)
      if (!known || what.length === 0) return []
      const { customerId, isForTechnician, to, template, channel } = known
      return [{ customerId, isForTechnician, to, template, channel, what, before: one, after: other }]
    })
}

type Pair = [Message | null, Message | null]

function kindOf({ customerId, isForTechnician, channel, template }: Message): string {
  return [customerId, isForTechnician, channel, template].join()
}

/** The closest to each other first, those with the very same occasion and words before all. */
function pair(before: readonly Message[], after: readonly Message[]): Pair[] {
  const left = new Set(before)
  const right = new Set(after)
  const near = before
    .flatMap((one) => after.map((other) => ({ one, other, apart: apartOf(one, other) })))
    .filter(({ apart }) => apart !== Infinity)
    .toSorted((one, other) => one.apart - other.apart)
  const pairs: Pair[] = []
  for (const { one, other } of near) {
    if (!left.has(one) || !right.has(other)) continue
    left.delete(one)
    right.delete(other)
    pairs.push([one, other])
  }
  return [...pairs, ...[...left].map((one): Pair => [one, null]), ...[...right].map((other): Pair => [null, other])]
}

/** Of the same occasion the same words are nearest; of those the same time. */
function apartOf(one: Message, other: Message): number {
  const isOccasioned = one.occasionedAt > 0 && other.occasionedAt > 0
  const occasions = isOccasioned ? Math.abs(one.occasionedAt - other.occasionedAt) : 0
  const times = Math.abs(one.at - other.at)
  if (isOccasioned ? occasions > SAME_OCCASION_MS : times > SAME_HOUR_MS) return Infinity
  return occasions + (one.words === other.words ? 0 : SAME_HOUR_MS) + times / DAYS_APART
}

/** Small beside a millisecond, however far apart. */
const DAYS_APART = 1e12

function tell(before: Message | null, after: Message | null): string[] {
  if (!before) return ['only_after']
  if (!after) return ['only_before']
  return [
    ...(before.words === after.words ? [] : ['words']),
    ...(Math.abs(before.at - after.at) <= SAME_TIME_MS ? [] : ['time']),
    ...(before.fate === after.fate ? [] : ['fate']),
  ]
}

/** What the second list has more often than the first. */
export function appeared<T>(before: readonly T[], after: readonly T[], keyOf: (one: T) => string): T[] {
  const left = new Map<string, number>()
  for (const one of before) left.set(keyOf(one), (left.get(keyOf(one)) ?? 0) + 1)
  return after.filter((one) => {
    const count = left.get(keyOf(one)) ?? 0
    left.set(keyOf(one), count - 1)
    return count <= 0
  })
}
