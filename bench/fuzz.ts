import { setTimeout as wait } from 'node:timers/promises'
import { attemptAt, isForged, type Attempt } from './fuzz/attempt.ts'
import { judge } from './fuzz/judge.ts'
import { describeRequest, mask } from './fuzz/masked.ts'
import { closeConnections, send, type Answer } from './fuzz/send.ts'
import type { World } from './fuzz/shop.ts'
import { openWorld } from './fuzz/world.ts'
import { residentMiB } from './support/figures.ts'

/**
 * `npm run fuzz -- [--count N] [--seed S] [--only INDEX[-INDEX]]`: mutated webhooks and API bodies against a real
 * workerd. Exits non-zero on a 5xx, on an answer nobody can read, on a write that nobody signed for and on memory
 * that grows; what failed can be played again by the seed and its index.
 */

const COUNT = 5_000
const BATCH = 1_000
const LANES = 16
/** What is still on its way after the last answer: the count of a delivery for nobody, which an answer may overtake. */
const REST_MS = 150
const FAULTS_SHOWN_MAX = 10
/**
 * Locally nothing limits workerd, and its native memory grows with every request: by some 7 KiB where the Worker is an
 * empty one, by 30 to 65 KiB here, while the heap of our isolate stays below 40 MiB. 5,000 requests leave it near
 * 500 MiB; four times that is no growth of theirs.
 */
const RESIDENT_MIB_MAX = 2_048

type Asked = { count: number; seed: number; only: [from: number, to: number] | null }
type Tally = {
  sent: number
  webhooks: number
  forged: number
  byClass: Map<string, number>
  slowest: { tookMs: number; what: string }
  /** After each batch. */
  residentMiB: number[]
  faults: string[]
}

async function main(asked: Asked): Promise<boolean> {
  const world = await openWorld()
  const tally: Tally = {
    sent: 0,
    webhooks: 0,
    forged: 0,
    byClass: new Map(),
    slowest: { tookMs: 0, what: '' },
    residentMiB: [],
    faults: [],
  }
  try {
    const [from, to] = asked.only ?? [0, asked.count - 1]
    const atStart = residentMiB(world.workerd.pid())
    const beganAt = Date.now()
    let isWanted = true
    // Whoever cannot wait gets the figures of what was done.
    process.once('SIGINT', () => (isWanted = false))
    for (let first = from; first <= to && isWanted; first += BATCH) {
      const indexes = Array.from({ length: Math.min(BATCH, to - first + 1) }, (_, place) => first + place)
      await runBatch(indexes, asked, world, tally)
      tally.residentMiB.push(residentMiB(world.workerd.pid()))
    }
    await readEverything(world, tally)
    const atEnd = residentMiB(world.workerd.pid())
    if (atEnd > RESIDENT_MIB_MAX)
      tally.faults.push(`workerd holds ${Math.round(atEnd)} MiB, at most ${RESIDENT_MIB_MAX}`)
    for (const error of world.workerd.errors.slice(0, FAULTS_SHOWN_MAX)) tally.faults.push(`the Worker wrote: ${error}`)
    report(tally, asked, { seconds: (Date.now() - beganAt) / 1_000, atStart, atEnd }, world)
    return tally.faults.length === 0
  } finally {
    closeConnections()
    await world.close()
  }
}

/** The genuine ones first; then those that may not leave a trace, between two looks at everything that is written. */
async function runBatch(indexes: number[], { seed, only }: Asked, world: World, tally: Tally): Promise<void> {
  const genuine = indexes.filter((index) => !isForged(seed, index))
  const forged = indexes.filter((index) => isForged(seed, index))
  const run = async (index: number) => {
    const attempt = attemptAt(seed, index, world)
    const answer = await send(world.workerd.url, attempt.wire)
    note(attempt, answer, world, tally)
    if (only) process.stdout.write(`${describe(attempt, answer, world)}\n`)
  }
  await inLanes(genuine, run)
  await wait(REST_MS)
  const before = world.written.digest()
  await inLanes(forged, run)
  await wait(REST_MS)
  const after = world.written.digest()
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  for (const name of names.filter((each) => before[each] !== after[each])) {
    const range = `${indexes[0]}-${indexes.at(-1)}`
    tally.faults.push(`forged requests of ${range} wrote: ${name} was ${before[name]}, is ${after[name]}`)
  }
  tally.forged += forged.length
}

