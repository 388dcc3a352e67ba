import type { PriceSeen } from '../../../tenants/agents/monitor/figures.ts'
import type { Random } from '../../fuzz/random.ts'
import type { Business } from './business.ts'
import { drawBetween, drawNormal } from './chance.ts'

/** The price book of a business as it changes: by its technician's will, and by slips of a finger. */

export type Books = { on: number; book: PriceSeen[] }[]

/** In whole dollars, in fives. */
const round = (minor: number) => Math.max(500, Math.round(minor / 500) * 500)

export function drawBook({ services }: Business, random: Random): PriceSeen[] {
  return services.map(({ name: service }) => {
    const unit = random.chance(0.2) ? 'hour' : 'job'
    const from = round(drawBetween(random, 6_000, 60_000))
    return { service, from, to: round(from * drawBetween(random, 1, 2.5)), unit }
  })
}

/** What stands on a day. */
export function bookOn(books: Books, day: number): PriceSeen[] {
  return books.findLast(({ on }) => on <= day)?.book ?? []
}

/** Most raise a price a little; some make it quite another, and some ask for the job what they asked for an hour. */
export function changeAtWill(book: readonly PriceSeen[], random: Random): PriceSeen[] {
  const place = random.below(book.length)
  const draw = random.next()
  const factor = Math.exp(draw < 0.85 ? 0.04 + 0.1 * drawNormal(random) : 0.5 * drawNormal(random))
  return book.map((price, other) => {
    if (other !== place) return price
    const unit = draw > 0.97 ? (price.unit === 'job' ? 'hour' : 'job') : price.unit
    const times = unit === price.unit ? factor : unit === 'job' ? 4 : 0.25
    const from = round(price.from * times)
    return { ...price, unit, from, to: Math.max(from, round(price.to * times)) }
  })
}

export type Slip = 'zero' | 'swapped' | 'other'

/** A zero too many in the upper price or in both; two digits that changed places; any other wrong figure. */
export function slip(price: PriceSeen, how: Slip, random: Random): PriceSeen {
  const isBoth = random.chance(0.5)
  const factor = drawBetween(random, 1.6, 3.5)
  const wrong = (minor: number) => {
    if (how === 'zero') return minor * 10
    return how === 'swapped' ? swapUp(minor) : round(minor * factor)
  }
  const to = wrong(price.to)
  return { ...price, to, from: isBoth ? Math.min(to, wrong(price.from)) : price.from }
}

/** The first two digits that make it dearer when they change places, or as it was. */
function swapUp(minor: number): number {
  const digits = `${minor}`
  for (let place = 0; place < digits.length - 1; place += 1) {
    const [one = '', next = ''] = [digits[place], digits[place + 1]]
    if (next > one) return Number(digits.slice(0, place) + next + one + digits.slice(place + 2))
  }
  return minor
}
