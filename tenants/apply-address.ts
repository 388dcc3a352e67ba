import type { Instant } from './base/clock.ts'
import type { CustomerId } from './base/ids.ts'
import { joinAddress, type AddressParts } from './base/us-address.ts'
import { ADDRESS_CHARS_MAX } from './base/visit-limits.ts'
import { decideAddress, type AddressDecision } from './journey/pipeline/decide-address.ts'
import { learnAddress } from './record-address.ts'
import { recordConflict } from './record-conflict.ts'
import { recordCrm } from './record-crm.ts'
import { loadLink, saveLink } from './storage/crm-link-rows.ts'
import { loadCustomer, placesOf } from './storage/customer-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/** Where the customer's place is said on both sides; `agreed` is what both last had. */
export function planAddress({ db }: Context, customerId: CustomerId | null) {
  const customer = customerId && loadCustomer(db, customerId)
  if (!customer) return null
  const link = loadLink(db, 'address', customer.customerId)
  const ours = placesOf(customer).address ?? null
  return { contactRef: customer.contactRef, ours, oursAt: link?.oursAt ?? 0, agreed: link?.digest ?? null }
}

/** What we know and their contact may not. Once it was brought it is theirs to change. */
export function bringAddress(context: Context, customerId: CustomerId, now: Instant): void {
  const plan = planAddress(context, customerId)
  if (!plan || plan.contactRef === null || plan.ours === null || plan.agreed === plan.ours) return
  recordCrm(context, { customerId, journeyId: null }, { type: 'sync_address' }, now)
}

/** The CRM has told of a contact with a street. What of ours would be written there waits for a look. */
export function takeAddress(
  context: Context,
  customerId: CustomerId,
  told: { home?: AddressParts; at?: Instant },
  now: Instant,
): void {
  const plan = planAddress(context, customerId)
  const theirs = told.home ? joinAddress(told.home) : null
  if (!plan || theirs === null) return
  const theirsAt = told.at ?? now
  const decision = decideAddress(
    { address: plan.ours, at: plan.oursAt },
    { address: theirs, at: theirsAt },
    plan.agreed,
  )
  // An older word of theirs than what both agreed on comes late, or is the echo of ours.
  if (decision === 'write_theirs' || decision === 'conflict_ours') return bringAddress(context, customerId, now)
  applyAddressed(context, customerId, { decision, ours: plan.ours, theirs, theirsAt }, now)
}

/** Both sides were compared, and theirs may have been written. */
export function applyAddressed(
  context: Context,
  customerId: CustomerId,
  {
    decision,
    ours,
    theirs,
    theirsAt,
  }: { decision: AddressDecision } & Record<'ours' | 'theirs', string | null> & {
      theirsAt: Instant
    },
  now: Instant,
): void {
  const { db } = context
  const isOurs = decision === 'write_theirs' || decision === 'conflict_ours'
  if ((decision === 'conflict_ours' || decision === 'conflict_theirs') && ours !== null && theirs !== null) {
    const sides = { ours, theirs, winner: isOurs ? ('ours' as const) : ('theirs' as const) }
    recordConflict(context, { customerId, journeyId: null }, { what: 'address', ...sides, subject: customerId }, now)
  }
  const isTheirs = decision === 'write_ours' || decision === 'conflict_theirs'
  if (isTheirs && theirs !== null) {
    learnAddress(context, customerId, theirs.slice(0, ADDRESS_CHARS_MAX), now)
    recordEvent(db, { customerId, journeyId: null, fact: { type: 'contact_changed' } }, now)
  }
  const oursAt = loadLink(db, 'address', customerId)?.oursAt ?? null
  const digest = isTheirs ? (theirs?.slice(0, ADDRESS_CHARS_MAX) ?? null) : ours
  saveLink(db, { kind: 'address', ourId: customerId, crmRef: customerId, customerId, oursAt, theirsAt, digest }, now)
}

/** They have told us themselves where it is. */
export function tellAddress(context: Context, customerId: CustomerId, address: string, now: Instant): void {
  const { db } = context
  const before = planAddress(context, customerId)
  if (!before) return
  learnAddress(context, customerId, address, now)
  if (before.ours === address) return
  const link = { kind: 'address' as const, ourId: customerId, crmRef: customerId, customerId }
  saveLink(db, { ...link, oursAt: now, theirsAt: null, digest: before.agreed }, now)
  bringAddress(context, customerId, now)
}
