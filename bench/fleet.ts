import { isDeepStrictEqual, parseArgs } from 'node:util'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import { migrateWarehouse } from '../migrations/fleet/migrate.ts'
import { startWarehouse } from '../sandbox/warehouse.ts'
import { DAY_MS } from '../tenants/base/clock.ts'
import { describeDay, parseDay, startOfDay } from '../tenants/base/local-time.ts'
import { runShoulder, type RunningShoulder } from '../tests/support/running-shoulder.ts'
import { countFleet, fillFleet, LIFE_DAYS, tenantFiles, type Totals } from './fleet/fill.ts'
import { describeSpread, residentMiB } from './support/figures.ts'

/**
 * `npm run fleet -- --tenants N`: fills fleets of N/10, 3N/10 and N businesses with five weeks of life and measures in
 * real workerd and Postgres what a night takes, how fast a sleeping business answers and what an awake one weighs.
 * Ends with 1 where the totals in Postgres are not those of the businesses' own files.
 */

/** Of all businesses of `runShoulder`. */
const ZONE = 'America/Chicago'
const WAKES_MAX = 1_000

const { values } = parseArgs({ options: { tenants: { type: 'string', default: '300' } } })
const tenants = Number(values.tenants)
if (!Number.isInteger(tenants) || tenants < 10 || tenants > 10_000) {
  process.stderr.write('--tenants must be a number from 10 to 10000.\n')
  process.exit(1)
}

const say = (line: string) => void process.stdout.write(`${line}\n`)
const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`

for (const share of [0.1, 0.3, 1]) {
  const isEqual = await measureFleet(Math.round(tenants * share))
  if (!isEqual) process.exitCode = 1
}
process.exit()

async function measureFleet(count: number): Promise<boolean> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'shoulder-fleet-'))
  const given = process.env['DATABASE_URL']
  const embedded = given ? null : await startWarehouse({ port: 0, dataDir: path.join(folder, 'postgres'), log: say })
  const databaseUrl = given ?? embedded?.url ?? ''
  if (given) await migrateWarehouse(given)
  const sql = postgres(databaseUrl, { max: 1, prepare: false, fetch_types: false, connect_timeout: 60 })
  await sql`truncate users, tenant_days, leads, call_logs, sms_logs, funnel, response_times, financials`.simple()
  const shoulder = await runShoulder({ tenants: count, databaseUrl })
  try {
    return await measure(shoulder, sql, count)
  } finally {
    await shoulder.close()
    await sql.end()
    await embedded?.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function measure(shoulder: RunningShoulder, sql: postgres.Sql, count: number): Promise<boolean> {
  const files = tenantFiles(shoulder.stateDir)
  const now = Date.now()
  const day = describeDay(Math.floor(now / DAY_MS) - 1)
  await shoulder.pause(async () => fillFleet(files, now))
  const first = await exportDay(shoulder, sql, day, count)
  await sql`delete from tenant_days where day = ${day}`
  await shoulder.pause(async () => undefined)
  const usual = await exportDay(shoulder, sql, day, count)
  const span = [startOfDay(ZONE, parseDay(day) - LIFE_DAYS + 1), startOfDay(ZONE, parseDay(day) + 1)] as const
  const [ours, theirs] = [await sumUp(sql), countFleet(files, ...span)]
  const isEqual = isDeepStrictEqual(ours, theirs)
  say(
    `fleet     ${count} businesses: first night with ${LIFE_DAYS} days each ${seconds(first)}, a usual night ` +
      `${seconds(usual)} (${(usual / count).toFixed(1)} ms a business)`,
  )
  say(
    `totals    ${isEqual ? 'equal' : 'DIFFER'}: Postgres ${JSON.stringify(ours)}${isEqual ? '' : `, files ${JSON.stringify(theirs)}`}`,
  )
  await shoulder.pause(async () => undefined)
  say(`wake      ${count} businesses asleep: ${await measureWakes(shoulder)}`)
  return isEqual
}

/** Until the last business of the fleet has told the day. */
async function exportDay(shoulder: RunningShoulder, sql: postgres.Sql, day: string, count: number): Promise<number> {
  const beganAt = performance.now()
  await shoulder.api('POST', '/fleet/exports', { from: day, to: day })
  for (;;) {
    const [row] = await sql<{ n: number }[]>`select count(*)::int as n from tenant_days where day = ${day}`
    if (row?.n === count) return performance.now() - beganAt
    await wait(100)
  }
}

async function sumUp(sql: postgres.Sql): Promise<Totals> {
  const one = async (query: postgres.PendingQuery<postgres.Row[]>) => Number((await query)[0]?.['n'] ?? 0)
  return {
    leads: await one(sql`select sum(count) as n from leads`),
    calls: await one(sql`select sum(count) as n from call_logs`),
    messages: await one(sql`select sum(count) as n from sms_logs`),
    booked: await one(sql`select sum(booked) as n from funnel`),
    revenueMinor: await one(sql`select sum(revenue) as n from financials`),
  }
}

/** The first answer of a business after the start of workerd, one after the other, and what they weigh together. */
async function measureWakes(shoulder: RunningShoulder): Promise<string> {
  const asked = shoulder.businesses.slice(0, WAKES_MAX)
  const [herald, ...others] = asked
  // The first of all brings the Worker's own code into memory.
  await shoulder.api('GET', `/tenants/${herald?.id}`)
  const before = residentMiB(shoulder.workerd.pid())
  const waits: number[] = []
  for (const { id } of others) {
    const beganAt = performance.now()
    await shoulder.api('GET', `/tenants/${id}`)
    waits.push(performance.now() - beganAt)
  }
  const eachKiB = ((residentMiB(shoulder.workerd.pid()) - before) * 1_024) / others.length
  return `${describeSpread(waits)} for the first answer; ${Math.round(eachKiB)} KiB for each that is awake`
}
