/**
 * Plays experiments of whole businesses on the rules they are held to: `npm run eval -- experiments [--runs N]
 * [--seed S]`. Callers come as they do, more in some months and on some days, replies come days later, and shares move
 * every night.
 */
import { assignArm } from '../../tenants/experiments/assign.ts'
import { FLAT } from '../../tenants/experiments/posterior.ts'
import { RULE } from '../../tenants/experiments/rule.ts'
import { LIFT_FOUND, planTrial, ruleFor, sampleFor } from '../../tenants/experiments/sample.ts'
import { decideShares } from '../../tenants/experiments/shares.ts'
import { decideStop, type Verdict } from '../../tenants/experiments/stop.ts'
import { sumTallies, type Tally } from '../../tenants/experiments/tally.ts'

const DAY_MS = 86_400_000
/** Whoever has not replied three days later counts as silent. */
const SETTLED_AFTER_DAYS = 3

/** What is promised; a run that breaks one of them exits with 1. */
export const BOUNDS = { falseWinnersMax: 0.05, harmStopsMax: 0.05, foundMin: 0.8, regretOfEvenMax: 1 }

type World = {
  /** Chances to reply, by arm. */
  rates: number[]
  /** Chances to opt out, by arm. */
  optOuts: number[]
  callersADay: number
  /** By how much chances swing over a year and a week, in log odds: it strikes all arms alike. */
  swing: number
}

export type Played = {
  verdict: Verdict
  exposed: number
  days: number
  succeeded: number
  /** Replies that the best arm would have brought, of as many customers as it may take: those it was planned for. */
  lost: number
  stated: number
  tallies: Tally[]
}

type Pending = { settlesOn: number; key: string; arm: number; isReply: boolean; isOptOut: boolean }

/** One experiment from its first day until it is decided, and its winner until as many came as it might have taken. */
export function play(world: World, id: string, chance: () => number, { isEven = false } = {}): Played {
  const arms = world.rates.length
  const byShares = new Map<string, Tally>()
  let shares = world.rates.map(() => 1 / arms)
  let verdict: Verdict = { kind: 'running' }
  let pending: Pending[] = []
  let regret = 0
  const start = Math.floor(chance() * 365)
  const best = Math.max(...world.rates)
  const rule = ruleFor(sampleFor(seenBefore(world, start, chance)))
  let [day, shown] = [0, 0]
  while (verdict.kind === 'running') {
    const rates = world.rates.map((rate) => swung(rate, world.swing, start + day))
    const count = poisson(world.callersADay, chance)
    const key = shares.join()
    for (let caller = 0; caller < count; caller += 1) {
      shown += 1
      const arm = assignArm(id, `cus_${day}_${caller}`, shares)
      const isReply = chance() < (rates[arm] ?? 0)
      const isOptOut = chance() < (world.optOuts[arm] ?? 0)
      pending.push({ settlesOn: day + SETTLED_AFTER_DAYS, key, arm, isReply, isOptOut })
      regret += best - (world.rates[arm] ?? 0)
    }
    day += 1
    for (const each of pending.filter(({ settlesOn }) => settlesOn <= day)) count1(byShares, each, arms)
    pending = pending.filter(({ settlesOn }) => settlesOn > day)
    const tallies = [...byShares.values()]
    verdict = decideStop({ tallies, arms, startedAt: 0 }, rule, day * DAY_MS)
    if (!isEven) shares = decideShares(sumTallies(tallies, arms), FLAT, rule)
  }
  const counts = sumTallies([...byShares.values()], arms)
  const adopted = verdict.kind === 'won' ? (world.rates[verdict.arm] ?? 0) : (world.rates[0] ?? 0)
  const left = Math.max(0, rule.exposedMax - shown)
  return {
    verdict,
    exposed: counts.reduce((sum, count) => sum + count.exposed, 0),
    days: day,
    succeeded: counts.reduce((sum, count) => sum + count.succeeded, 0),
    lost: regret + left * (best - adopted),
    stated: rule.exposedMax,
    tallies: [...byShares.values()],
  }
}

