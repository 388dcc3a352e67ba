import { DAY_MS } from '../../../tenants/base/clock.ts'
import { randomAt, type Random } from '../../fuzz/random.ts'
import { drawBusiness, type Business } from '../faults/business.ts'
import { drawBetween, drawNormal } from '../faults/chance.ts'
import { HISTORY_DAYS } from '../faults/night.ts'
import { drawPlant, NOTHING, type Fault as FaultKind, type Plant } from '../faults/plants.ts'
import {
  changeHarmlessly,
  changePrice,
  drawChances,
  drawDecoy,
  emptyYears,
  mendPrice,
  nextDay,
  playDay,
  type Chances,
  type Day,
  type Played,
} from '../faults/year.ts'
import { drawWords, setWords, standing, tell, worthOf, type Where, type Words } from './words.ts'

/**
 * One business, day by day, with what goes wrong in it until somebody mends it. Everything that chance decides has a
 * stream of its own, so that two ways of running the same business differ by what was done differently alone.
 */
export type World = {
  business: Business
  /** What a booked job brings, by service, in minor units. */
  jobMinor: Map<string, number>
  days: readonly number[]
  played: Played
  words: Words
  faults: Broken[]
  last: Day
  chances: Chances
  /** Chance of what people do: the technician above all. */
  people: (place: number) => Random
}

/** A fault; without anybody's help it stands until its technician comes upon it. */
export type Broken = Plant & {
  kind: FaultKind
  /** Of a script: which, and the words that stood before. */
  where: Where | null
  before: string
  isOn: boolean
  mendedBy: 'self' | 'told' | null
  toldOn: number | null
}

export const PLANTED: readonly FaultKind[] = ['price_typo', 'dead_number', 'bad_script', 'ad_drift']
/** Each of them strikes a business in a year with this chance. */
const STRIKES = 0.5
/** Days until a technician comes upon it alone: half take longer, one in six more than twice and a half as long. */
const ALONE_DAYS: Partial<Record<FaultKind, number>> = { price_typo: 30, dead_number: 9, bad_script: 75, ad_drift: 45 }
const FIRST_DAYS = 30
const LAST_DAYS = 45
/** Of a job's price, after material and hours. */
const LEFT = 0.5

export function openWorld(seed: number, days: readonly number[]): World {
  const random = randomAt(seed, 7)
  const business = drawBusiness(random)
  const words = drawWords(random)
  const jobs = business.services.map(({ name }) => [name, LEFT * drawBetween(random, 15_000, 60_000)] as const)
  const chances = drawChances(random)
  const faults = PLANTED.flatMap((kind) => drawBroken(kind, business, days, randomAt(seed, 20 + PLANTED.indexOf(kind))))
  return {
    ...{ business, words, faults, days, chances },
    jobMinor: new Map(jobs),
    played: emptyYears(business, days, chances),
    last: { day: 0, week: 0, mood: 0 },
    people: (place) => randomAt(seed, 1_000 + place),
  }
}

function drawBroken(kind: FaultKind, business: Business, days: readonly number[], random: Random): Broken[] {
  const strikes = random.chance(STRIKES)
  const length = days.length - HISTORY_DAYS - FIRST_DAYS - LAST_DAYS
  const from = (days[HISTORY_DAYS] ?? 0) + FIRST_DAYS + random.below(length)
  const alone = Math.max(2, Math.round((ALONE_DAYS[kind] ?? 60) * Math.exp(0.9 * drawNormal(random))))
  const plant = drawPlant(kind, business, from, random)
  if (!strikes || !plant) return []
  const where: Where | null = plant.script && {
    script: 'missed_call_text',
    language: plant.script.language === 'es' ? 'es' : 'en',
  }
  const rest = { isOn: false, mendedBy: null, toldOn: null, before: '' }
  return [{ ...plant, kind, until: from + alone, where, ...rest }]
}

/** A day of the business, with the faults that stand. */
export function playToday(world: World, day: number): void {
  const { business, played, words, faults, chances } = world
  world.last = nextDay(world.last, day, business, chances)
  for (const fault of faults) {
    if (fault.from === day) strike(world, fault, day)
    if (fault.until === day) mend(world, fault, day)
  }
  const decoy = drawDecoy(day, chances)
  if (decoy) change(world, decoy, day)
  const standingFaults = faults.filter(({ isOn }) => isOn)
  const plant: Plant = {
    ...{ ...NOTHING, fault: 'price_typo', from: day, until: day + 1, shows: [], isCause: () => false },
    price: standingFaults.find(({ price }) => price)?.price ?? null,
    calls: standingFaults.reduce((calls, fault) => calls * fault.calls, 1),
    ads: standingFaults.find(({ ads }) => ads)?.ads ?? null,
    words: (script, lead, key) => tell(words, script, lead, `cus_${key}`),
  }
  playDay(played, business, plant, world.last, chances)
}

function strike({ played, words }: World, fault: Broken, day: number): void {
  fault.isOn = true
  played.changes.push(...fault.changes)
  changePrice(played, fault.price, day)
  if (!fault.where || !fault.script) return
  fault.before = words.own.get(`${fault.where.script}:${fault.where.language}`) ?? ''
  const worth = worthOf(words, fault.where, standing(words, fault.where)) + Math.log(fault.script.odds)
  setWords(words, fault.where, BAD_WORDS, worth, day * DAY_MS)
}

const BAD_WORDS = 'bad words'

/** What was set wrong is set as it was: that is a change as well. */
export function mend({ played, words }: World, fault: Broken, day: number): void {
  if (!fault.isOn) return
  fault.isOn = false
  fault.until = day
  fault.mendedBy ??= 'self'
  if (fault.price) played.changes.push({ on: day, what: 'priceBook' })
  mendPrice(played, fault.price, fault.from, day)
  if (!fault.where || standing(words, fault.where) !== BAD_WORDS) return
  setWords(words, fault.where, fault.before, null, day * DAY_MS)
  played.changes.push(...fault.changes.map(({ what }) => ({ on: day, what })))
}

/** Other words, by trial or by hand, may have taken the place of the bad ones. */
export function settleScripts({ faults, words }: World, day: number): void {
  for (const fault of faults) {
    if (!fault.isOn || !fault.where || standing(words, fault.where) === BAD_WORDS) continue
    Object.assign(fault, { isOn: false, until: day, mendedBy: fault.mendedBy ?? 'told' })
  }
}

/** Somebody changes something, and nothing of it for the worse. */
function change({ played, words, chances }: World, what: string, day: number): void {
  changeHarmlessly(played, what, day, chances)
  const [field, script, language] = what.split(':')
  if (field !== 'scripts' || (script !== 'missed_call_text' && script !== 'price_answer')) return
  const where: Where = { script, language: language === 'es' ? 'es' : 'en' }
  if (standing(words, where) === BAD_WORDS) return
  setWords(words, where, `own words of ${day}`, worthOf(words, where, standing(words, where)), day * DAY_MS)
}

/** What a lead that was booked brings. */
export function jobOf({ jobMinor }: World, service: string | null): number {
  const all = [...jobMinor.values()]
  return (service === null ? undefined : jobMinor.get(service)) ?? all.reduce((sum, one) => sum + one, 0) / all.length
}
