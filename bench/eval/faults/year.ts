import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../tenants/base/clock.ts'
import { isHoliday } from '../../../tenants/base/holidays.ts'
import { weekdayOf } from '../../../tenants/agents/monitor/baseline.ts'
import type { Change } from '../../../tenants/agents/monitor/figures.ts'
import type { AdSpend } from '../../../tenants/agents/diagnostic/observed.ts'
import type { Rows } from '../../../tenants/agents/monitor/tally.ts'
import type { Fate, LeadCase } from '../../../tenants/storage/agent-day-rows.ts'
import { randomAt, type Random } from '../../fuzz/random.ts'
import { bookOn, changeAtWill, drawBook, type Books } from './book.ts'
import type { Area, Business, Carrier } from './business.ts'
import { drawBetween, drawLogNormal, drawNormal, drawPoisson, logistic, pickBy } from './chance.ts'
import type { Plant } from './plants.ts'

/** The rows of one business over some days, as its own SQLite would hold them. Days begin at midnight UTC here. */
export type Played = { rows: Rows; spend: AdSpend[]; changes: Change[]; holidays: number[]; books: Books }

/** Who asks: what is known of them, and the carrier, which nobody tells. */
type Person = { area: Area; place: number; language: string; lineType: string; isKnown: boolean; carrier: Carrier }
/** A day, and what the weeks before it left: how busy, and in what mood people are. */
export type Day = { day: number; week: number; mood: number }

/**
 * A stream of chance for each day and each who asks on it: what is changed for one of them changes nothing for the
 * others, so that the same year can be had again with and without a fault.
 */
export type Chances = (day: number, place: number) => Random
const PLACES = 8_192
const OF_DAY = 0
const OF_COUNTS = 1
const OF_LEADS = 16
const OF_BOOK = PLACES - 2

export function drawChances(random: Random): Chances {
  const seed = random.below(2 ** 32)
  return (day, place) => randomAt(seed, day * PLACES + place)
}

export function emptyYears(business: Business, days: readonly number[], chances: Chances): Played {
  const rows = { leads: [], texts: [], calls: [], ownAnswers: [] }
  const [first = 0] = days
  const books = [{ on: first, book: drawBook(business, chances(first, OF_BOOK)) }]
  return { rows, spend: [], changes: [], holidays: days.filter((day) => isHoliday(day, null)), books }
}

export function playYears(business: Business, plant: Plant | null, days: readonly number[], random: Random): Played {
  const chances = drawChances(random)
  const played = emptyYears(business, days, chances)
  played.changes.push(...(plant?.changes ?? []))
  let last: Day = { day: 0, week: 0, mood: 0 }
  for (const day of days) {
    last = nextDay(last, day, business, chances)
    const isOn = plant !== null && day >= plant.from && day < plant.until
    playDay(played, business, isOn ? plant : null, last, chances)
    const decoy = drawDecoy(day, chances)
    if (decoy) changeHarmlessly(played, decoy, day, chances)
    if (plant && day === plant.from) changePrice(played, plant.price, day)
    if (plant && day === plant.until) mendPrice(played, plant.price, plant.from, day)
  }
  return played
}

export function nextDay({ week, mood }: Day, day: number, business: Business, chances: Chances): Day {
  if (weekdayOf(day) !== 1) return { day, week, mood }
  const random = chances(day, OF_DAY)
  return { day, week: 0.5 * week + 0.13 * drawNormal(random), mood: business.weekly * drawNormal(random) }
}

const DECOYS = [
  'scripts:missed_call_text:en',
  'scripts:price_answer:en',
  'scripts:missed_call_text:es',
  'priceBook',
  'openingHours',
  'schedule',
  'voice',
] as const

export function changeHarmlessly(played: Played, what: string, day: number, chances: Chances): void {
  played.changes.push({ on: day, what })
  if (what !== 'priceBook') return
  played.books.push({ on: day, book: changeAtWill(bookOn(played.books, day), chances(day, OF_BOOK)) })
}

export function changePrice({ books }: Played, price: Plant['price'], day: number): void {
  if (!price) return
  const book = bookOn(books, day).map((line) => (line.service === price.service ? price.slip(line) : line))
  books.push({ on: day, book })
}

/** The price as it was before it was wrong; the others as they are by now. */
export function mendPrice({ books }: Played, price: Plant['price'], from: number, day: number): void {
  if (!price) return
  const was = bookOn(books, from - 1)
  const right = (service: string) => was.find((line) => line.service === service)
  const book = bookOn(books, day).map((line) => (line.service === price.service ? (right(line.service) ?? line) : line))
  books.push({ on: day, book })
}