const SEEN_DAYS = 90

/** The usual rate as the business knows it when a trial is planned. */
function seenBefore({ rates: [usual = 0], callersADay, swing }: World, start: number, chance: () => number): number {
  let [hits, of] = [1, 2]
  for (let day = start - SEEN_DAYS; day < start; day += 1) {
    for (let left = poisson(callersADay, chance); left > 0; left -= 1) {
      of += 1
      if (chance() < swung(usual, swing, day)) hits += 1
    }
  }
  return hits / of
}

function count1(byShares: Map<string, Tally>, { key, arm, isReply, isOptOut }: Pending, arms: number): void {
  const none = () => Array.from({ length: arms }, () => 0)
  const tally = byShares.get(key) ?? {
    ...{ shares: key.split(',').map(Number), exposed: none(), succeeded: none(), optedOut: none() },
  }
  byShares.set(key, tally)
  tally.exposed[arm] = (tally.exposed[arm] ?? 0) + 1
  tally.succeeded[arm] = (tally.succeeded[arm] ?? 0) + (isReply ? 1 : 0)
  tally.optedOut[arm] = (tally.optedOut[arm] ?? 0) + (isOptOut ? 1 : 0)
}

function swung(rate: number, swing: number, day: number): number {
  const by = swing * (Math.sin((2 * Math.PI * day) / 365) + 0.5 * Math.sin((2 * Math.PI * day) / 7))
  const odds = (rate / (1 - rate)) * Math.exp(by)
  return odds / (1 + odds)
}

function poisson(mean: number, chance: () => number): number {
  const limit = Math.exp(-mean)
  let [count, product] = [0, chance()]
  while (product > limit) {
    count += 1
    product *= chance()
  }
  return count
}

/** Mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function playMany(name: string, world: World, runs: number, seed: number, how = { isEven: false }): Played[] {
  return Array.from({ length: runs }, (_, run) =>
    play(world, `exp_${name}_${seed}_${run}`, seeded(seed * 1_000_003 + run), how),
  )
}

const CALM = { optOuts: [0.02, 0.02], callersADay: 5, swing: 0 }
const ALIKE: { name: string; world: World }[] = [
  { name: '20 % reply', world: { ...CALM, rates: [0.2, 0.2] } },
  { name: '40 % reply', world: { ...CALM, rates: [0.4, 0.4] } },
  { name: '40 % reply, seasons', world: { ...CALM, rates: [0.4, 0.4], swing: 0.5 } },
  { name: '60 % reply, 12 a day', world: { ...CALM, rates: [0.6, 0.6], callersADay: 12 } },
  { name: '40 % reply, three', world: { ...CALM, rates: [0.4, 0.4, 0.4], optOuts: [0.02, 0.02, 0.02] } },
]
const LIFTED: { name: string; world: World }[] = [
  { name: '10 % → 13 %, 16 a day', world: { ...CALM, rates: [0.1, 0.13], callersADay: 16 } },
  { name: '20 % → 26 %, 6 a day', world: { ...CALM, rates: [0.2, 0.26], callersADay: 6 } },
  { name: '20 % → 26 %, 6 a day, seasons', world: { ...CALM, rates: [0.2, 0.26], callersADay: 6, swing: 0.5 } },
  { name: '40 % → 52 %', world: { ...CALM, rates: [0.4, 0.52] } },
  { name: '40 % → 52 %, seasons', world: { ...CALM, rates: [0.4, 0.52], swing: 0.5 } },
  { name: '50 % → 65 %', world: { ...CALM, rates: [0.5, 0.65] } },
]

export type Options = { runs: number; seed: number }

/** Prints what came out; false where a bound broke. */
export function evalExperiments({ runs, seed }: Options, print: (line: string) => void): boolean {
  print(`Experiments: ${runs} runs each, seed ${seed}; at most ${RULE.daysMax} days each`)
  for (const usual of [0.1, 0.2, 0.4]) print(`  ${describePlan(usual)}`)
  const broken: string[] = []
  const hold = (isHeld: boolean, what: string) => (isHeld ? undefined : broken.push(what))
  const all: Played[] = []
  for (const { name, world } of ALIKE) {
    const played = playMany(name, world, runs, seed)
    all.push(...played)
    print(`  no difference, ${name}: ${describeAlike(played)}`)
  }
  print(`  no difference, all ${all.length}: ${describeAlike(all)}`)
  hold(shareOf(all, isWon) <= BOUNDS.falseWinnersMax, 'false winners')
  hold(shareOf(all, isHarm) <= BOUNDS.harmStopsMax, 'false alarms of harm')
  for (const { name, world } of LIFTED) {
    const played = playMany(name, world, Math.ceil(runs / 4), seed)
    const even = playMany(name, world, Math.ceil(runs / 4), seed, { isEven: true })
    const [lost, lostEven] = [played, even].map((each) => meanOf(each, (one) => one.lost)) as [number, number]
    const found = played.filter(isRightly)
    const stated = Math.round(meanOf(played, (one) => one.stated))
    print(
      `  ${name}: found ${percent(found.length / played.length)}, after ${Math.round(meanOf(found, ({ exposed }) => exposed))} customers, ` +
        `wrongly stopped ${percent(shareOf(played, isHarm))}; replies lost of ${stated} stated customers: ` +
        `${lost.toFixed(1)} against ${lostEven.toFixed(1)} with an even split under the same rule`,
    )
    hold(found.length / played.length >= BOUNDS.foundMin, `a true lift (${name})`)
    hold(lost <= lostEven * BOUNDS.regretOfEvenMax, `regret (${name})`)
  }
  const harm = playMany('harm', { ...CALM, rates: [0.4, 0.4], optOuts: [0.02, 0.12] }, Math.ceil(runs / 4), seed)
  print(`  six times as many opt out: stopped ${percent(shareOf(harm, isHarm))}, ${describeDays(harm.filter(isHarm))}`)
  for (const what of broken) print(`BROKEN: ${what}`)
  return broken.length === 0
}

/** What a technician is told, and from how many customers a month on a trial is begun at all. */
function describePlan(usual: number): string {
  const customers = sampleFor(usual)
  const monthly = Math.ceil((30 * customers) / RULE.daysMax)
  const share = `${Math.round(100 * usual)} % → ${Math.round(100 * usual * (1 + LIFT_FOUND))} %`
  const days = planTrial(usual, 2 * monthly)?.days ?? 0
  return `${share}: about ${customers} customers; ${Math.round(days / 7)} weeks at ${2 * monthly} a month; not begun below ${monthly}`
}

const isWon = ({ verdict }: Played) => verdict.kind === 'won'
const isRightly = ({ verdict }: Played) => verdict.kind === 'won' && verdict.arm === 1
const isHarm = ({ verdict }: Played) => verdict.kind === 'harmful'

function describeAlike(played: Played[]): string {
  return `false winners ${percent(shareOf(played, isWon))}, stopped as harmful ${percent(shareOf(played, isHarm))}, ${describeDays(played)}`
}

function describeDays(played: Played[]): string {
  return `${Math.round(meanOf(played, ({ exposed }) => exposed))} customers, ${Math.round(meanOf(played, ({ days }) => days))} days`
}

function shareOf(played: Played[], is: (one: Played) => boolean): number {
  return played.length === 0 ? 0 : played.filter(is).length / played.length
}

function meanOf(played: Played[], of: (one: Played) => number): number {
  return played.length === 0 ? 0 : played.reduce((sum, one) => sum + of(one), 0) / played.length
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
