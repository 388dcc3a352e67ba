import type { Instant } from '../base/clock.ts'
import { isReminderDue, REVOKE_ALL } from '../base/revocation.ts'
import { loadSetting, saveSetting } from '../storage/settings-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { recordEvent } from '../storage/timeline-rows.ts'

/** Says once, and in good time, that every opt-out will count for all messages. Once more where the day is moved. */
export function remindOfRule({ db }: Context, now: Instant): { isMore: boolean } {
  const on = REVOKE_ALL.bindsFrom
  if (!isReminderDue(now) || loadSetting<string>(db, 'rule_told') === on) return { isMore: false }
  saveSetting(db, 'rule_told', on)
  recordEvent(db, { customerId: null, journeyId: null, fact: { type: 'revocation_rule_changes', on } }, now)
  return { isMore: false }
}
