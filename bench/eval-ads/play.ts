import { dayOf } from '../../sandbox/ads/calendar.ts'
import { openMarket, type Market } from '../../sandbox/ads/market.ts'
import { AgentArm } from './agent-arm.ts'
import { checkBounds, type Breach } from './breaches.ts'
import { drawBusiness, fillDiary, takeDay, type Business, type Taken } from './business.ts'
import { FixedArm } from './fixed-arm.ts'
import { Reading } from './told.ts'
import { weatherOf } from './weather.ts'

export const ARMS = ['untouched', 'fixed', 'agent'] as const
export type Arm = (typeof ARMS)[number]

export type Played = {
  spendMinor: number
  leads: number
  bookings: number
  /** Of bookings that there was time for, less what was spent. */
  profitMinor: number
  breaches: Breach[]
  stops: number
  changes: Record<string, number>
}

const HISTORY_DAYS = 30
export const DAYS = 90
const START_ON_FIRST = dayOf('2026-01-05')

/** One account in one pair of hands. Before the first night everybody's past is the same. */
export function play(seed: number, arm: Arm, isFaulty: boolean): Played {
  const startOn = START_ON_FIRST + ((seed * 37) % 365)
  const market = openMarket(seed, { startOn: new Date(startOn * 86_400_000).toISOString().slice(0, 10) })
  const taken: Taken[] = []
  const reading = new Reading(market)
  const pass = () => {
    const passed = market.passDay()
    reading.note(passed)
    taken.push(...takeDay(passed))
    return passed
  }
  for (let day = 0; day < HISTORY_DAYS; day += 1) pass()
  const business = drawBusiness(seed, market, taken, HISTORY_DAYS)
  const from = dayOf(market.today())
  const agent = arm === 'agent' ? new AgentArm(market, reading, business) : null
  const fixed = arm === 'fixed' ? new FixedArm(market, reading, business.bounds.bidMinor * 10_000) : null
  const breaches: Breach[] = []
  let spendMicros = 0
  for (let day = 0; day < DAYS; day += 1) {
    agent?.night(taken, weatherOf(seed, day, isFaulty))
    fixed?.night()
    const passed = pass()
    spendMicros += passed.costMicros
    if (agent)
      breaches.push(
        ...checkBounds({ market, business, hands: agent.hands, reading }, dayOf(passed.on), passed.costMicros),
      )
  }
  return sumUp(market, business, taken, { from, spendMicros, breaches, agent })
}

function sumUp(
  _market: Market,
  business: Business,
  taken: readonly Taken[],
  {
    from,
    spendMicros,
    breaches,
    agent,
  }: { from: number; spendMicros: number; breaches: Breach[]; agent: AgentArm | null },
): Played {
  const filled = fillDiary(taken, business.weekly, from, from + DAYS)
  const own = filled.filter(({ isTaken }) => isTaken)
  const worth = own.reduce((sum, { valueMinor }) => sum + valueMinor, 0)
  const spendMinor = Math.round(spendMicros / 10_000)
  const changes: Record<string, number> = {}
  for (const { change } of agent?.hands.made ?? []) changes[change.kind] = (changes[change.kind] ?? 0) + 1
  return {
    ...{
      spendMinor,
      bookings: own.length,
      profitMinor: worth - spendMinor,
      breaches,
      stops: agent?.stops ?? 0,
      changes,
    },
    leads: taken.filter(({ cameOn }) => cameOn >= from).length,
  }
}
