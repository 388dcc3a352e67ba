import type { Instant } from '../base/clock.ts'
import type { TenantDb } from './open.ts'
import { loadSetting, saveSetting } from './settings-rows.ts'

/** The missed call that is made up once a night, and what came of the last one. */
export type Canary = {
  /** The one that is on its way: its id, its first report as JSON, and what the second led to. */
  running: { callKey: string; ring: string | null; result: Rehearsal | null } | null
  last: CanaryResult | null
}

/** `code` null where a text would have left, or where texting is off and nothing was to leave. */
export type Rehearsal = { code: string | null; isTexting: boolean }

export type CanaryResult = Rehearsal & { at: Instant; tookMs: number }

export function loadCanary(db: TenantDb): Canary {
  return loadSetting<Canary>(db, 'canary') ?? { running: null, last: null }
}

export function saveCanary(db: TenantDb, change: Partial<Canary>): void {
  saveSetting(db, 'canary', { ...loadCanary(db), ...change })
}

/** Why the newest text to somebody did not go. */
export function loadLastCode(db: TenantDb, customerId: string): string | null {
  const query = `select last_code as code from outbox where customer_id = ? and lane = 'twilio' order by seq desc limit 1`
  return db.$client.sql.exec<{ code: string | null }>(query, customerId).toArray()[0]?.code ?? null
}