/** Somebody is always changing something. */
export function drawDecoy(day: number, chances: Chances): (typeof DECOYS)[number] | null {
  const random = chances(day, PLACES - 1)
  return random.chance(1 / 60) ? random.pick(DECOYS) : null
}

export function playDay(played: Played, business: Business, plant: Plant | null, today: Day, chances: Chances): void {
  const { day, week } = today
  const counts = (place: number) => chances(day, OF_COUNTS + place)
  const summer = Math.sin((2 * Math.PI * (day - business.peakDay)) / 365)
  const calm = counts(0)
  const rest = isHoliday(day, null) ? drawBetween(calm, 0.15, 0.6) : 1
  const level = rest * Math.exp(week) * (1 + business.seasonal * summer) * (business.weekdays[weekdayOf(day)] ?? 1)
  const busy = Math.exp(0.2 * drawNormal(calm))
  let place = OF_LEADS
  const askOne = (how: Pick<Ask, 'source' | 'campaign'>, isNew: boolean) => {
    place += 1
    const random = chances(day, place)
    const person = drawPerson(business, random)
    if (isNew) person.isKnown = false
    const at = day * DAY_MS + hourOf(person, random) * HOUR_MS
    if (how.source === 'missed_call') {
      const status = random.chance(0.3) ? 'voicemail' : 'no_answer'
      played.rows.calls.push({ at, via: 'twilio', status, area: person.area.code })
      // Who calls again has a matter already.
      if (random.chance(0.08)) return
    }
    askUs(played, business, plant, { today, summer }, { ...how, person, at, key: `${day}.${place}` }, random)
  }
  const calls = drawPoisson(counts(1), level * business.callsADay * (plant?.calls ?? 1) * busy)
  for (let call = 0; call < calls; call += 1) askOne({ source: 'missed_call', campaign: null }, false)
  place = OF_LEADS + 1_000
  for (let lead = drawPoisson(counts(2), level * business.webADay); lead > 0; lead -= 1)
    askOne({ source: 'web', campaign: null }, false)
  for (const [index, campaign] of business.campaigns.entries()) {
    const random = counts(3 + index)
    const spendMinor = Math.round(campaign.dailyMinor * Math.exp(0.15 * drawNormal(random)))
    const costs = plant?.ads?.campaign === campaign.name ? plant.ads.costs(day) : 1
    played.spend.push({ on: day, campaign: campaign.name, spendMinor })
    const mean = (rest * (1 + 0.3 * business.seasonal * summer) * spendMinor) / (campaign.leadMinor * costs)
    place = OF_LEADS + 2_000 + 1_000 * index
    for (let lead = drawPoisson(random, mean); lead > 0; lead -= 1)
      askOne({ source: 'google_ads', campaign: campaign.name }, true)
  }
}

function drawPerson(business: Business, random: Random): Person {
  const area = pickBy(random, business.areas, ({ share }) => share)
  const carrier = pickBy(random, ['one', 'two', 'three'] as const, (name) => area.carriers[name])
  return {
    area,
    place: business.areas.indexOf(area),
    language: random.chance(area.spanish) ? 'es' : 'en',
    lineType: random.chance(area.landline) ? 'landline' : random.chance(0.7) ? 'mobile' : 'unknown',
    isKnown: random.chance(business.known),
    carrier,
  }
}

/** Whoever speaks Spanish here works by day, and asks in the evening. */
function hourOf({ language }: Person, random: Random): number {
  const evening = language === 'es' ? 0.4 : 0.18
  if (random.chance(evening)) return 17 + random.next() * 5
  return random.chance(0.05) ? 22 + random.next() * 2 : 7 + random.next() * 10
}

/** `key` is the same whatever is changed in the years. */
type Ask = { person: Person; at: number; source: string; campaign: string | null; key: string }
type When = { today: Day; summer: number }

