import { DAY_MS, type Instant } from '../base/clock.ts'
import type { TenantHealth } from '../contract/health.ts'
import { loadCanary } from './canary-rows.ts'
import { loadRegistration } from './registration-rows.ts'
import type { Context } from './tenant-rows.ts'
import { textingOf } from './texting.ts'

/** A check that is older has not been made for nights, and says nothing any more. */
const CANARY_AGE_MAX_MS = 3 * DAY_MS

/** How the business is doing, as the fleet's alerts ask. */
export function loadHealth({ db, tenant }: Context, now: Instant): TenantHealth {
  const { last } = loadCanary(db)
  const isKnown = last !== null && now - last.at <= CANARY_AGE_MAX_MS
  const isRejected = (loadRegistration(db)?.rejection ?? null) !== null && tenant.profile.a2p !== 'live'
  return {
    isCanaryBroken: isKnown ? last.code !== null : null,
    // A number of GoHighLevel's is registered there.
    isTextingRefused: textingOf(tenant).via === 'twilio' && (tenant.profile.a2p === 'suspended' || isRejected),
  }
}
