import { expect, test } from 'vitest'
import { ADS_FORM_TOLD_WITHIN_MS, ADS_FORMS_BACK_DAYS } from './ads-limits.ts'
import { RUNS_FROM_MS } from './agent-limits.ts'
import { DAY_MS } from './clock.ts'
import * as limits from './limits.ts'

test('bounds fit together', () => {
  // A claim must never lapse while its send can still be running.
  expect(limits.CLAIM_LEASE_MS).toBeGreaterThanOrEqual(2 * limits.SEND_TIMEOUT_MS)
  // "Not there" may be believed only when no request of ours can still be on its way.
  expect(limits.DOUBT_BROKEN_TRUSTED_MS).toBeGreaterThan(limits.SEND_TIMEOUT_MS)
  expect(limits.DOUBT_ABSENCE_TRUSTED_MS).toBeGreaterThanOrEqual(2 * limits.SEND_TIMEOUT_MS)
  // Doubt must be able to end by itself before later texts go ahead of the doubtful one.
  expect(limits.DOUBT_HOLD_MAX_MS).toBeGreaterThan(limits.DOUBT_ABSENCE_TRUSTED_MS + limits.DOUBT_LOOK_EVERY_MS)
  expect(limits.DOUBT_FIRST_LOOK_MS).toBeLessThan(limits.DOUBT_LOOK_EVERY_MS)
  expect(limits.BACKOFF_BASE_MS).toBeLessThan(limits.BACKOFF_MAX_MS)
  expect(limits.RETRY_AFTER_MAX_MS).toBeGreaterThanOrEqual(limits.BACKOFF_MAX_MS)
  // Runs of agents are planned by the chores of the same night.
  expect(limits.DAILY_AFTER_MIDNIGHT_MS + limits.DAILY_SPREAD_MS).toBeLessThan(RUNS_FROM_MS)
  // A form that was told of must not be found again once its key is forgotten.
  expect(ADS_FORMS_BACK_DAYS * DAY_MS + ADS_FORM_TOLD_WITHIN_MS).toBeLessThan(limits.INBOX_AGE_MAX_MS)
  expect(limits.ALARM_STANDBY_MS).toBeLessThanOrEqual(250)
})
