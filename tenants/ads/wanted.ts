import type { Instant } from '../base/clock.ts'
import type { AdsRead } from '../journey/ads-order.ts'
import type { LeadSubmitted } from '../providers/inbound.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { loadDeliveryKeys } from '../storage/timeline-rows.ts'
import { formsWantedSince, loadWebLeads } from '../storage/web-lead-rows.ts'
import { wantedClicks } from './attribute.ts'

/** What of an answer is taken in: clicks that somebody waits for, and forms that nobody has told us of. */
export type Wanted = { clicks: ReadonlySet<string>; isLost(form: LeadSubmitted): boolean }

export function wantedOf(context: Context, { step }: Pick<AdsRead, 'step'>, now: Instant): Wanted {
  return {
    clicks: step === 'clicks' ? wantedClicks(context, now) : new Set(),
    isLost: step === 'lead_forms' ? lostForms(context) : () => false,
  }
}

/**
 * A form is lost that was filled in while Google had our key and of which no message has come. Before that somebody
 * else looked after the forms, and trials are nobody's.
 */
function lostForms({ db }: Context): Wanted['isLost'] {
  const since = formsWantedSince(loadWebLeads(db))
  if (since === null) return () => false
  const told = loadDeliveryKeys(db, 'google_ads')
  return ({ leadKey, isTest, submittedAt }) => !isTest && submittedAt >= since && !told.has(`google_ads:${leadKey}`)
}
