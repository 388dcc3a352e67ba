import { MINUTE_MS, type Instant } from '../base/clock.ts'
import { LATE_ANSWER_HOURS } from '../base/late-hours.ts'
import { instantOn, readLocalTime } from '../base/local-time.ts'

/**
 * When the technician may be told of what is hours old already: when their customers may get a late answer as well.
 * What happens now is told now, whatever the hour.
 */
export function nextNoticeHour(zone: string, from: Instant): Instant {
  const [opens, closes] = LATE_ANSWER_HOURS
  const { day, timeMs } = readLocalTime(zone, from)
  if (timeMs >= opens * MINUTE_MS && timeMs < closes * MINUTE_MS) return from
  return instantOn(zone, timeMs < opens * MINUTE_MS ? day : day + 1, opens * MINUTE_MS)
}
