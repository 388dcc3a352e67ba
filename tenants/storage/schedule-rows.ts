import type { Schedule } from '../contract/booking.ts'
import { usualSchedule } from '../contract/usual.ts'
import { loadSetting } from './settings-rows.ts'
import type { Context } from './tenant-rows.ts'

/** When the business drives out, and who does. */
export function loadSchedule({ db, tenant }: Context): Schedule {
  return loadSetting<Schedule>(db, 'schedule') ?? usualSchedule(tenant.profile.ownerName)
}
