import { PROPOSALS_A_RUN_MAX } from '../../tenants/base/agent-limits.ts'
import { DAY_MS } from '../../tenants/base/clock.ts'
import { findAnomaly, type SpendDay } from '../../tenants/ads/anomaly.ts'
import { targetOf as targetOfDecision } from '../../tenants/agents/decision.ts'
import { plannedOf, type AdsAction } from '../../tenants/agents/optimizing/action.ts'
import { COOL_DOWN_MS, MEASURE_MS } from '../../tenants/agents/optimizing/pace.ts'
import { think } from '../../tenants/agents/optimizing/rules.ts'
import { placeAction, type Settled } from '../../tenants/agents/orchestrator.ts'
import { dayOf } from '../../sandbox/ads/calendar.ts'
import type { Market } from '../../sandbox/ads/market.ts'
import type { Business, Taken } from './business.ts'
import { Hands } from './hands.ts'
import { see, type Known } from './mirror.ts'
import type { Reading } from './told.ts'
import type { Weather } from './weather.ts'

type Decision = { appliedOn: number }

/** The agent on its own: its rules, the orchestrator's placing, the gate of money and hands that may fail. */
export class AgentArm {
  readonly hands: Hands
  readonly #market: Market
  readonly #reading: Reading
  readonly #business: Business
  readonly #decisions = new Map<string, Decision>()
  #readUntil: number
  isStopped = false
  stops = 0

  constructor(market: Market, reading: Reading, business: Business) {
    this.#market = market
    this.#reading = reading
    this.#business = business
    this.hands = new Hands(market, reading)
    this.#readUntil = dayOf(market.today()) - 1
  }

  /** The night before a day. */
  night(taken: readonly Taken[], weather: Weather): void {
    const today = dayOf(this.#market.today())
    if (!weather.isReadLate) {
      this.#readUntil = today - 1
      this.#reading.read(this.#readUntil)
    }
    this.#watch(taken)
    const seen = see(this.#market, this.#reading, this.#business, { taken, known: this.#known() })
    // A run that is done twice thinks twice of what it saw once.
    for (let run = 0; run < (weather.isDoubled ? 2 : 1); run += 1) {
      const { proposals } = think(seen)
      for (const { action } of proposals.slice(0, PROPOSALS_A_RUN_MAX)) this.#act(action as AdsAction, today)
    }
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) this.hands.send(this.#known(), weather.reach)
  }

  #act(action: AdsAction, today: number): void {
    const target = targetOfDecision(action)
    const known = this.#decisions.get(target)
    const isMeasured = known !== undefined && today - known.appliedOn >= MEASURE_MS / DAY_MS
    const settled: Settled[] = known && isMeasured ? [{ status: 'measured', at: known.appliedOn * DAY_MS }] : []
    const situation = {
      ...{ halt: null, autonomy: 'act' as const, waiting: 0, coolDownMs: COOL_DOWN_MS, settled },
      isInFlight: known !== undefined && !isMeasured,
    }
    if (placeAction('optimizing', action, situation, today * DAY_MS) !== 'applied') return
    if (this.hands.order(plannedOf(action), this.#known())) this.#decisions.set(target, { appliedOn: today })
  }

  #known(): Known {
    return {
      ...{ readUntil: this.#readUntil, bounds: this.#business.bounds, ordered: this.hands.ordered },
      ...{ isStopped: this.isStopped, waiting: [] },
    }
  }

  /** Spending that is out of line stops every change; a person looks at it and lets it go on after two days. */
  #watch(taken: readonly Taken[]): void {
    const today = dayOf(this.#market.today())
    if (this.isStopped && today - this.#stoppedOn >= PERSON_DAYS) this.isStopped = false
    const days = new Map<number, SpendDay>()
    for (const { day, told } of this.#reading.days(today - WATCHED_DAYS, this.#readUntil)) {
      const sum = { day, costMicros: 0, clicks: 0, leads: 0 }
      for (const { costMicros, clicks } of told.sums.campaigns.values()) {
        sum.costMicros += costMicros
        sum.clicks += clicks
      }
      days.set(day, sum)
    }
    for (const { cameOn } of taken) {
      const sum = days.get(cameOn)
      if (sum) days.set(cameOn, { ...sum, leads: sum.leads + 1 })
    }
    const purse = { bounds: this.#business.bounds, minorMicros: 10_000 }
    const sorted = [...days.values()].sort((one, other) => one.day - other.day)
    if (this.isStopped || today - this.#stoppedOn < FORGIVEN_DAYS || findAnomaly(sorted, purse) === null) return
    this.isStopped = true
    this.stops += 1
    this.#stoppedOn = today
  }

  #stoppedOn = -1_000
}

const ATTEMPTS = 2
const PERSON_DAYS = 2
const WATCHED_DAYS = 84
/** Whoever let it go on has seen what is the matter. */
const FORGIVEN_DAYS = 7
