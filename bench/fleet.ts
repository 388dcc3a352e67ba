import { isDeepStrictEqual } from 'node:util'
import { statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import { migrateWarehouse } from '../migrations/fleet/migrate.ts'
import { startWarehouse } from '../sandbox/warehouse.ts'
import { describeDay, parseDay, readLocalTime, startOfDay } from '../tenants/base/local-time.ts'
import { runShoulder } from '../tests/support/running-shoulder.ts'
import { TABLES } from '../worker/fleet/rows-of-days.ts'
import { countFleet, fillFleet, LIFE_DAYS, tenantFiles, type Totals } from './fleet/fill.ts'
import { endWith, readWords } from './support/read-words.ts'
import { measureWakes } from './support/wakes.ts'

/**
 * `npm run fleet -- --tenants N`: lets a fleet grow to N/10, 3N/10 and N businesses with five weeks of life each and
 * measures in real workerd and Postgres what a night takes, how fast a sleeping business answers and what an awake one
 * weighs. Ends with 1 where the totals in Postgres are not those of the businesses' own files, or where a night that is
 * killed half way and then run twice at once leaves other rows.
 */

/** Of all businesses of `runShoulder`. */
const ZONE = 'America/Chicago'
const KILLED_SHARE = 0.1

const { values } = readWords(
  { options: { tenants: { type: 'string', default: '300' } } },
  'npm run fleet -- --tenants N',
)
const tenants = Number(values.tenants)
if (!Number.isInteger(tenants) || tenants < 20 || tenants > 10_000) {
  endWith('--tenants must be a number from 20 to 10000.')
}

const say = (line: string) => void process.stdout.write(`${line}\n`)
const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`

const folder = await mkdtemp(path.join(os.tmpdir(), 'shoulder-fleet-'))
const given = process.env['DATABASE_URL']
const embedded = given ? null : await startWarehouse({ port: 0, dataDir: path.join(folder, 'postgres'), log: say })
const databaseUrl = given ?? embedded?.url ?? ''
if (given) await migrateWarehouse(given)
const sql = postgres(databaseUrl, { max: 1, prepare: false, fetch_types: false, connect_timeout: 60 })
const [known] = await sql<{ isFilled: boolean }[]>`select exists (select 1 from tenant_days) as "isFilled"`
// Every night that is measured begins with empty tables, so a fleet that is somebody's must not be in them.
if (known?.isFilled === true) {
  endWith(
    'DATABASE_URL names a Postgres that holds figures of a fleet. Name an empty one, or none for the embedded one.',
  )
}
const now = Date.now()
// The newest that is over where they are; of any other no business tells.
const day = describeDay(readLocalTime(ZONE, now).day - 1)
const lived = new Set<string>()
const shoulder = await runShoulder({ tenants: 1, databaseUrl })
try {
  for (const share of [0.1, 0.3, 1]) {
    const isEqual = await measure(Math.round(tenants * share))
    if (!isEqual) process.exitCode = 1
  }
} finally {
  await shoulder.close()
  await sql`truncate ${sql(['users', 'experiments', 'tenant_days', ...TABLES])}`.simple()
  await sql.end()
  await embedded?.close()
  await rm(folder, { recursive: true, force: true })
}
process.exit()

async function measure(count: number): Promise<boolean> {
  await shoulder.openUpTo(count)
  await shoulder.pause(async () => fillNewcomers())
  await sql`delete from tenant_days`
  const first = await exportDay(count)
  await sql`delete from tenant_days where day = ${day}`
  await shoulder.pause(async () => undefined)
  const usual = await exportDay(count)
  const span = [startOfDay(ZONE, parseDay(day) - LIFE_DAYS + 1), startOfDay(ZONE, parseDay(day) + 1)] as const
  const files = tenantFiles(shoulder.stateDir)
  const [ours, theirs] = [await sumUp(), countFleet(files, ...span)]
  const isEqual = isDeepStrictEqual(ours, theirs)
  say(
    `fleet     ${count} businesses: first night with ${LIFE_DAYS} days each ${seconds(first)}, a usual night ` +
      `${seconds(usual)} (${(usual / count).toFixed(1)} ms a business), ${Math.round(meanKiB(files))} KiB in each file and ` +
      `${((await measureWarehouse()) / count).toFixed(1)} KiB each in Postgres`,
  )
  say(
    `totals    ${isEqual ? 'equal' : 'DIFFER'}: Postgres ${JSON.stringify(ours)}${isEqual ? '' : `, files ${JSON.stringify(theirs)}`}`,
  )
  // Each of its three nights tells all five weeks, so it is tried on the smallest fleet alone.
  const isKilled = count <= tenants * KILLED_SHARE
  const isSame = !isKilled || (await survives(count))
  if (isKilled) say(`killed    half way, then two nights at once: ${isSame ? 'the same rows' : 'OTHER ROWS'}`)
  await shoulder.pause(async () => undefined)
  say(`wake      ${count} businesses asleep: ${await measureWakes(shoulder)}`)
  return isEqual && isSame
}

/** Whether the rows are the same after a night was killed half way and two others ran at once. */
async function survives(count: number): Promise<boolean> {
  const before = await readDigests()
  const began = new Date()
  const come = async () => {
    const [row] = await sql<{ n: number }[]>`select count(*)::int as n from tenant_days
      where day = ${day} and exported_at >= ${began}`
    return row?.n ?? 0
  }
  const order = () => shoulder.api('POST', '/fleet/exports', { from: day, to: day, anew: true })
  await order()
  while ((await come()) < count / 2) await wait(20)
  await shoulder.workerd.kill(0)
  await Promise.all([order(), order()])
  let last = -1
  // The second night goes on when all have told the first.
  for (let now = await newest(); (await come()) < count || now !== last; now = await newest()) {
    last = now
    await wait(3_000)
  }
  return isDeepStrictEqual(await readDigests(), before)
}

async function newest(): Promise<number> {
  const [row] = await sql<{ at: number }[]>`select extract(epoch from max(exported_at))::float8 as at from tenant_days`
  return row?.at ?? 0
}

/** One of each table's rows, whatever order they lie in and whenever they came. */
async function readDigests(): Promise<Record<string, string>> {
  const digests: Record<string, string> = {}
  for (const table of ['tenant_days', ...TABLES]) {
    const [row] = await sql<{ digest: string }[]>`select md5(coalesce(sum(('x' || substr(md5((to_jsonb(each)
      - 'exported_at')::text), 1, 15))::bit(60)::bigint), 0)::text || count(*)) as digest from ${sql(table)} as each`
    digests[table] = row?.digest ?? ''
  }
  return digests
}

/** In KiB, all tables with their indexes. */
async function measureWarehouse(): Promise<number> {
  const [row] = await sql<{ bytes: number }[]>`select sum(pg_total_relation_size(oid))::float8 as bytes
    from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`
  return (row?.bytes ?? 0) / 1_024
}

function meanKiB(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + statSync(file).size, 0) / files.length / 1_024
}

function fillNewcomers(): void {
  const files = tenantFiles(shoulder.stateDir).filter((file) => !lived.has(file))
  fillFleet(files, lived.size, now)
  for (const file of files) lived.add(file)
}

/** Until the last business of the fleet has told the day. */
async function exportDay(count: number): Promise<number> {
  const beganAt = performance.now()
  await shoulder.api('POST', '/fleet/exports', { from: day, to: day })
  for (;;) {
    const [row] = await sql<{ n: number }[]>`select count(*)::int as n from tenant_days where day = ${day}`
    if (row?.n === count) return performance.now() - beganAt
    await wait(100)
  }
}

async function sumUp(): Promise<Totals> {
  const one = async (query: postgres.PendingQuery<postgres.Row[]>) => Number((await query)[0]?.['n'] ?? 0)
  return {
    leads: await one(sql`select sum(count) as n from leads`),
    calls: await one(sql`select sum(count) as n from call_logs`),
    messages: await one(sql`select sum(count) as n from sms_logs`),
    booked: await one(sql`select sum(booked) as n from funnel`),
    revenueMinor: await one(sql`select sum(revenue) as n from financials`),
  }
}
