import { emptyAccount, type Account } from './account.ts'
import { carryOut, type AdCopy, type MarketCommand, type NeedOf } from './commands.ts'
import type { Demand } from './demand.ts'
import type { MatchType } from './matching.ts'
import { between, fraction, hash, pick } from './random.ts'
import type { Service, Trade } from './trades.ts'

const KEYWORDS = { min: 8, max: 25 }
const CAMPAIGNS = { min: 2, max: 4 }
/** All campaigns together, a day. */
const BUDGET_USD = { min: 30, max: 120 }
/** One keyword in five should never have been bought. */
const BAD_EVERY = 5
const GOOD_FORMS = ['*', '* near me', 'emergency *', '* cost', 'best *', 'local *', '* @', '24 hour *']
const BAD_FORMS = ['* parts', 'diy *', 'how to *', '* jobs', '* tools', '* training']
const MATCH_TYPES: MatchType[] = ['EXACT', 'PHRASE', 'PHRASE', 'BROAD', 'BROAD', 'EXACT', 'PHRASE']
/** What the owner bids, in parts of the market's price: too little, about right, far too much. */
const BIDS = [
  { low: 0.4, high: 0.75 },
  { low: 0.85, high: 1.4 },
  { low: 0.85, high: 1.4 },
  { low: 1.7, high: 2.8 },
] as const

export type Given = { customerId: string; name: string; currency: string; timeZone: string; startOn: string }

/** The account as its owner left it: a budget split by feeling, bids that are off, and nobody who looks at searches. */
export function openFirstAccount(given: Given, demand: Demand, trade: Trade, needOf: NeedOf): Account {
  const account = emptyAccount(given)
  const order = (command: MarketCommand) => carryOut(command, account, given.startOn, needOf)
  const { seed } = demand
  const campaignCount = whole(CAMPAIGNS, fraction(seed, 41, 0))
  const groupCount = Math.min(
    demand.services.length,
    whole({ min: campaignCount, max: 2 * campaignCount }, fraction(seed, 41, 1)),
  )
  const services = shuffle(demand.services, seed).slice(0, groupCount)
  const budgets = splitBudget(campaignCount, seed)
  const campaignIds = budgets.map((amountMicros, place) => {
    const budgetId = order({ type: 'create_budget', name: `Budget ${place + 1}`, amountMicros })
    const name = `${TITLES[trade]} ${place + 1}: ${titled(services[place]?.head ?? 'all')}`
    return order({ type: 'create_campaign', name, budgetId, status: 'ENABLED' })
  })
  const adGroupIds = services.map((service, place) => {
    const campaignId = campaignIds[place % campaignCount] ?? ''
    const name = titled(service.head)
    const bid = { status: 'ENABLED', cpcBidMicros: roundBid(service.priceUsd * 1e6) } as const
    return order({ type: 'create_ad_group', campaignId, name, ...bid })
  })
  services.forEach((service, place) => {
    const adGroupId = adGroupIds[place] ?? ''
    for (const copy of firstCopies(service, demand.city))
      order({ type: 'create_ad', adGroupId, status: 'ENABLED', copy })
  })
  const taken = new Set<string>()
  const keywordCount = whole(KEYWORDS, fraction(seed, 41, 2))
  for (let place = 0; place < keywordCount; place += 1) {
    const service = services[place % groupCount]
    const adGroupId = adGroupIds[place % groupCount] ?? ''
    if (service) order({ type: 'create_keyword', adGroupId, ...firstKeyword(service, place, taken, demand) })
  }
  return account
}

const TITLES: Record<Trade, string> = { plumbing: 'Plumbing', hvac: 'Heating and air', electrical: 'Electrical' }

function firstKeyword(service: Service, place: number, taken: Set<string>, demand: Demand) {
  const { seed } = demand
  const isBad = place % BAD_EVERY === hash(seed, 42, 0) % BAD_EVERY
  const bid = pick(BIDS, fraction(seed, 42, 2, place))
  const factor = between(bid.low, bid.high, fraction(seed, 42, 3, place))
  const spelled = (form: string) => form.replace('*', service.head).replace('@', demand.city)
  // The need itself comes first in every ad group; what is bad comes in an order of the account's own.
  const forms = isBad ? turned(BAD_FORMS, hash(seed, 42, 1, place)) : GOOD_FORMS
  const text = [...forms, ...GOOD_FORMS, ...BAD_FORMS].map(spelled).find((one) => !taken.has(one)) ?? spelled('*')
  taken.add(text)
  return {
    text,
    matchType: pick(isBad ? (['PHRASE', 'BROAD'] as const) : MATCH_TYPES, fraction(seed, 42, 4, place)),
    status: 'ENABLED' as const,
    cpcBidMicros: roundBid(service.priceUsd * 1e6 * factor),
  }
}

function turned<T>(rows: readonly T[], by: number): T[] {
  return rows.map((_row, place) => rows[(place + by) % rows.length] as T)
}

function splitBudget(count: number, seed: number): number[] {
  const total = between(BUDGET_USD.min, BUDGET_USD.max, fraction(seed, 43, 0))
  const shares = Array.from({ length: count }, (_none, place) => between(0.4, 1.6, fraction(seed, 43, 1, place)))
  const sum = shares.reduce((all, share) => all + share, 0)
  return shares.map((share) => Math.round((total * share) / sum) * 1_000_000)
}

function firstCopies(service: Service, city: string): AdCopy[] {
  const link = { finalUrls: ['https://www.example.com/'], path1: '', path2: '' }
  const name = titled(service.head)
  const plain = ['Quality Service', 'Family Owned', 'We Do It All']
  const better = [clip(`${name} in ${titled(city)}`), 'Call Today', 'Licensed and Insured', 'Same Day Appointments']
  return [
    { headlines: plain, descriptions: ['We have served our town for years.', 'Get in touch with us.'], ...link },
    { headlines: better, descriptions: [clip(`${name} done right.`, 90), 'Call now for a free estimate.'], ...link },
  ]
}

/** Google takes thirty letters in a headline. */
function clip(text: string, lettersMax = 30): string {
  return text.length <= lettersMax ? text : text.slice(0, lettersMax).trimEnd()
}

export function titled(text: string): string {
  return text.replaceAll(/(^| )\p{L}/gu, (first) => first.toUpperCase())
}

function shuffle<T>(rows: T[], seed: number): T[] {
  return rows
    .map((row, place) => ({ row, key: hash(seed, 44, place) }))
    .sort((one, other) => one.key - other.key)
    .map(({ row }) => row)
}

function whole({ min, max }: { min: number; max: number }, share: number): number {
  return min + Math.floor(share * (max - min + 1))
}

/** Bids are whole cents. */
function roundBid(micros: number): number {
  return Math.max(10_000, Math.round(micros / 10_000) * 10_000)
}
