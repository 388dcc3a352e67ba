import type { Change, PriceSeen } from '../../../tenants/agents/monitor/figures.ts'
import type { LeadCase } from '../../../tenants/storage/agent-day-rows.ts'
import type { Cause } from '../../../tenants/agents/diagnostic/causes.ts'
import { randomAt, type Random } from '../../fuzz/random.ts'
import { slip } from './book.ts'
import type { Business, Carrier } from './business.ts'
import { drawBetween, pickBy } from './chance.ts'

export const FAULTS = [
  'price_typo',
  'dead_number',
  'bad_script',
  'ad_drift',
  'carrier_filtering',
  'late_answers',
] as const
export type Fault = (typeof FAULTS)[number]

/** What goes wrong from a day on, until it is mended. Each is of the size that real ones have. */
export type Plant = {
  fault: Fault
  from: number
  until: number
  /** What the business did just then, as its settings tell; decoys included. */
  changes: Change[]
  price: { service: string; odds: number; slip: (price: PriceSeen) => PriceSeen } | null
  calls: number
  script: { language: string; odds: number } | null
  ads: { campaign: string; costs: (day: number) => number; odds: number } | null
  filter: { carrier: Carrier; share: number } | null
  late: { share: (hour: number) => number; odds: number } | null
  /** What other words than those of the business's first day do to the odds, as a logarithm; noted who got them. */
  words: ((script: 'missed_call_text' | 'price_answer', lead: LeadCase, key: string) => number) | null
  /** The findings in which it may be seen, and whether a cause is the true one. */
  shows: readonly string[]
  isCause: (cause: Cause) => boolean
}

const LASTS_DAYS = 60
const BOOKED_LESS = ['conversion_low', 'conversion_under_limit']
export const NOTHING = {
  ...{ changes: [], price: null, calls: 1, script: null, ads: null, filter: null, late: null },
  words: null,
}

const SLIPS = [
  { name: 'zero', share: 0.7, odds: [0.04, 0.15] },
  { name: 'swapped', share: 0.15, odds: [0.15, 0.4] },
  { name: 'other', share: 0.15, odds: [0.15, 0.4] },
] as const

/** Null where the business has nothing that could break so. */
export function drawPlant(fault: Fault, business: Business, from: number, random: Random): Plant | null {
  const rest = { ...NOTHING, fault, from, until: from + LASTS_DAYS }
  switch (fault) {
    case 'price_typo': {
      const { name } = pickBy(random, business.services, ({ share }) => share)
      // Mostly a zero too many: hardly anybody agrees to it, and those who know better ask.
      const how = pickBy(random, SLIPS, ({ share }) => share)
      const odds = drawBetween(random, how.odds[0], how.odds[1])
      const seed = random.below(2 ** 32)
      const price = { service: name, odds, slip: (was: PriceSeen) => slip(was, how.name, randomAt(seed, 1)) }
      const isCause = ({ code, subject }: Cause) => (code === 'price' || code === 'price_slip') && subject === name
      const changes = [{ on: from, what: 'priceBook' }]
      return { ...rest, price, changes, shows: ['price_slip', 'price_unbooked', ...BOOKED_LESS], isCause }
    }
    case 'dead_number':
      // Forwarding that has stopped altogether, or everywhere but where it was set up last.
      return {
        ...rest,
        calls: random.chance(0.7) ? 0 : 0.12,
        shows: ['calls_silent'],
        isCause: ({ code }) => code === 'no_calls',
      }
    case 'bad_script': {
      const spanish = business.areas.reduce((sum, area) => sum + area.share * area.spanish, 0)
      const all = business.areas.reduce((sum, area) => sum + area.share, 0)
      const language = random.chance(spanish / all) ? 'es' : 'en'
      const changes = [{ on: from, what: `scripts:missed_call_text:${language}` }]
      const script = { language, odds: drawBetween(random, 0.25, 0.5) }
      const isCause = ({ code, subject }: Cause) => code === 'script' && subject === `missed_call_text:${language}`
      return { ...rest, script, changes, shows: ['reply_low', ...BOOKED_LESS], isCause }
    }
    case 'ad_drift':
      return drawAdDrift(rest, business, random)
    case 'carrier_filtering': {
      const carrier = random.pick(['one', 'two', 'three'] as const)
      const filter = { carrier, share: drawBetween(random, 0.5, 0.9) }
      const isCause = ({ code, subject }: Cause) => code === 'delivery' && subject === '30007'
      return { ...rest, filter, shows: ['delivery_failing', 'reply_low', ...BOOKED_LESS], isCause }
    }
    case 'late_answers': {
      const isEvening = random.chance(0.5)
      const share = drawBetween(random, 0.25, 0.6)
      const late = { share: (hour: number) => (!isEvening || hour >= 17 ? share : 0), odds: 0.5 }
      const isCause = ({ code }: Cause) => code === 'late_answers'
      return { ...rest, late, shows: ['answers_late', ...BOOKED_LESS], isCause }
    }
  }
}

const DRIFT_DAYS = 45

function drawAdDrift(
  rest: typeof NOTHING & Pick<Plant, 'fault' | 'from' | 'until'>,
  { campaigns }: Business,
  random: Random,
): Plant | null {
  const [first] = campaigns
  if (!first) return null
  const { name } = pickBy(random, campaigns, ({ dailyMinor }) => dailyMinor)
  const top = drawBetween(random, 2, 3.2)
  // Bids rise and clicks come from farther and farther off, day by day.
  const costs = (day: number) => top ** Math.min(1, (day - rest.from + 1) / DRIFT_DAYS)
  const isCause = ({ code, subject }: Cause) => code === 'campaign' && subject === name
  const shows = ['cpl_high', 'cpl_over_limit']
  return { ...rest, ads: { campaign: name, costs, odds: 0.6 }, shows, isCause }
}
