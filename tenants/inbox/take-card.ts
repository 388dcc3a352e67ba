import { isMeantForUs, takeCard } from '../apply-crm-card.ts'
import type { Instant } from '../base/clock.ts'
import type { InboundEvent } from '../providers/inbound.ts'
import { recordOrder } from '../record-order.ts'
import { loadCustomerByContact, type Customer } from '../storage/customer-rows.ts'
import { hasOpenOrder } from '../storage/outbox-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { matchCustomer } from './match-customer.ts'

type CardEvent = Extract<InboundEvent, { type: 'opportunity_changed' }>

/**
 * GoHighLevel tells of an opportunity. Whoever it is about may be new to us where it was made this moment: a card that
 * merely moves is no reason to take in somebody we do not know, or whom we were asked to forget.
 */
export function takeOpportunity(context: Context, event: CardEvent, now: Instant): void {
  const { contactRef } = event
  if (contactRef !== null && event.isNew && loadCustomerByContact(context.db, contactRef) === null) {
    if (isMeantForUs(context, event)) matchCustomer(context, { phone: null, withheld: false, contactRef }, now)
  }
  const adopted = takeCard(context, event, now)
  if (adopted && contactRef !== null) learnName(context, adopted, contactRef, now)
}

/** A lead by no name is of little use on a board. */
function learnName(context: Context, { customerId, lookUp }: Customer, contactRef: string, now: Instant): void {
  if (lookUp !== 'pending' || hasOpenOrder(context.db, `look_up:${customerId}`)) return
  recordOrder(context, customerId, null, { type: 'look_up_contact', contactRef }, now)
}
