import { after, type Instant } from '../base/clock.ts'
import { dailyAt } from '../base/daily-at.ts'
import { CLOSING_GRACE_MS } from '../base/limits.ts'
import { describeDay, readLocalTime } from '../base/local-time.ts'
import type { Outcome } from '../contract.ts'
import type { ClosingView } from '../contract/closing.ts'
import { tellBusiness } from '../record-order.ts'
import { bringTimersBack, cancelOrders, saveClosing, setTimersAside } from '../storage/closing-rows.ts'
import type { Closing, Context } from '../storage/tenant-rows.ts'
import { recordEvent } from '../storage/timeline-rows.ts'

/** Closing a business and taking that back. Each is one transaction and may be repeated. */

export function closeBusiness(context: Context, confirm: string, now: Instant): Outcome<ClosingView> {
  const { db, tenant } = context
  if (tenant.closing) return { ok: true, value: viewClosing(context) }
  if (foldName(confirm) !== foldName(tenant.profile.businessName)) return NAME_MISMATCH
  cancelOrders(db, 'business_closed', now)
  setTimersAside(db)
  const erasesAt = after(now, CLOSING_GRACE_MS)
  saveClosing(context, { closedAt: now, erasesAt, stage: 'grace', emptiedOn: null } satisfies Closing)
  recordEvent(db, { customerId: null, journeyId: null, fact: { type: 'business_closed' } }, now)
  tellBusiness(context, 'business_closed', null, now)
  return { ok: true, value: viewClosing(context) }
}

export function reopenBusiness(context: Context, now: Instant): Outcome<ClosingView> {
  const { db, tenant } = context
  if (!tenant.closing) return { ok: true, value: viewClosing(context) }
  if (now >= tenant.closing.erasesAt) return TOO_LATE
  saveClosing(context, null)
  bringTimersBack(db)
  recordEvent(db, { customerId: null, journeyId: null, fact: { type: 'business_reopened' } }, now)
  return { ok: true, value: viewClosing(context) }
}

export function viewClosing({ tenant }: Context): ClosingView {
  const { closing, profile, tenantId } = tenant
  if (!closing) return { closing: null }
  const { closedAt, erasesAt } = closing
  // By the first of the daily chores that finds the time over.
  const { day } = readLocalTime(profile.timeZone, erasesAt)
  const isLater = dailyAt(tenantId, profile.timeZone, day) < erasesAt
  const erasedOn = describeDay(isLater ? day + 1 : day)
  return { closing: { closedAt, erasesAt, erasedOn } }
}

/** People type a name as they say it. */
function foldName(name: string): string {
  return name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase()
}

const NAME_MISMATCH: Outcome<never> = {
  ok: false,
  error: {
    code: 'name_mismatch',
    detail: 'This is not the name of the business. Nothing was closed.',
    issues: [{ path: 'confirm', message: 'the name of the business, as it stands in its settings' }],
  },
}

const TOO_LATE: Outcome<never> = {
  ok: false,
  error: { code: 'business_closed', detail: 'The thirty days are over, and the business is being erased.' },
}
