import { applyInput } from './apply-input.ts'
import { redactCardNumbers } from './base/card-numbers.ts'
import type { Instant } from './base/clock.ts'
import type { Outcome } from './contract.ts'
import type { Once } from './contract/once.ts'
import { judgeHumanText } from './judge-human-text.ts'
import { loadAsked, recordAsked } from './storage/asked-rows.ts'
import { isSuppressed } from './storage/consent-rows.ts'
import { loadCustomer } from './storage/customer-rows.ts'
import { loadNewestEntryId } from './storage/outbox-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { refuse } from './tenant-core.ts'

export const KEY_REUSED = 'This Idempotency-Key was given to another request. Take a new one for this.'

/** A person writes to a customer: the conversation is theirs from then on. The caller holds the transaction. */
export function writeHumanText(
  context: Context,
  customerId: string,
  { text, once }: { text: string; once: Once | null },
  now: Instant,
): Outcome<{ entryId: string }> {
  const { db } = context
  const asked = loadAsked(db, once)
  if (asked.kind === 'other') return refuse('key_reused', KEY_REUSED)
  if (asked.kind === 'again') return { ok: true, value: { entryId: asked.ref } }
  const customer = loadCustomer(db, customerId)
  if (!customer || customer.phone === null) return refuse('customer_missing')
  if (isSuppressed(db, 'sms', customer.phone)) return refuse('opted_out')
  const refused = judgeHumanText(context, customer, customer.phone, text, now)
  if (refused !== null) return refused
  // Nobody's card number is kept, whoever typed it.
  applyInput(context, customer.customerId, { type: 'human_wrote', text: redactCardNumbers(text).text }, now)
  const entryId = loadNewestEntryId(db, `sms:${customerId}`)
  if (entryId === null) return refuse('customer_missing')
  recordAsked(db, once, entryId, now)
  return { ok: true, value: { entryId } }
}
