import { readdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { LIBRARY } from '../../../tenants/agents/cx/library.ts'
import { firstIdAt } from '../../../tenants/base/ids.ts'
import { RULE } from '../../../tenants/experiments/rule.ts'
import type { Run } from '../../start/support/npm-start.ts'
import type { Stage } from './stage.ts'

/** Weeks of a business, put into its file while nobody has it open: what agents look at has to have happened. */

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const DAYS = 70
const CALLS_A_DAY = 4
const SILENT_DAYS = 6
const BACK_WITHIN_MS = 30_000

/**
 * Ten weeks of four missed calls a day, each texted, every second one answered and booked; then the forwarding stops
 * and nobody calls for six days.
 */
export async function haveLived(stage: Stage, businessId: string): Promise<void> {
  await whileDown(stage.run, () => {
    const database = openFileOf(stage.run.stateDir, businessId)
    database.exec('begin')
    fill(database, Date.now())
    database.exec('commit')
    database.close()
  })
}

/** Fewer words have won against ours in Spanish, were adopted, and GoHighLevel still says the ones of before. */
export async function haveWonWords(stage: Stage, businessId: string): Promise<void> {
  const won = LIBRARY.missed_call_text.es.shorter ?? ''
  const arms = [
    { arm: 'current', text: '' },
    { arm: 'shorter', text: won },
  ]
  await whileDown(stage.run, () => {
    const database = openFileOf(stage.run.stateDir, businessId)
    const now = Date.now()
    const from = now - (SILENT_DAYS + DAYS + 1) * DAY_MS
    const run = (query: string, ...values: (string | number)[]) => database.prepare(query).run(...values)
    run(`insert into scripts values ('missed_call_text', 'es', ?, 1, ?)`, won, now)
    run(`insert into settings values ('crm_words', '{"kept":{"missed_call_text:es":""},"underWay":{}}')`)
    run(
      `insert into experiments (experiment_id, subject, language, metric, status, arms, rule, shares, winner, started_at,
        ended_at, updated_at) values ('exp_won', 'missed_call_text', 'es', 'replied', 'won', ?, ?, ?, 'shorter', ?, ?, ?)`,
      ...[JSON.stringify(arms), JSON.stringify(RULE), JSON.stringify([{ from, shares: [0.5, 0.5] }]), from, now, now],
    )
    // Whoever answered had the new words, and half of the others.
    run(`insert into exposures select 'exp_won', customer_id,
        iif(max(direction = 'inbound') or row_number() over (order by customer_id) % 4 = 1, 'shorter', 'current'),
        min(created_at), max(iif(direction = 'inbound', created_at, null)) from messages where audience = 'customer' group by customer_id`)
    database.close()
  })
}

/** Whoever keeps workerd alive is stopped before it dies, so that nobody opens its files again before that is done. */
async function whileDown(run: Run, work: () => void): Promise<void> {
  const keepers = run.processes().filter(({ name }) => !name.startsWith('workerd'))
  for (const { pid } of keepers) tell(pid, 'SIGSTOP')
  const living = () => run.processes().filter(({ name }) => name.startsWith('workerd'))
  for (const { pid } of living()) tell(pid, 'SIGKILL')
  const giveUpAt = Date.now() + BACK_WITHIN_MS
  while (living().length > 0 && Date.now() < giveUpAt) await wait(10)
  try {
    work()
  } finally {
    for (const { pid } of keepers) tell(pid, 'SIGCONT')
  }
  for (;;) {
    const isBack = await fetch(`${run.appUrl}/healthz`, { signal: AbortSignal.timeout(2_000) }).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isBack) return
    if (Date.now() > giveUpAt) throw new Error('Shoulder did not come back.')
    await wait(50)
  }
}

/** One that only lives for a moment, as to list processes, may be gone by now. */
function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** The file whose business this is. */
function openFileOf(stateDir: string, businessId: string): DatabaseSync {
  const files = readdirSync(stateDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^[0-9a-f]{64}\.sqlite$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => /TenantObject/.test(file))
  for (const file of files) {
    const database = new DatabaseSync(file)
    const identity = database.prepare(`select value from settings where name = 'identity'`).get()?.['value']
    if (typeof identity === 'string' && identity.includes(businessId)) return database
    database.close()
  }
  throw new Error(`None of ${files.length} files is the business's.`)
}

function fill(database: DatabaseSync, now: number): void {
  const insert = (table: string, row: Record<string, string | number | null>) => {
    const names = Object.keys(row)
    const marks = names.map(() => '?').join()
    database.prepare(`insert into ${table} (${names.join()}) values (${marks})`).run(...Object.values(row))
  }
  database
    .prepare(`update settings set value = json_set(value, '$.createdAt', ?) where name = 'identity'`)
    .run(now - 90 * DAY_MS)
  for (let place = 0; place < DAYS * CALLS_A_DAY; place += 1) {
    const day = SILENT_DAYS + DAYS - Math.floor(place / CALLS_A_DAY)
    // Back from this hour, so that none falls into the first silent day, however late it is.
    const at = now - day * DAY_MS - (CALLS_A_DAY - 1 - (place % CALLS_A_DAY)) * HOUR_MS
    const id = `${at}${place}`
    const isBooked = place % 2 === 0
    const times = { created_at: at, updated_at: at }
    const customer = { customer_id: `cus_${id}`, phone: phoneOf(place), language: 'en', withheld: 0 }
    insert('customers', { ...customer, line_type: 'mobile', look_up: 'none', ...times })
    insert('call_logs', {
      ...{ call_id: `${firstIdAt('cal', at)}${place}`, call_key: `CA${id}`, customer_id: `cus_${id}` },
      ...{ status: 'no_answer', duration_s: 0, via: 'twilio', ended_at: at },
    })
    insert('leads', {
      ...{ lead_id: `${firstIdAt('led', at)}${place}`, customer_id: `cus_${id}`, source: 'missed_call' },
      ...{ status: 'contacted', moved_at: at, booked_at: isBooked ? at + HOUR_MS : null, ...times },
    })
    const text = {
      customer_id: `cus_${id}`,
      audience: 'customer',
      channel: 'sms',
      body: 'x',
      unprompted: 0,
      segments: 1,
    }
    const first = { direction: 'outbound', status: 'delivered', template: 'missed_call_text', sent_at: at }
    insert('messages', {
      message_id: `${firstIdAt('msg', at)}${place}`,
      ...text,
      ...first,
      occasioned_at: at,
      ...times,
    })
    if (!isBooked) continue
    const reply = { direction: 'inbound', status: 'received', label: 'booking' }
    const later = { created_at: at + 60_000, updated_at: at + 60_000 }
    insert('messages', { message_id: `${firstIdAt('msg', at + 60_000)}${place}`, ...text, ...reply, ...later })
  }
}

/** None that anybody has. */
function phoneOf(place: number): string {
  return `+1${['512', '737', '830'][Math.floor(place / 100)]}55501${String(place % 100).padStart(2, '0')}`
}
