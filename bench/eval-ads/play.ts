import { dateOf, dayOf } from '../../sandbox/ads/calendar.ts'
import { openMarket } from '../../sandbox/ads/market.ts'
import { AgentArm } from './agent-arm.ts'
import { checkBounds, type Breach } from './breaches.ts'
import { drawBusiness, fillDiary, takeDay, type Business, type Taken } from './business.ts'
import { expectWorth } from './expected.ts'
import { FixedArm } from './fixed-arm.ts'
import { Reading } from './told.ts'
import { weatherOf } from './weather.ts'

export const ARMS = ['untouched', 'fixed', 'agent'] as const
export type Arm = (typeof ARMS)[number]

export type Played = {
  spendMinor: number
  leads: number
  bookings: number
  /** Of bookings that there was time for, less what was spent: as it fell out, and as it is to be expected. */
  profitMinor: number
  expectedMinor: number
  breaches: Breach[]
  stops: number
  changes: Record<string, number>
}

const HISTORY_DAYS = 30
export const DAYS = 90
/** Accounts begin all over the year. */
const START_ON_FIRST = dayOf('2026-01-05')
const SEED_DAYS = 37
const YEAR_DAYS = 365
const MINOR_MICROS = 10_000

/** One account in one pair of hands. Before the first night everybody's past is the same. */
export function play(seed: number, arm: Arm): Played {
  const market = openMarket(seed, { startOn: dateOf(START_ON_FIRST + ((seed * SEED_DAYS) % YEAR_DAYS)) })
  const reading = new Reading(market)
  const taken: Taken[] = []
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
  const fixed = arm === 'fixed' ? new FixedArm(market, reading, business.bounds.bidMinor * MINOR_MICROS) : null
  const breaches: Breach[] = []
  let spendMicros = 0
  for (let day = 0; day < DAYS; day += 1) {
    agent?.night(taken, weatherOf(seed, day))
    fixed?.night()
    const { on, costMicros } = pass()
    spendMicros += costMicros
    if (!agent) continue
    breaches.push(...checkBounds({ market, business, hands: agent.hands, reading }, dayOf(on), costMicros))
  }
  return {
    ...sumUp(business, taken, from, spendMicros),
    expectedMinor: Math.round(expectWorth(market, business.weekly, from, from + DAYS) - spendMicros / MINOR_MICROS),
    ...{ breaches, stops: agent?.stops ?? 0, changes: countChanges(agent) },
  }
}

function sumUp(business: Business, taken: readonly Taken[], from: number, spendMicros: number) {
  const own = fillDiary(taken, business.weekly, from, from + DAYS).filter(({ isTaken }) => isTaken)
  const spendMinor = Math.round(spendMicros / MINOR_MICROS)
  return {
    ...{ spendMinor, bookings: own.length },
    profitMinor: own.reduce((sum, { valueMinor }) => sum + valueMinor, 0) - spendMinor,
    leads: taken.filter(({ cameOn }) => cameOn >= from).length,
  }
}

function countChanges(agent: AgentArm | null): Record<string, number> {
  const changes: Record<string, number> = {}
  for (const { change } of agent?.hands.made ?? []) changes[change.kind] = (changes[change.kind] ?? 0) + 1
  return changes
}
