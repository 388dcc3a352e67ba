import { evidenceOf, type Raised } from './evidence.ts'
import type { FindingEvidence, MonitorSeen, Paid, PriceSeen } from './figures.ts'

/**
 * A price that was changed as a slip changes it: a digit too many or too few, or two that have changed places. Nobody
 * need fail to book first: it is said on the night on which the price was changed. Prices that are raised, even
 * doubled, are nobody's business but the technician's.
 */

/** Nobody makes the same job four times as dear, or a quarter as much, at once. */
const SLIP_FACTOR = 4
/** Two digits that changed places may also be a new price; only one that is so far off is told. */
const SWAPPED_FACTOR = 1.5
/** Against what jobs of that service brought in, which lies farther apart than a price does. */
const PAID_FACTOR = 6
const NEAR_PAID_FACTOR = 2
const PAID_MIN = 5

/** The one that is farthest off: of one kind one finding stands. */
export function judgePrices(seen: MonitorSeen): Raised[] {
  const { now, before, paid } = seen.prices
  if (before === null) return []
  const odd = now.flatMap((price) => {
    const was = before.find(({ service }) => service === price.service)
    return weighPrice(price, was, paid[price.service]) ?? []
  })
  const [worst] = odd.toSorted((one, other) => farOff(other) - farOff(one))
  if (!worst) return []
  const today = seen.firstDay + seen.days.length
  const changed = seen.changes.flatMap(({ on, what }) => (what === 'priceBook' ? [on] : []))
  const since = changed.length === 0 ? today - 1 : Math.max(...changed)
  const { subject, is, was } = worst
  const sum = { score: CERTAIN, since, hits: is, of: was }
  const rest = { subject, usual: was, factor: is / was, isSlow: false }
  return [{ kind: 'price_slip', severity: 'serious', evidence: evidenceOf('price_slip', sum, rest) }]
}

/** It was seen, not inferred. */
const CERTAIN = 20

type Odd = { subject: string; is: number; was: number }

function weighPrice(price: PriceSeen, was: PriceSeen | undefined, paid: Paid | undefined): Odd | null {
  const { service: subject, from, to, unit } = price
  const isSame = was?.unit === unit
  if (isSame && was.from === from && was.to === to) return null
  // Who puts right what was wrong for long changes it as much.
  if (unit === 'job' && paid !== undefined && paid.jobs >= PAID_MIN && isAsPaid(price, paid)) return null
  const ends = isSame
    ? [
        { subject, is: to, was: was.to },
        { subject, is: from, was: was.from },
      ].filter((end) => isSlip(end))
    : []
  if (ends.length > 0) return ends.toSorted((one, other) => farOff(other) - farOff(one))[0] ?? null
  if (unit !== 'job' || paid === undefined || paid.jobs < PAID_MIN) return null
  // The whole range lies far from what was paid.
  const off = [
    { subject, is: from, was: paid.medianMinor },
    { subject, is: to, was: paid.medianMinor },
  ]
  return off.every((end) => farOff(end) >= Math.log(PAID_FACTOR)) ? (off[0] ?? null) : null
}

function isSlip(end: Odd): boolean {
  const far = farOff(end)
  return far >= Math.log(SLIP_FACTOR) || (far >= Math.log(SWAPPED_FACTOR) && isSwapped(`${end.is}`, `${end.was}`))
}

/** Whether what jobs brought in lies near the range. */
function isAsPaid({ from, to }: PriceSeen, { medianMinor }: Paid): boolean {
  return medianMinor >= from / NEAR_PAID_FACTOR && medianMinor <= to * NEAR_PAID_FACTOR && to <= from * SLIP_FACTOR
}

/** Two neighbouring digits have changed places, and nothing else. */
function isSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) return false
  const places = one.split('').flatMap((digit, place) => (digit === other[place] ? [] : [place]))
  const [first = 0, second = 0] = places
  return places.length === 2 && second === first + 1 && one[first] === other[second] && one[second] === other[first]
}

function farOff({ is, was }: Odd): number {
  return is <= 0 || was <= 0 ? 0 : Math.abs(Math.log(is / was))
}

/** It is over once nothing of the price is what was found. */
export function isPriceMended({ prices }: MonitorSeen, { subject, hits }: FindingEvidence): boolean {
  const price = prices.now.find(({ service }) => service === subject)
  return price === undefined || (price.from !== hits && price.to !== hits)
}
