import { dropLink, loadLink, loadLinks } from './crm-link-rows.ts'
import type { CrmConflictFact } from '../timeline/work-event.ts'
import type { TenantDb } from './open.ts'
import type { Instant } from '../base/clock.ts'

/** What both sides changed and no person has seen yet. They stand among the links to the CRM, by customer. */

export type OpenConflict = {
  conflictId: string
  customerId: string | null
  told: Omit<CrmConflictFact, 'type'>
  subject: string
  at: Instant
}

export function loadConflicts(db: TenantDb, max: number): OpenConflict[] {
  return loadLinks(db, 'conflict', max).map(readConflict)
}

export function loadConflict(db: TenantDb, conflictId: string): OpenConflict | null {
  const link = loadLink(db, 'conflict', conflictId)
  return link && readConflict(link)
}

export function dropConflict(db: TenantDb, conflictId: string): void {
  dropLink(db, 'conflict', conflictId)
}

function readConflict(link: {
  ourId: string
  customerId: string | null
  digest: string | null
  oursAt: Instant | null
}) {
  const { subject, ...told } = JSON.parse(link.digest ?? '{}') as OpenConflict['told'] & { subject: string }
  return { conflictId: link.ourId, customerId: link.customerId, told, subject, at: link.oursAt ?? 0 }
}
