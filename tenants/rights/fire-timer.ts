import { after, type Instant } from '../base/clock.ts'
import { FILE_REWRITE_RETRY_MS, PRIVACY_FIRST_REMINDER_DAYS, PRIVACY_LAST_REMINDER_DAYS } from '../base/limits.ts'
import { noteStep } from '../record-forget.ts'
import { tellBusiness } from '../record-order.ts'
import { loadRequest, saveRightsTimer } from '../storage/privacy-rows.ts'
import { dropFill, fillFreePages, rewriteTables } from '../storage/rewrite-file.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { resumeErasure } from './carry-out.ts'

/** Timers that belong to no journey. Their owner is a request, or the business that erases itself. */
export type RightsTimer = { journeyId: string; name: string }

export const BUSINESS = 'business'

export function isRightsTimer({ journeyId }: RightsTimer): boolean {
  return journeyId.startsWith('req_') || journeyId === BUSINESS
}

/** The journal of a file goes when its object does, and holds what the file has forgotten until then. */
export function leavesMemory({ name }: RightsTimer): boolean {
  return name === 'file_leave'
}

export function fireRightsTimer(context: Context, { journeyId: requestId, name }: RightsTimer, now: Instant): void {
  if (isFileStep(name)) return rewrite(context, requestId, name, now)
  const request = loadRequest(context.db, requestId)
  if (!request) return
  switch (name) {
    case 'erase_look':
    case 'erase_now':
      return resumeErasure(context, request, name === 'erase_now', now)
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

/** The steps by which the file is written anew, each in a turn of its own: what one turn writes is one transaction. */
const NEXT: Record<FileStep, FileStep | null> = {
  file_fill: 'file_rewrite',
  file_rewrite: 'file_settle',
  file_settle: 'file_leave',
  file_leave: null,
}
export type FileStep = 'file_fill' | 'file_rewrite' | 'file_settle' | 'file_leave'

function isFileStep(name: string): name is FileStep {
  return name in NEXT
}

/** A reader that still holds a table is gone a moment later, so it is tried again; the rows are gone in any case. */
function rewrite(context: Context, requestId: string, step: FileStep, now: Instant): void {
  const { db } = context
  try {
    db.$client.transactionSync(() => {
      if (step === 'file_fill') fillFreePages(db)
      if (step === 'file_rewrite') rewriteTables(db)
      if (step === 'file_settle') dropFill(db)
    })
  } catch {
    saveRightsTimer(db, requestId, step, after(now, FILE_REWRITE_RETRY_MS))
    return
  }
  const next = NEXT[step]
  if (next === null) noteStep(db, requestId, 'file', now)
  else saveRightsTimer(db, requestId, next, after(now, 1))
}
