import { DAY_MS, type Instant } from '../base/clock.ts'
import type { CustomerId } from '../base/ids.ts'
import { matchServices } from '../reading/price-question.ts'
import { loadOpenLead } from '../storage/lead-rows.ts'
import { loadWordsSince } from '../storage/message-rows.ts'
import { loadAcceptedJob } from '../storage/quote-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'

/** How long what was said belongs to what is said now, where no matter is open. */
const RECENT_MS = 2 * DAY_MS
const WORDS_MAX = 8

/**
 * What a visit is for where the words that ask for it do not say so: the job whose price they have agreed to, else what
 * they wrote about before. "How much for a water heater?" and then "tomorrow at 9?" is a visit for the water heater.
 */
export function recallService({ db, tenant }: Context, customerId: CustomerId, now: Instant): string | null {
  const since = loadOpenLead(db, customerId)?.createdAt ?? now - RECENT_MS
  const agreed = loadAcceptedJob(db, customerId, Math.max(since, now - RECENT_MS))
  if (agreed !== null) return agreed
  for (const words of loadWordsSince(db, customerId, since, WORDS_MAX)) {
    const [service] = matchServices(words, tenant.profile.priceBook)
    if (service !== undefined) return service
  }
  return null
}
