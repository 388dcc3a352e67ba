import { MINUTE_MS } from '../base/clock.ts'
import type { AfterJob } from './after-job.ts'
import type { Schedule } from './booking.ts'
import type { OnCall } from './on-call.ts'
import type { VoiceSettings } from './voice.ts'

/**
 * What stands for a business that has not said. Apart from the schemas of what it may say, which the router alone
 * reads: in one file with them, they would come into the objects' bundle as well.
 */

/** Whoever owns the business is told alone. */
export const NO_ON_CALL: OnCall = { contacts: [], stepAfterMs: 2 * MINUTE_MS, rounds: 2, version: 0 }

export const USUAL_VOICE: VoiceSettings = { ringFirst: 'never', ringS: 20, recordsMessages: true, keepDays: 90 }

/** Its owner drives alone. */
export function usualSchedule(ownerName: string): Schedule {
  return {
    mode: 'offer',
    crew: [{ id: 'owner', name: ownerName, hours: null }],
    jobMinutes: 60,
    serviceMinutes: {},
    travelMinutes: 30,
    noticeMinutes: 120,
    horizonDays: 14,
    holdMinutes: 60,
    exceptions: [],
    closesOnHolidays: true,
    afterHoursFeeMinor: null,
    emergencyFeeMinor: null,
    version: 0,
  }
}

/** Nobody is asked, offered or written to. */
export const NOTHING_AFTER: AfterJob = {
  review: { isOn: false, url: null, afterHours: 3, everyMonths: 6, offersFeedback: true },
  amc: { isOn: false, afterDays: 7, plans: [] },
  reengage: { isOn: false, months: 18, perDay: 3 },
  version: 0,
}
