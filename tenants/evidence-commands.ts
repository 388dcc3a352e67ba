import type { Instant } from './base/clock.ts'
import type { Phone } from './base/e164.ts'
import { appendLedger } from './ledger/append.ts'
import { packLines } from './ledger/pack.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** Brings the ledger up to the moment and notes that a file was made of it; the caller holds the transaction. */
export function prepareEvidence(context: Context, now: Instant): void {
  while (appendLedger(context, now).isMore);
  const about = { customerId: null, journeyId: null, fact: { type: 'evidence_exported' as const } }
  recordEvent(context.db, about, now)
}

/** The file as a stream, made line by line as it is read. */
export function streamEvidence(context: Context, phone: Phone, now: Instant): ReadableStream<Uint8Array> {
  const lines = packLines(context, phone, now)
  const encoder = new TextEncoder()
  return new ReadableStream({
    type: 'bytes',
    pull(controller) {
      const { value, done } = lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
  })
}
