import { copyAccount, type Account } from './account.ts'
import { dateOf, dayOf } from './calendar.ts'
import { carryOut, type MarketCommand } from './commands.ts'
import { playDay } from './day.ts'
import { openDemand, type Demand, type Query } from './demand.ts'
import { Figures, type Conversion, type ConversionAction, type FigureRow, type ReachRow } from './figures.ts'
import { openFirstAccount } from './first-account.ts'
import { wordsOf } from './matching.ts'
import type { Click, MarketLead } from './outcomes.ts'
import { Pacing } from './pacing.ts'
import { hash, pick } from './random.ts'
import { Serving } from './serving.ts'
import { tellTruth, type MarketTruth } from './truth.ts'
import { CITIES, servicesOf, TRADES, type Trade } from './trades.ts'

export type MarketOptions = {
  /** The first day that is played. */
  startOn?: string
  /** Drawn from the seed where it is not given, as are the others. */
  trade?: Trade
  customerId?: string
  name?: string
  timeZone?: string
}

export type MarketDay = {
  on: string
  impressions: number
  clicks: number
  costMicros: number
  campaigns: { campaignRef: string; impressions: number; clicks: number; costMicros: number }[]
  /** Who calls or writes on this day, in the order of the clock; some clicked up to two weeks ago. */
  leads: MarketLead[]
}

/** What is told about a click afterwards, as through Google's Data Manager. */
export type ToldConversion = {
  gclid: string
  transactionId: string
  valueMinor: number
  at?: string
  /** `booked_job` where nothing else is said. */
  action?: Extract<ConversionAction, 'booked_job' | 'completed_job'>
}

/**
 * One account in a market of searchers and competitors. Everything follows from the seed and from the commands: the
 * same seed with other commands meets the same searches, competitors and people, so that two ways to look after an
 * account can be compared on the same luck. No clock, no network; what the business can take on is not its matter.
 */
export type Market = {
  readonly seed: number
  readonly trade: Trade
  /** Refs in answers are its keys: `campaigns`, `adGroups`, `budgets`, `keywords` ("adGroupId~criterionId"), `ads`. */
  readonly account: Readonly<Account>
  readonly startOn: string
  /** The day that `passDay` plays next; figures end the day before. */
  today(): string
  passDay(): MarketDay
  /** Answers the id or ref of what was made or changed; throws MarketRefusal. It holds from the next day played. */
  apply(command: MarketCommand): string
  /** A copy of the account on which commands can be tried; what would be refused here is refused there. */
  rehearse(): { account: Readonly<Account>; apply(command: MarketCommand): string }
  /** Figures at the finest grain by day of click, both days included; `sumBy` of figures.ts adds them up. */
  figures(from: string, to: string): FigureRow[]
  /** What each keyword could have been shown for, and why it was not. */
  reaches(from: string, to: string): ReachRow[]
  /** The conversions Google knows of, by day of click. */
  conversions(from: string, to: string): Conversion[]
  click(gclid: string): Click | undefined
  clicks(from: string, to: string): Click[]
  /** Every lead that came between two days. */
  leads(from: string, to: string): MarketLead[]
  /** Counts a booked or completed job for its click. The same transaction of an action counts once. */
  tell(conversion: ToldConversion): 'counted' | 'duplicate' | 'unknown_click'
  /** Only to judge by. */
  truth(): MarketTruth
  /** Which of the market's searches an account's keyword, or anybody, could meet; only to judge by. */
  queries(): readonly Query[]
}

const START_ON = '2026-03-02'
/** Google counts a call from an advertisement from here on. */
const COUNTED_CALL_SECONDS = 60
/** What a lead counts for where nobody told its worth. */
const NATIVE_VALUE_MINOR = 0

export function openMarket(seed: number, options: MarketOptions = {}): Market {
  const trade = options.trade ?? pick(TRADES, hash(seed, 1) / 2 ** 32)
  const city = pick(CITIES, hash(seed, 2) / 2 ** 32)
  const demand = openDemand(seed, servicesOf(trade), city)
  const startOn = options.startOn ?? START_ON
  const given = {
    customerId: options.customerId ?? String(1_000_000_000 + (hash(seed, 3) % 8_999_999_999)),
    name: options.name ?? `${city.charAt(0).toUpperCase()}${city.slice(1)} ${trade}`,
    currency: 'USD',
    timeZone: options.timeZone ?? 'America/Chicago',
    startOn,
  }
  return new OpenMarket(seed, trade, demand, openFirstAccount(given, demand, trade, needIn(demand)), dayOf(startOn))
}

/** The service that most of a text's words name. */
function needIn(demand: Demand): (words: string[]) => number {
  const names = demand.services.map(({ head, others }) => [head, ...others].map(wordsOf))
  return (words) => {
    const scores = names.map((heads) =>
      Math.max(...heads.map((head) => head.filter((word) => words.includes(word)).length / head.length)),
    )
    const best = Math.max(...scores)
    return best >= 0.5 ? scores.indexOf(best) : -1
  }
}

