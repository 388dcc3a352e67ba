import type { Instant } from './base/clock.ts'
import type { Outcome } from './contract.ts'
import type { Schedule, SchedulePatch } from './contract/booking.ts'
import { loadSchedule } from './storage/schedule-rows.ts'
import { saveSetting } from './storage/settings-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/** When the business drives out, and who does. The caller holds the transaction. */

export function readSchedule(context: Context): Schedule {
  return loadSchedule(context)
}

export function changeSchedule(context: Context, patch: SchedulePatch, now: Instant): Outcome<Schedule> {
  const { db } = context
  if (patch.version !== readSchedule(context).version)
    return { ok: false, error: { code: 'edited_meanwhile', detail: 'Somebody else has changed the schedule.' } }
  const schedule: Schedule = { ...patch, version: patch.version + 1 }
  saveSetting(db, 'schedule', schedule)
  recordEvent(db, { customerId: null, journeyId: null, fact: { type: 'settings_changed', fields: ['schedule'] } }, now)
  return { ok: true, value: schedule }
}
