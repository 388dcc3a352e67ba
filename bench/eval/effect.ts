import { DAY_MS } from '../../tenants/base/clock.ts'
import { openAgents, runAgents } from './effect/agents.ts'
import { describeRules, followRules } from './effect/rules.ts'
import { estimateOf, type Estimate, type Scored } from './effect/score.ts'
import { mendDue, openTechnician, TECHNICIAN } from './effect/technician.ts'
import { jobOf, openWorld, playToday, PLANTED, type World } from './effect/world.ts'
import { HISTORY_DAYS } from './faults/night.ts'

/**
 * What agents are worth: a year of the same businesses, with the same callers and the same faults, run without agents,
 * by the mission's two rules, and by the agents. The last with what they want approved by the technician, and with
 * leave to act by themselves.
 */

const BEGINS_ON = Math.floor(Date.parse('2026-01-05T00:00:00Z') / DAY_MS)
const YEAR_DAYS = 365

export const WAYS = ['none', 'rules', 'propose', 'act'] as const
export type Way = (typeof WAYS)[number]
const NAMES: Record<Way, string> = {
  none: 'no agent',
  rules: 'fixed rules',
  propose: 'agents, approved',
  act: 'agents, acting',
}

type Given = { seeds: number; seed: number; isVerbose: boolean }
type Results = Record<Way, Scored[]>

export async function evalEffect(given: Given, print: (line: string) => void): Promise<boolean> {
  const { seeds, seed, isVerbose } = given
  if (!Number.isInteger(seeds) || seeds < 2) {
    print('--seeds is a whole number above 1')
    return false
  }
  const results: Results = { none: [], rules: [], propose: [], act: [] }
  for (let business = 0; business < seeds; business += 1) {
    for (const way of WAYS) results[way].push(await playWay(way, seed * 100_003 + business))
    if (isVerbose) print(`  ${WAYS.map((way) => describeYear(way, results[way].at(-1))).join(' · ')}`)
  }
  return judgeEffect(results, print)
}

/** One business, its half a year before and its year, run one way. */
async function playWay(way: Way, seed: number): Promise<Scored> {
  const days = Array.from({ length: HISTORY_DAYS + YEAR_DAYS }, (_day, place) => BEGINS_ON + place)
  const world = openWorld(seed, days)
  const technician = openTechnician()
  const rules = { cost: 0, booked: 0 }
  const agents = openAgents(way === 'act' ? 'act' : 'propose')
  for (const [place, day] of days.entries()) {
    if (place >= HISTORY_DAYS) {
      if (way === 'rules') followRules(world, technician, rules, day)
      if (way === 'propose' || way === 'act') await runAgents(world, technician, agents, day)
      mendDue(world, technician, day)
    }
    playToday(world, day)
  }
  return scoreOf(world, technician.looks, technician.falseAlarms.length)
}

function scoreOf(world: World, looks: number, falseAlarms: number): Scored {
  const { days, played, faults, words } = world
  const from = days[HISTORY_DAYS] ?? 0
  const until = (days.at(-1) ?? 0) + 1
  const booked = played.rows.leads.filter(({ at, bookedAt }) => bookedAt !== null && at >= from * DAY_MS)
  const brought = booked.reduce((sum, { service }) => sum + jobOf(world, service), 0)
  const spent = played.spend.filter(({ on }) => on >= from).reduce((sum, { spendMinor }) => sum + spendMinor, 0)
  return {
    bookings: booked.length,
    moneyMinor: brought - spent - looks * TECHNICIAN.lookMinor,
    delays: faults.map(({ toldOn, from: began }) => (toldOn === null ? null : toldOn - began)),
    stood: faults.map((fault) => Math.min(fault.until, until) - fault.from),
    ...{ falseAlarms, looks, trials: words.trials.length },
    won: words.trials.filter(({ status }) => status === 'won').length,
  }
}

function judgeEffect(results: Results, print: (line: string) => void): boolean {
  const count = results.none.length
  const planted = results.none.reduce((sum, { stood }) => sum + stood.length, 0)
  print(
    `Effect: ${count} businesses, a year each, ${planted} faults (${PLANTED.join(', ')}); fixed rules: ${describeRules()}`,
  )
  print('                     bookings a year   more than none          money a year   more than none')
  for (const way of WAYS) {
    const [all, none] = [results[way], results.none]
    const more = pairs(all, none)
    const columns = [
      estimateOf(all.map(({ bookings }) => bookings))
        .mean.toFixed(0)
        .padStart(17),
      describe(more.bookings).padStart(23),
      `$${estimateOf(all.map(({ moneyMinor }) => moneyMinor / 100)).mean.toFixed(0)}`.padStart(13),
      describe(more.money).padStart(23),
    ]
    print(`  ${NAMES[way].padEnd(17)} ${columns.join(' ')}`)
  }
  print('                     told of    half within   days a fault stood   false alarms   looked into   trials   won')
  for (const way of WAYS) print(`  ${NAMES[way].padEnd(17)} ${describeFinding(results[way])}`)
  const broken = (['propose', 'act'] as const).flatMap((way) =>
    (['none', 'rules'] as const).flatMap((other) => {
      const { mean, low, high } = pairs(results[way], results[other]).money
      print(`  ${NAMES[way]} against ${NAMES[other]}: ${describe({ mean, low, high })} dollars a year`)
      return mean < 0 ? [`${NAMES[way]} earn less than ${NAMES[other]}`] : []
    }),
  )
  for (const what of broken) print(`BROKEN: ${what}`)
  return broken.length === 0
}

function pairs(some: readonly Scored[], others: readonly Scored[]): { bookings: Estimate; money: Estimate } {
  const differences = (of: (scored: Scored) => number) =>
    estimateOf(some.map((one, place) => of(one) - of(others[place] ?? one)))
  return {
    bookings: differences(({ bookings }) => bookings),
    money: differences(({ moneyMinor }) => moneyMinor / 100),
  }
}

function describeFinding(all: readonly Scored[]): string {
  const delays = all.flatMap(({ delays: some }) => some)
  const told = delays.filter((delay) => delay !== null).sort((one, other) => one - other)
  const mean = (of: (scored: Scored) => number) => (all.reduce((sum, one) => sum + of(one), 0) / all.length).toFixed(2)
  const stood = estimateOf(all.flatMap(({ stood: some }) => some)).mean
  return [
    `${Math.round((100 * told.length) / Math.max(1, delays.length))} %`.padStart(9),
    `${told.length === 0 ? '-' : (told[Math.floor(told.length / 2)] ?? 0)} days`.padStart(14),
    stood.toFixed(1).padStart(20),
    mean(({ falseAlarms }) => falseAlarms).padStart(14),
    mean(({ looks }) => looks).padStart(13),
    mean(({ trials }) => trials).padStart(8),
    mean(({ won }) => won).padStart(5),
  ].join(' ')
}

function describe({ mean, low, high }: Estimate): string {
  const sign = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(0)}`
  return `${sign(mean)} (${sign(low)} to ${sign(high)})`
}

function describeYear(way: Way, scored: Scored | undefined): string {
  if (!scored) return NAMES[way]
  const { bookings, moneyMinor, stood, falseAlarms, won } = scored
  return `${NAMES[way]} ${bookings} $${(moneyMinor / 100).toFixed(0)} stood ${stood.join('/')} false ${falseAlarms} won ${won}`
}
