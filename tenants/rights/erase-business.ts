import type { Instant } from '../base/clock.ts'
import type { Phone } from '../base/e164.ts'
import { CLOSING_ORDERS_DAYS_MAX, RETAINED_AT_ONCE_MAX } from '../base/limits.ts'
import { readLocalTime } from '../base/local-time.ts'
import { NO_ON_CALL } from '../contract/usual.ts'
import { USUAL_HOURS } from '../contract/usual-hours.ts'
import { listRecords } from '../export/erase.ts'
import { appendLedger, recordErasure } from '../ledger/append.ts'
import { recordForgetting } from '../record-forget.ts'
import {
  dropIdentity,
  emptyBusiness,
  hasForgetting,
  loadLastForgetAt,
  saveClosing,
  takeRecordRefs,
} from '../storage/closing-rows.ts'
import { saveRightsTimer } from '../storage/privacy-rows.ts'
import type { Closing, Context, Tenant } from '../storage/tenant-rows.ts'
import { BUSINESS } from './fire-timer.ts'

/**
 * A daily chore: a business whose thirty days are over erases itself. First it orders, some at a time, that Twilio
 * deletes what our account holds of it; how far that has come stands in the rows themselves, which lose each id as it
 * is ordered. Then all rows go at once, and the file is written anew.
 */
export function eraseClosed(context: Context, now: Instant): { isMore: boolean } {
  const { closing } = context.tenant
  if (!closing || closing.stage !== 'grace' || now < closing.erasesAt) return { isMore: false }
  if (appendLedger(context, now).isMore || orderDeletions(context, now)) return { isMore: true }
  empty(context, closing, now)
  return { isMore: false }
}

function orderDeletions(context: Context, now: Instant): boolean {
  const { texts, calls, isMore } = takeRecordRefs(context.db, RETAINED_AT_ONCE_MAX)
  const startAt = Math.max(now, loadLastForgetAt(context.db) ?? 0)
  recordForgetting(context, listRecords(texts, calls), null, startAt, now)
  return isMore
}

function empty(context: Context, closing: Closing, now: Instant): void {
  const { db, tenant } = context
  const { tenantId } = tenant
  recordErasure(context, { ref: tenantId, addressKey: null, of: 'business' }, now)
  const emptiedOn = readLocalTime(tenant.profile.timeZone, now).day
  emptyBusiness(context, blankOf(tenant))
  saveClosing(context, { ...closing, stage: 'emptied', emptiedOn })
  recordForgetting(context, [{ what: 'files', ref: `tenants/${tenantId}/` }], null, now, now)
  saveRightsTimer(db, BUSINESS, 'file_fill', now)
}

const NO_PHONE: Phone = '+0'

/** What the object needs to finish: the days it counts by. It may say nothing to anybody any more. */
function blankOf({ profile, policy }: Tenant): Pick<Tenant, 'profile' | 'policy' | 'onCall'> {
  const { timeZone, currency, language, consentMode } = profile
  const nobody = { businessName: '', ownerName: '', email: '', primaryPhone: NO_PHONE, smsNumber: NO_PHONE }
  const nothing = { serviceArea: '', serviceTypes: [], postalAddress: '', priceBook: [] }
  const nowhere = { ghlLocationId: null, googleAdsCustomerId: null, a2p: 'no_number' as const }
  const rest = { timeZone, currency, language, consentMode, openingHours: USUAL_HOURS }
  return {
    profile: { ...nobody, ...nothing, ...nowhere, ...rest },
    policy: { ...policy, paused: true },
    onCall: NO_ON_CALL,
  }
}

/**
 * Once the directory has buried it: the object forgets who it was. Not on the day it was emptied, since that day's head
 * is made and published on the next; and not while a provider has yet to delete something, within reason.
 */
export function letGo(context: Context, now: Instant): boolean {
  const { db, tenant } = context
  const { closing } = tenant
  if (closing?.stage !== 'emptied' || closing.emptiedOn === null) return false
  const days = readLocalTime(tenant.profile.timeZone, now).day - closing.emptiedOn
  if (days < 1 || (hasForgetting(db) && days < CLOSING_ORDERS_DAYS_MAX)) return false
  dropIdentity(context)
  return true
}
