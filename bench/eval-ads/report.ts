import { fraction } from '../../sandbox/ads/random.ts'
import { ARMS, DAYS, type Arm, type Played } from './play.ts'

type Account = Record<Arm, Played>

/**
 * What is promised: in so many accounts the agent brings more than nobody does, and on average more than fixed rules.
 * It is told by what the clicks bring on average; what fell out by luck stands beside it.
 */
const BETTER_MIN = 0.95
const DRAWS = 2_000

/** Prints what came out, and whether it holds. */
export function judge(accounts: readonly Account[], first: number, print: (line: string) => void): boolean {
  print(
    `Advertising: ${accounts.length} accounts from seed ${first}, ${DAYS} days after 30 of history, the same luck for all`,
  )
  print('')
  print(row(['', 'profit to be expected', 'profit as it fell out', 'a lead costs', 'spent', 'leads', 'taken']))
  for (const arm of ARMS) print(describeArm(arm, accounts))
  print('')
  const [better, gain] = compare(accounts, 'untouched', print)
  const [, gainOnFixed] = compare(accounts, 'fixed', print)
  print(describeChanges(accounts))
  const breaches = accounts.flatMap(({ agent }, place) =>
    agent.breaches.map(({ day, what }) => `seed ${first + place}, day ${day}: ${what}`),
  )
  for (const breach of breaches.slice(0, BREACHES_TOLD)) print(`BREACH ${breach}`)
  const failures = [
    ...(breaches.length > 0 ? [`${breaches.length} bounds were broken`] : []),
    ...((better ?? 0) < BETTER_MIN ? [`better than untouched in fewer than ${percent(BETTER_MIN)} of accounts`] : []),
    ...((gain ?? 0) <= 0 || (gainOnFixed ?? 0) <= 0 ? ['no better on average'] : []),
  ]
  print(failures.length === 0 ? 'No bound was broken. All of it holds.' : `FAILED: ${failures.join('; ')}`)
  return failures.length === 0
}

const BREACHES_TOLD = 10

/** Answers in how many accounts the agent is better, and by how much on average. */
function compare(accounts: readonly Account[], arm: 'untouched' | 'fixed', print: (line: string) => void): number[] {
  const gains = (of: 'expectedMinor' | 'profitMinor') => accounts.map((account) => account.agent[of] - account[arm][of])
  const share = (minor: readonly number[]) => minor.filter((one) => one > 0).length / Math.max(1, minor.length)
  const [expected, fell] = [gains('expectedMinor'), gains('profitMinor')]
  print(
    `Against ${arm}: more profit is to be expected in ${percent(share(expected))} of accounts, by ${money(expected)}; ` +
      `it fell out so in ${percent(share(fell))}, by ${money(fell)}`,
  )
  return [share(expected), mean(expected)]
}

function describeArm(arm: Arm, accounts: readonly Account[]): string {
  const of = (pick: (played: Played) => number) => accounts.map((account) => pick(account[arm]))
  return row([
    arm,
    money(of(({ expectedMinor }) => expectedMinor)),
    money(of(({ profitMinor }) => profitMinor)),
    // Of all together, since an account without a lead has no price of one.
    ratio(accounts, arm),
    dollars(mean(of(({ spendMinor }) => spendMinor))),
    mean(of(({ leads }) => leads)).toFixed(1),
    mean(of(({ bookings }) => bookings)).toFixed(1),
  ])
}

function describeChanges(accounts: readonly Account[]): string {
  const counts = new Map<string, number>()
  for (const { agent } of accounts) {
    for (const [kind, count] of Object.entries(agent.changes)) counts.set(kind, (counts.get(kind) ?? 0) + count)
  }
  const each = [...counts].map(([kind, count]) => `${(count / accounts.length).toFixed(1)} ${kind}`)
  const stops = accounts.reduce((sum, { agent }) => sum + agent.stops, 0)
  return `Changes of an account: ${each.join(', ')}; all changes stood still ${stops} times for unusual spending`
}

function row(cells: readonly string[]): string {
  const [name = '', ...rest] = cells
  return `${name.padEnd(10)}${rest.map((cell) => cell.padStart(26)).join('')}`
}

const dollars = (minor: number) => `$${Math.round(minor / 100).toLocaleString('en-US')}`
const percent = (share: number) => `${Math.round(share * 1_000) / 10} %`

function money(minor: readonly number[]): string {
  const [low, high] = interval(minor.length, (places) => mean(places.map((place) => minor[place] ?? 0)))
  return `${dollars(mean(minor))} (${dollars(low)} to ${dollars(high)})`
}

function ratio(accounts: readonly Account[], arm: Arm): string {
  const cost = (places: readonly number[]) => {
    const own = places.flatMap((place) => accounts[place]?.[arm] ?? [])
    const leads = own.reduce((sum, { leads }) => sum + leads, 0)
    return own.reduce((sum, { spendMinor }) => sum + spendMinor, 0) / Math.max(1, leads)
  }
  const [low, high] = interval(accounts.length, cost)
  return `${dollars(cost(accounts.map((_account, place) => place)))} (${dollars(low)} to ${dollars(high)})`
}

/** Where the figure lies in 19 of 20 draws of as many accounts from these, with replacement. */
function interval(count: number, figure: (places: readonly number[]) => number): [number, number] {
  const drawn = Array.from({ length: DRAWS }, (_draw, draw) =>
    figure(Array.from({ length: count }, (_place, place) => Math.floor(fraction(77, draw, place) * count))),
  ).sort((one, other) => one - other)
  return [drawn[Math.floor(DRAWS * 0.025)] ?? 0, drawn[Math.floor(DRAWS * 0.975)] ?? 0]
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
