import { after, type Instant } from '../base/clock.ts'
import { FILE_REWRITE_RETRY_MS, PRIVACY_FIRST_REMINDER_DAYS, PRIVACY_LAST_REMINDER_DAYS } from '../base/limits.ts'
import { noteStep } from '../record-forget.ts'
import { tellBusiness } from '../record-order.ts'
import { loadRequest, saveRightsTimer } from '../storage/privacy-rows.ts'
import { rewriteFile } from '../storage/rewrite-file.ts'
import type { Context } from '../storage/tenant-rows.ts'

/** Timers that belong to no journey. Their owner is a request. */
export type RightsTimer = { journeyId: string; name: string }

export function isRightsTimer({ journeyId }: RightsTimer): boolean {
  return journeyId.startsWith('req_')
}

export function fireRightsTimer(context: Context, { journeyId: requestId, name }: RightsTimer, now: Instant): void {
  const request = loadRequest(context.db, requestId)
  if (!request) return
  switch (name) {
    case 'file_rewrite':
      return rewrite(context, requestId, now)
    case 'privacy_first':
      return tellBusiness(context, 'privacy_due', String(PRIVACY_FIRST_REMINDER_DAYS), now)
    case 'privacy_last':
      return tellBusiness(context, 'privacy_due', String(PRIVACY_LAST_REMINDER_DAYS), now)
    case 'privacy_confirm':
      if (request.status === 'received') tellBusiness(context, 'privacy_due', 'confirm', now)
      return
    case 'privacy_late':
      return tellBusiness(context, 'privacy_late', 'late', now)
    case 'privacy_breached':
      return tellBusiness(context, 'privacy_late', 'breached', now)
  }
}

/** A reader that still holds a table is gone a moment later, so it is tried again; the rows are gone in any case. */
function rewrite(context: Context, requestId: string, now: Instant): void {
  const { db } = context
  try {
    db.$client.transactionSync(() => rewriteFile(db))
  } catch {
    saveRightsTimer(db, requestId, 'file_rewrite', after(now, FILE_REWRITE_RETRY_MS))
    return
  }
  noteStep(db, requestId, 'file', now)
}
