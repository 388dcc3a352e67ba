import { explain } from '../../tenants/agents/diagnostic/rules.ts'
import { DAY_MS } from '../../tenants/base/clock.ts'
import { parseDay } from '../../tenants/base/local-time.ts'
import { randomAt } from '../fuzz/random.ts'
import { drawBusiness } from './faults/business.ts'
import { describeOpened, HISTORY_DAYS, observeFor, watchNights, type Opened } from './faults/night.ts'
import { drawPlant, FAULTS, type Fault, type Plant } from './faults/plants.ts'
import { judgeTried, type Tried } from './faults/report.ts'
import { playYears } from './faults/year.ts'

/**
 * A business's years, with and without something that goes wrong. Of each planted fault: how often and how soon
 * Monitor finds it, and how often the Diagnostic agent names its cause first; and how often Monitor is wrong.
 */

/** The calendar is the real one, for its holidays. */
const BEGINS_ON = Math.floor(Date.parse('2026-01-05T00:00:00Z') / DAY_MS)
const YEAR_DAYS = 365
/** A fault is planted once the business has shown for so long what is usual, and long before the end. */
const FIRST_DAYS = 60
const LAST_DAYS = 90
/** What is said to have begun longer before a fault is no finding of it. */
const EARLY_DAYS = 10

type Given = { years: number; seeds: number; isVerbose: boolean }

export function evalFaults(given: Given, print: (line: string) => void): boolean {
  const { years, seeds } = given
  if (![years, seeds].every((number) => Number.isInteger(number) && number > 0)) {
    print('--years and --seeds are whole numbers above 0')
    return false
  }
  const days = Array.from({ length: HISTORY_DAYS + years * YEAR_DAYS }, (_day, place) => BEGINS_ON + place)
  const tried: Tried[] = []
  const alarms: string[] = []
  let quietDays = 0
  for (let seed = 1; seed <= seeds; seed += 1) {
    const clean = watchNights(playYears(drawBusiness(randomAt(seed, 1)), null, days, randomAt(seed, 2)), days)
    alarms.push(...clean.map((finding) => `seed ${seed}: ${describeOpened(finding)}`))
    quietDays += years * YEAR_DAYS
    for (const fault of FAULTS) {
      const one = tryFault(fault, seed, days)
      if (!one) continue
      tried.push(one.tried)
      alarms.push(...one.early.map((told) => `seed ${seed}, before ${fault}: ${told}`))
      quietDays += one.quietDays
    }
  }
  print(`Faults: ${seeds} businesses of 2 to 10 missed calls a day, ${years} years each without and with each fault`)
  return judgeTried(tried, { alarms, years: quietDays / YEAR_DAYS }, given.isVerbose, print)
}

type Outcome = { tried: Tried; early: string[]; quietDays: number }

function tryFault(fault: Fault, seed: number, days: readonly number[]): Outcome | null {
  const random = randomAt(seed, 100 + FAULTS.indexOf(fault))
  const business = drawBusiness(random)
  const firstDay = days[HISTORY_DAYS] ?? 0
  const from = firstDay + FIRST_DAYS + random.below(days.length - HISTORY_DAYS - FIRST_DAYS - LAST_DAYS)
  const plant = drawPlant(fault, business, from, random)
  if (!plant) return null
  const played = playYears(business, plant, [...days], random)
  const found = watchNights(played, days)
  const first = found.find((finding) => shows(plant, finding) && !isEarly(plant, finding))
  const causes = first ? explain(observeFor(played, first)).causes : []
  const told = causes.map(({ code, subject, score }) => `${code}${subject ? ` ${subject}` : ''} (${score})`)
  const size = `${business.callsADay.toFixed(1)} calls a day`
  return {
    tried: {
      fault,
      delayDays: first ? first.on - from : null,
      isNamedFirst: first ? causes[0] !== undefined && plant.isCause(causes[0]) : null,
      told: `seed ${seed}, ${size}: ${first ? describeOpened(first) : 'not found'}; ${told.join(', ') || 'no cause'}`,
    },
    early: found
      .filter((finding) => finding.on <= from || (shows(plant, finding) && isEarly(plant, finding)))
      .map((finding) => describeOpened(finding)),
    quietDays: from - firstDay,
  }
}

function shows({ from, until, shows: kinds }: Plant, { on, kind }: Opened): boolean {
  return on > from && on <= until && kinds.includes(kind)
}

function isEarly({ from }: Plant, { evidence }: Opened): boolean {
  return parseDay(evidence.since) < from - EARLY_DAYS
}