class OpenMarket implements Market {
  readonly seed: number
  readonly trade: Trade
  readonly account: Account
  readonly startOn: string
  readonly #demand: Demand
  readonly #serving: Serving
  readonly #pacing = new Pacing()
  readonly #figures = new Figures()
  readonly #clicks = new Map<string, Click>()
  readonly #leads = new Map<number, MarketLead[]>()
  readonly #told = new Set<string>()
  #day: number

  constructor(seed: number, trade: Trade, demand: Demand, account: Account, day: number) {
    this.seed = seed
    this.trade = trade
    this.account = account
    this.#demand = demand
    this.#serving = new Serving(account, demand)
    this.#day = day
    this.startOn = dateOf(day)
  }

  today(): string {
    return dateOf(this.#day)
  }

  passDay(): MarketDay {
    const day = this.#day
    for (const { id, amountMicros } of this.account.budgets.values()) this.#pacing.openDay(id, amountMicros, day)
    const played = playDay({ demand: this.#demand, serving: this.#serving, pacing: this.#pacing, day })
    this.#figures.addDay(day, played.facts, played.reaches)
    for (const click of played.clicks) this.#clicks.set(click.gclid, click)
    for (const { day: comesOn, ...lead } of played.leads) {
      this.#leads.set(comesOn, [...(this.#leads.get(comesOn) ?? []), lead])
    }
    const leads = (this.#leads.get(day) ?? []).sort((one, other) => one.at.localeCompare(other.at))
    for (const lead of leads) this.#countLead(lead, day)
    this.#day += 1
    return { ...sumOf(day, played.facts), leads: leads.map((lead) => ({ ...lead })) }
  }

  apply(command: MarketCommand): string {
    return carryOut(command, this.account, this.today(), needIn(this.#demand))
  }

  rehearse() {
    const account = copyAccount(this.account)
    const needOf = needIn(this.#demand)
    return { account, apply: (command: MarketCommand) => carryOut(command, account, this.today(), needOf) }
  }

  figures(from: string, to: string): FigureRow[] {
    return this.#figures.rows(from, to, (id) => this.#demand.queries[id]?.text ?? '')
  }

  reaches(from: string, to: string): ReachRow[] {
    return this.#figures.reaches(from, to)
  }

  conversions(from: string, to: string): Conversion[] {
    return this.#figures.conversions(from, to)
  }

  click(gclid: string): Click | undefined {
    return this.#clicks.get(gclid)
  }

  clicks(from: string, to: string): Click[] {
    const [first, last] = [dayOf(from), dayOf(to)]
    return [...this.#clicks.values()].filter(({ day }) => day >= first && day <= last)
  }

  leads(from: string, to: string): MarketLead[] {
    const last = Math.min(dayOf(to), this.#day - 1)
    const days = Array.from({ length: Math.max(0, last - dayOf(from) + 1) }, (_none, place) => dayOf(from) + place)
    return days.flatMap((day) => this.#leads.get(day) ?? [])
  }

  tell({ gclid, transactionId, valueMinor, at, action = 'booked_job' }: ToldConversion) {
    const name = `${action} ${transactionId}`
    if (this.#told.has(name)) return 'duplicate'
    const click = this.#clicks.get(gclid)
    if (!click) return 'unknown_click'
    this.#told.add(name)
    const facts = { at: at ?? `${this.today()} 00:00:00`, heardOn: this.#day, valueMinor, transactionId }
    this.#count(click, action, facts)
    return 'counted'
  }

  truth(): MarketTruth {
    return tellTruth(this.account, this.#demand, this.#serving, this.#day)
  }

  queries(): readonly Query[] {
    return this.#demand.queries
  }

  #countLead({ gclid, viaCall, callSeconds, at }: MarketLead, day: number): void {
    const click = this.#clicks.get(gclid)
    if (!click || (viaCall && callSeconds < COUNTED_CALL_SECONDS)) return
    const facts = { at, heardOn: day, valueMinor: NATIVE_VALUE_MINOR, transactionId: null }
    this.#count(click, viaCall ? 'call_from_ad' : 'lead_form', facts)
  }

  #count(
    { second: _second, costMicros: _cost, ...origin }: Click,
    action: ConversionAction,
    facts: Pick<Conversion, 'at' | 'heardOn' | 'valueMinor' | 'transactionId'>,
  ): void {
    this.#figures.addConversion({ ...origin, action, ...facts })
  }
}

function sumOf(day: number, facts: { campaignRef: string; impressions: number; clicks: number; costMicros: number }[]) {
  const campaigns = new Map<string, MarketDay['campaigns'][number]>()
  const total = { impressions: 0, clicks: 0, costMicros: 0 }
  for (const { campaignRef, impressions, clicks, costMicros } of facts) {
    const own = campaigns.get(campaignRef) ?? { campaignRef, impressions: 0, clicks: 0, costMicros: 0 }
    for (const sum of [own, total]) {
      sum.impressions += impressions
      sum.clicks += clicks
      sum.costMicros += costMicros
    }
    campaigns.set(campaignRef, own)
  }
  return { on: dateOf(day), ...total, campaigns: [...campaigns.values()] }
}
