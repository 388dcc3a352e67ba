import { readdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../../tenants/base/clock.ts'
import { newId } from '../../tenants/base/ids.ts'

/** What all businesses of a fleet have in their own files. */
export type Totals = { leads: number; calls: number; messages: number; booked: number; revenueMinor: number }

export const LIFE_DAYS = 35
const JOINED_DAYS_AGO = 120

/** The files of the businesses below a state folder; the Worker must not run while they are written. */
export function tenantFiles(stateDir: string): string[] {
  const folder = path.join(stateDir, 'do', 'shoulder-TenantObject')
  return readdirSync(folder)
    .filter((name) => /^[0-9a-f]+\.sqlite$/.test(name))
    .map((name) => path.join(folder, name))
}

/**
 * Gives each business five weeks behind it, none like the other's: people who called and were texted, some of whom
 * replied, booked or were lost. Written into its file as it would stand there; `before` businesses had theirs already.
 */
export function fillFleet(files: readonly string[], before: number, now: Instant): void {
  for (const [place, file] of files.toSorted().entries()) fillTenant(file, before + place + 1, now)
}

function fillTenant(file: string, seed: number, now: Instant): void {
  const db = new DatabaseSync(file)
  const draw = drawFrom(seed)
  const identity = `update settings set value = json_set(value, '$.createdAt', ?) where name = 'identity'`
  db.exec('begin')
  db.prepare(identity).run(now - JOINED_DAYS_AGO * DAY_MS)
  const call = db.prepare(CALL)
  const lead = db.prepare(LEAD)
  const message = db.prepare(MESSAGE)
  for (let day = 1; day <= LIFE_DAYS; day += 1) {
    for (let callers = Math.floor(draw() * 5); callers > 0; callers -= 1) {
      const at = now - day * DAY_MS + Math.floor(draw() * 8 * HOUR_MS)
      const customerId = newId('cus')
      const delayMs = 18_000 + Math.floor(draw() * 9_000)
      call.run(newId('cal'), newId('cal'), customerId, draw() < 0.7 ? 'no_answer' : 'voicemail', 3, at)
      message.run(newId('msg'), customerId, 'outbound', 'delivered', 'missed_call_text', at, at + delayMs, at + delayMs)
      const hasReplied = draw() < 0.5
      if (hasReplied) {
        const repliedAt = at + 4 * MINUTE_MS
        message.run(newId('msg'), customerId, 'inbound', 'received', null, null, null, repliedAt)
        const answeredAt = repliedAt + 300 + Math.floor(draw() * 2_000)
        message.run(
          ...[newId('msg'), customerId, 'outbound', 'sent', 'price_answer'],
          ...[repliedAt, answeredAt, answeredAt],
        )
      }
      const [status, revenue] = hasReplied ? pick(draw()) : (['contacted', null] as const)
      const bookedAt = status === 'booked' || status === 'completed' ? at + HOUR_MS : null
      lead.run(newId('led'), customerId, status, revenue, at + 2 * HOUR_MS, bookedAt, at, at)
    }
  }
  db.exec('commit')
  db.close()
}

const CALL = `insert into call_logs (call_id, call_key, customer_id, status, duration_s, via, ended_at)
  values (?, ?, ?, ?, ?, 'twilio', ?)`
const LEAD = `insert into leads (lead_id, customer_id, source, status, revenue_minor, moved_at, booked_at, created_at,
  updated_at) values (?, ?, 'missed_call', ?, ?, ?, ?, ?, ?)`
const MESSAGE = `insert into messages (message_id, customer_id, audience, channel, direction, body, status, template,
  unprompted, segments, occasioned_at, sent_at, created_at, updated_at)
  values (?1, ?2, 'customer', 'sms', ?3, 'Hello.', ?4, ?5, 0, 1, ?6, ?7, ?8, ?8)`

function pick(chance: number): readonly [status: string, revenueMinor: number | null] {
  if (chance < 0.3) return ['booked', null]
  if (chance < 0.6) return ['completed', 10_000 + Math.floor(chance * 40_000)]
  return chance < 0.8 ? ['quoted', null] : ['lost', null]
}

/** Numbers in [0, 1) that follow from the seed (Park and Miller's minimal standard). */
function drawFrom(seed: number): () => number {
  let state = (seed * 48_271) % 2_147_483_647
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** Counted from the files themselves, in another way than the Worker's, over all days up to one that has ended. */
export function countFleet(files: readonly string[], from: Instant, until: Instant): Totals {
  const totals: Totals = { leads: 0, calls: 0, messages: 0, booked: 0, revenueMinor: 0 }
  for (const file of files) {
    const db = new DatabaseSync(file, { readOnly: true })
    const count = (query: string) => Number(db.prepare(query).get(from, until)?.['n'] ?? 0)
    totals.leads += count('select count(*) as n from leads where created_at >= ? and created_at < ?')
    totals.calls += count('select count(*) as n from call_logs where ended_at >= ? and ended_at < ?')
    totals.messages += count('select count(*) as n from messages where created_at >= ? and created_at < ?')
    totals.booked += count('select count(*) as n from leads where booked_at >= ? and booked_at < ?')
    totals.revenueMinor += count(
      `select sum(revenue_minor) as n from leads where status = 'completed' and moved_at >= ? and moved_at < ?`,
    )
    db.close()
  }
  return totals
}