async function inLanes(indexes: number[], run: (index: number) => Promise<void>): Promise<void> {
  let next = 0
  const lane = async () => {
    for (let place = next++; place < indexes.length; place = next++) await run(indexes[place] ?? 0)
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}

function note(attempt: Attempt, answer: Answer, world: World, tally: Tally): void {
  const { status, tookMs } = answer
  tally.sent += 1
  if (attempt.surface === 'hook') tally.webhooks += 1
  const kind = status === null ? 'cut off' : `${Math.floor(status / 100)}xx`
  tally.byClass.set(kind, (tally.byClass.get(kind) ?? 0) + 1)
  if (tookMs > tally.slowest.tookMs) tally.slowest = { tookMs, what: `${attempt.name}, index ${attempt.index}` }
  const faults = judge(attempt, answer, world.secrets)
  if (faults.length > 0) tally.faults.push(`${faults.join('; ')}\n${describe(attempt, answer, world)}`)
}

/** What was taken must be readable for good: a row that nobody can show would break its screen for ever. */
async function readEverything({ workerd, people, busy, quiet }: World, tally: Tally): Promise<void> {
  const lists = ['calls', 'messages', 'leads', 'journeys', 'customers', 'timeline'].map((name) => `/${name}?limit=200`)
  const headers = { 'cf-access-jwt-assertion': people.admin }
  for (const { id } of [...busy, ...quiet]) {
    // As they are now: the fuzzer's contacts are merged into each other as GoHighLevel would merge them.
    const listed = await fetch(`${workerd.url}/api/v1/tenants/${id}/customers?limit=200`, { headers })
    const { items = [] } = (await listed.json()) as { items?: { id: string }[] }
    const conversations = items.map((customer) => `/conversations/${customer.id}`)
    for (const rest of [
      '',
      '/board',
      '/numbers?days=366',
      '/scripts',
      '/forwarding-test',
      ...lists,
      ...conversations,
    ]) {
      const answer = await fetch(`${workerd.url}/api/v1/tenants/${id}${rest}`, { headers })
      const text = await answer.text()
      if (answer.status !== 200)
        tally.faults.push(`afterwards ${rest || 'the tenant'} answers ${answer.status}: ${text}`)
    }
  }
}

function describe(attempt: Attempt, answer: Answer, { secrets }: World): string {
  const { index, name, signing, mutations, wire } = attempt
  const head = `index ${index}: ${name}, ${signing}${mutations.length > 0 ? `, ${mutations.join(', ')}` : ''}`
  const said = `→ ${answer.status ?? answer.fault} in ${Math.round(answer.tookMs)} ms: ${answer.text.slice(0, 400)}`
  return mask([head, describeRequest(wire), said].join('\n'), secrets)
}

type Run = { seconds: number; atStart: number; atEnd: number }

function report({ sent, webhooks, forged, byClass, slowest, faults }: Tally, { seed }: Asked, run: Run, world: World) {
  const classes = [...byClass]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([kind, count]) => `${count} × ${kind}`)
  const figures = [
    `${sent} requests (${webhooks} webhooks, ${forged} forged) in ${run.seconds.toFixed(1)} s`,
    classes.join(', '),
    `slowest ${Math.round(slowest.tookMs)} ms (${slowest.what})`,
    `workerd ${Math.round(run.atStart)} → ${Math.round(run.atEnd)} MiB`,
    `seed ${seed}`,
  ]
  for (const fault of faults.slice(0, FAULTS_SHOWN_MAX)) process.stdout.write(`FAULT ${mask(fault, world.secrets)}\n\n`)
  if (faults.length > 0) {
    process.stdout.write(`${faults.length} faults. Again: npm run fuzz -- --seed ${seed} --only <index or range>\n`)
  }
  process.stdout.write(`fuzz      ${figures.join('; ')}\n`)
}

function readArguments(words: string[]): Asked {
  const asked: Asked = { count: COUNT, seed: Date.now() % 1_000_000, only: null }
  for (let place = 0; place < words.length; place += 2) {
    const [name = '', value = ''] = words.slice(place, place + 2)
    const [, from = '', to = from] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(value) ?? []
    if (from === '' || (to !== from && name !== '--only'))
      throw new Error(`${name} needs a whole number, not "${value}".`)
    if (name === '--count') asked.count = Number(from)
    else if (name === '--seed') asked.seed = Number(from)
    else if (name === '--only') asked.only = [Number(from), Number(to)]
    else throw new Error(`There is no ${name}. There are: --count N, --seed S, --only INDEX or FROM-TO.`)
  }
  return asked
}

Promise.resolve()
  .then(() => main(readArguments(process.argv.slice(2))))
  .then(
    (isWell) => process.exit(isWell ? 0 : 1),
    (error: unknown) => {
      process.stderr.write(
        `It could not be fuzzed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      )
      process.exit(2)
    },
  )
