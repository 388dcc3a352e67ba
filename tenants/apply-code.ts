import type { Instant } from './base/clock.ts'
import type { Phone } from './base/e164.ts'
import { endMatters, suppress } from './opt-outs.ts'
import { loadCustomer, saveCustomer } from './storage/customer-rows.ts'
import type { Entry } from './storage/outbox-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** Twilio's word for a number that blocks ours, and GoHighLevel's. */
export const OPTED_OUT: Record<string, 'carrier' | 'contact'> = { '21610': 'carrier', do_not_disturb: 'contact' }

/** What a refusal teaches about the person: a landline stays one, an opt-out at the carrier is an opt-out here. */
export function learnFromCode(context: Context, entry: Entry, code: string, now: Instant): void {
  const customer = entry.customerId ? loadCustomer(context.db, entry.customerId) : null
  if (!customer || customer.phone === null || entry.order.type !== 'send_sms') return
  if (code === '21614' || code === '30006') saveCustomer(context.db, customer.customerId, { lineType: 'landline' }, now)
  const by = OPTED_OUT[code]
  if (!by) return
  const { customerId, email } = customer
  // Whoever blocks our texts is not to get what we sell by e-mail instead.
  const phone = (entry.composed?.to as Phone | undefined) ?? customer.phone
  const evidence = `entry:${entry.entryId}`
  // GoHighLevel's mark is about texts alone.
  const address = by === 'contact' ? null : email
  suppress(context, { customerId, phone, email: address, topic: 'all', by, evidence }, now)
}

/** After the journey has heard of the refusal, and has told the technician where they waited for the text. */
export function endWhereOptedOut(context: Context, entry: Entry, code: string, now: Instant): void {
  const by = OPTED_OUT[code]
  if (!by || entry.order.type !== 'send_sms' || entry.customerId === null) return
  endMatters(
    context,
    { customerId: entry.customerId, phone: (entry.composed?.to as Phone | undefined) ?? null, by },
    { confirm: false },
    now,
  )
}
