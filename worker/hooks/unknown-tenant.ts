import type { Instant } from '../../tenants/base/clock.ts'
import type { Address } from '../../tenants/providers/inbound.ts'
import { UNKNOWN_RECORD_TIMEOUT_MS } from '../bounds.ts'
import { within, type Context } from '../context.ts'
import { recordUnknown, type UnknownReason } from '../directory/unknown-deliveries.ts'
import { describeError, log } from '../../tenants/base/log.ts'

/** Makes a delivery for nobody visible to an admin. Never fails: the provider's answer does not hang on our books. */
export async function countUnknown(
  delivery: { provider: string; address: Address; reason: UnknownReason },
  context: Context,
  now: Instant,
): Promise<void> {
  const { provider, reason, address } = delivery
  log('hook_unknown_tenant', context.traceId, { provider, reason, addressKind: address.kind })
  const recording = recordUnknown(context.env.DIRECTORY, delivery, now).catch((error: unknown) => {
    log('unknown_delivery_not_counted', context.traceId, { provider, error: describeError(error) })
  })
  context.waitUntil(recording)
  // A slow directory may finish after the answer; most often the count stands before it.
  await within(recording, UNKNOWN_RECORD_TIMEOUT_MS).catch(() => undefined)
}
