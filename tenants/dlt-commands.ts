import type { Instant } from './base/clock.ts'
import type { Outcome } from './contract.ts'
import type { DltSettings } from './contract/dlt.ts'
import { dropDlt, loadDlt, saveDlt } from './storage/dlt-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/** The registration with Indian operators: read, entered and taken out again. Nothing goes to India without one. */

export function readDlt({ db }: Context): DltSettings | null {
  return loadDlt(db)
}

export function changeDlt({ db }: Context, settings: DltSettings | null, now: Instant): Outcome<DltSettings | null> {
  if (settings) saveDlt(db, settings)
  else dropDlt(db)
  const fact = { type: 'settings_changed' as const, fields: ['dlt'] }
  recordEvent(db, { customerId: null, journeyId: null, fact }, now)
  return { ok: true, value: settings }
}
