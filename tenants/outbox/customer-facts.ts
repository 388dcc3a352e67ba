import type { Instant } from '../base/clock.ts'
import { isPhone } from '../base/e164.ts'
import { parseState } from '../base/us-places.ts'
import type { CandidatePlace, GateFacts, GateMessage } from '../gate/facts.ts'
import { candidatePlaces } from '../gate/places.ts'
import { STATES_WITHOUT_FIRST_PRICE } from '../gate/states-data.ts'
import { placesOf, type Address, type Customer } from '../storage/customer-rows.ts'
import { loadEmailDomain } from '../storage/email-domain.ts'
import { loadOpenLead } from '../storage/lead-rows.ts'
import { countReputation } from '../storage/message-counts.ts'
import { loadLastInquiryAt, loadLastPurchaseAt } from '../storage/relationship-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'

/** What the gate is told of one customer, read only where it counts: the answer to a missed call is in a hurry. */

/** Where whoever gets this text may be. */
export function placesFor(
  context: Context,
  { audience, to }: Pick<GateMessage, 'audience' | 'to'>,
  customer: Customer | null,
): CandidatePlace[] {
  if (!isPhone(to)) return []
  const { profile } = context.tenant
  // The service area is written for people, with the state at its end: "Austin, TX".
  const tenantState = parseState(profile.serviceArea.split(',').at(-1))
  const known = audience === 'customer' && customer ? placesOf(customer) : {}
  const job = hasOpenJob(context, customer, known.serviceAddress) ? known.serviceAddress : undefined
  return candidatePlaces({
    phone: to,
    serviceAddressState: job?.state ?? null,
    serviceAddressZip: job?.postalCode ?? null,
    zip: known.zip ?? null,
    crmState: known.crm?.state ?? null,
    crmZip: known.crm?.postalCode ?? null,
    tenantState,
    tenantZone: profile.timeZone,
  })
}

/** What is left of a text where its first may name no price: what else it says. */
export function withoutBarredPrice<T extends { priced?: string[] }>(
  context: Context,
  order: T,
  { customer, isFirst }: { customer: Customer | null; isFirst: boolean },
): T {
  if (!isFirst || !order.priced?.length || !customer?.phone) return order
  const places = placesFor(context, { audience: 'customer', to: customer.phone }, customer)
  if (!places.some(({ state }) => state !== null && STATES_WITHOUT_FIRST_PRICE.has(state))) return order
  const { priced: _, ...rest } = order
  return rest as T
}

/** Once the job is done, its address says nothing of where the customer is. */
function hasOpenJob({ db }: Context, customer: Customer | null, address: Address | undefined): boolean {
  return address !== undefined && customer !== null && loadOpenLead(db, customer.customerId) !== null
}

/** What the customer bought and asked for: offers rest on it, and reminders wait for silence. */
export function dealingsWith(
  { db }: Context,
  message: Pick<GateMessage, 'class'>,
  customer: Customer | null,
): Pick<GateFacts, 'lastPurchaseAt' | 'lastInquiryAt'> {
  const solicits = message.class === 'marketing' || message.class === 'followup'
  if (!solicits || customer === null) return {}
  const lastInquiryAt = loadLastInquiryAt(db, customer.customerId)
  if (message.class === 'followup') return { lastInquiryAt }
  return { lastInquiryAt, lastPurchaseAt: loadLastPurchaseAt(db, customer.customerId) }
}

/** Under whose name offers by e-mail would go, and how they were taken so far. */
export function emailStanding(
  { db }: Context,
  { channel, class: messageClass }: Pick<GateMessage, 'channel' | 'class'>,
  now: Instant,
): Pick<GateFacts, 'emailDomain' | 'reputationPoor'> {
  if (channel !== 'email' || messageClass !== 'marketing') return {}
  const emailDomain = loadEmailDomain(db)?.status === 'verified' ? 'own' : 'shared'
  return { emailDomain, reputationPoor: countReputation(db, now).isPaused }
}
