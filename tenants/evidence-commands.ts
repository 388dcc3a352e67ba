import type { Instant } from './base/clock.ts'
import type { Outcome } from './contract.ts'
import type { EvidenceSubject } from './contract/evidence.ts'
import { appendLedger } from './ledger/append.ts'
import { packLines } from './ledger/pack.ts'
import { loadCustomer } from './storage/customer-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** Brings the ledger up to the moment and opens the file about one number; the caller holds the transaction. */
export function openEvidence(
  context: Context,
  subject: EvidenceSubject,
  now: Instant,
): Outcome<ReadableStream<Uint8Array>> {
  const customer = 'customerId' in subject ? loadCustomer(context.db, subject.customerId) : null
  const phone = 'phone' in subject ? subject.phone : (customer?.phone ?? null)
  if (phone === null)
    return { ok: false, error: { code: 'customer_missing', detail: 'There is no number to ask for.' } }
  while (appendLedger(context, now).isMore);
  const fact = { type: 'evidence_exported' as const }
  recordEvent(context.db, { customerId: customer?.customerId ?? null, journeyId: null, fact }, now)
  return { ok: true, value: streamLines(packLines(context, phone, now)) }
}

/** Made line by line as it is read. */
function streamLines(lines: Generator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    type: 'bytes',
    pull(controller) {
      const { value, done } = lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: () => void lines.return(undefined),
  })
}