function askUs({ rows }: Played, business: Business, plant: Plant | null, when: When, ask: Ask, random: Random): void {
  const { person, at, source, campaign } = ask
  const hour = (at % DAY_MS) / HOUR_MS
  const { effects } = business
  const service = pickBy(random, business.services, (some) => some.share * (1 + some.summer * when.summer))
  const same = (effects.area[person.place] ?? 0) + (person.language === 'es' ? effects.spanish : 0) + when.today.mood
  const who =
    same +
    (hour >= 20 ? effects.night : 0) +
    (person.isKnown ? effects.known : 0) +
    (source === 'missed_call' ? 0 : effects.web)
  const isTold = source === 'missed_call' && plant?.script?.language === person.language
  const poor = plant?.ads && plant.ads.campaign === campaign ? Math.log(plant.ads.odds) : 0
  const textDelayMs = random.chance(0.012)
    ? drawLogNormal(random, 4, 1) * MINUTE_MS
    : drawBetween(random, 20, 30) * SECOND_MS
  const { fate, code } = drawFate(person, plant, random)
  const textedAt = at + textDelayMs
  const lead: LeadCase = {
    ...{ at, source, campaign, language: person.language, lineType: person.lineType, area: person.area.code },
    ...{ isKnown: person.isKnown, service: null, variant: 'ours', fate, code, textDelayMs, textedAt },
    ...{ answerDelayMs: null, repliedAt: null, pricedAt: null, bookedAt: null, optedOutAt: null },
  }
  rows.leads.push(lead)
  const words = source === 'missed_call' ? (plant?.words?.('missed_call_text', lead, ask.key) ?? 0) : 0
  const wantsTo = business.reply + who + (isTold ? Math.log(plant?.script?.odds ?? 1) : 0) + words
  const told = { template: source === 'missed_call' ? 'missed_call_text' : 'web_lead_text', language: person.language }
  rows.texts.push({ at: textedAt, ...told, lineType: person.lineType, area: person.area.code, fate, code })
  if (random.chance(0.012)) lead.optedOutAt = textedAt + 5 * MINUTE_MS
  const isReached = fate !== 'failed' && !(fate === 'unconfirmed' && plant?.filter?.carrier === person.carrier)
  if (isReached && random.chance(logistic(wantsTo))) {
    lead.repliedAt = textedAt + drawLogNormal(random, 12, 1.6) * MINUTE_MS
    talk(rows, business, plant, { lead, hour, who: who + poor, person, service: service.name, key: ask.key }, random)
  } else if (random.chance(0.05)) lead.bookedAt = at + drawLogNormal(random, 5, 1) * HOUR_MS
  // One in eight waits for a price of the technician's own.
  if (random.chance(0.12)) rows.ownAnswers.push({ at, delayMs: drawLogNormal(random, 50, 1) * MINUTE_MS })
}

function drawFate(person: Person, plant: Plant | null, random: Random): { fate: Fate; code: string | null } {
  if (person.lineType === 'landline' && random.chance(0.8)) return { fate: 'failed', code: '30006' }
  if (plant?.filter?.carrier === person.carrier && random.chance(plant.filter.share)) {
    // Some carriers say so, and some say nothing at all.
    return random.chance(0.75) ? { fate: 'failed', code: '30007' } : { fate: 'unconfirmed', code: null }
  }
  if (random.chance(0.012)) return { fate: 'failed', code: random.pick(['30003', '30005', '30007']) }
  return { fate: random.chance(0.01) ? 'unconfirmed' : 'delivered', code: null }
}

type Talk = { lead: LeadCase; hour: number; who: number; person: Person; service: string; key: string }

function talk(rows: Rows, business: Business, plant: Plant | null, told: Talk, random: Random): void {
  const { lead, hour, who, person, service } = told
  const repliedAt = lead.repliedAt ?? lead.at
  const isLate = random.chance(0.015) || random.chance(plant?.late?.share(hour) ?? 0)
  const delay = isLate ? drawLogNormal(random, 35, 1) * MINUTE_MS + MINUTE_MS : drawBetween(random, 8, 45) * SECOND_MS
  lead.answerDelayMs = delay
  let score = business.book + who
  if (isLate) score += Math.log(plant?.late?.odds ?? 0.6)
  if (random.chance(0.55)) {
    lead.service = service
    lead.pricedAt = repliedAt + delay
    score += business.effects.service[business.services.findIndex(({ name }) => name === service)] ?? 0
    if (plant?.price?.service === service) score += Math.log(plant.price.odds)
    score += plant?.words?.('price_answer', lead, told.key) ?? 0
  }
  const answered = { template: lead.pricedAt === null ? 'question_answer' : 'price_answer', language: person.language }
  rows.texts.push({
    at: repliedAt + delay,
    ...answered,
    lineType: person.lineType,
    area: person.area.code,
    fate: 'delivered',
    code: null,
  })
  if (random.chance(logistic(score))) {
    lead.bookedAt = repliedAt + delay + drawLogNormal(random, 1.5, 1.5) * HOUR_MS
    // Of some the job is only known by the visit.
    if (lead.service === null && random.chance(0.7)) lead.service = service
  }
}
