import type { Instant } from './base/clock.ts'
import type { Outcome } from './contract.ts'
import type { NotedOptOut } from './contract/opt-out.ts'
import { optOut } from './opt-outs.ts'
import { redactCardNumbers } from './base/card-numbers.ts'
import { loadCustomer } from './storage/customer-rows.ts'
import { recordKeyedSuppression } from './storage/consent-rows.ts'
import { keyOfLink, recordReceived, type LinkToken } from './storage/message-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** Opt-outs that a person gave or noted on a screen. The caller holds the transaction. Nothing here lifts one. */

/** Whoever presses the link in a letter is rid of letters; texts have their own word. */
export function unsubscribeByLink(context: Context, link: LinkToken, now: Instant): void {
  const { customerId, address } = link
  const key = keyOfLink(link)
  if (key !== null) return unsubscribeErased(context, key, now)
  const customer = loadCustomer(context.db, customerId)?.customerId ?? null
  // The link itself opens the page, so it is not named as evidence.
  const wish = {
    customerId: customer,
    phone: null,
    email: address,
    topic: 'all',
    by: 'link',
    evidence: 'link',
  } as const
  optOut(context, wish, { confirm: false }, now)
}

/** Somebody who has been erased and still reads our letters: all that is left of their address is its key. */
function unsubscribeErased({ db }: Context, addressKey: string, now: Instant): void {
  recordKeyedSuppression(db, { channel: 'email', addressKey, source: 'link', evidence: 'link' }, now)
}

/** A customer told the technician. What they said is kept word for word, as it is all the evidence there is. */
export function noteOptOut(
  context: Context,
  customerId: string,
  { said, channel }: NotedOptOut,
  notedBy: string,
  now: Instant,
): Outcome<null> {
  const customer = loadCustomer(context.db, customerId)
  if (!customer) return { ok: false, error: { code: 'customer_missing', detail: 'There is no such customer.' } }
  const { phone, email } = customer
  const messageId = recordReceived(context.db, {
    customerId: customer.customerId,
    channel: 'note',
    fromAddress: null,
    toAddress: notedBy,
    subject: channel,
    body: redactCardNumbers(said).text,
    label: 'opt_out',
    createdAt: now,
  })
  const about = { customerId: customer.customerId, phone, email, messageId }
  const wish = { ...about, topic: 'all', by: 'hand', evidence: `message:${messageId}` } as const
  optOut(context, wish, { confirm: false }, now)
  return { ok: true, value: null }
}
