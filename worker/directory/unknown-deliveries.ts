import { desc, getTableColumns, lt, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import type { Instant } from '../../tenants/base/clock.ts'
import { maskPhone } from '../../tenants/base/e164.ts'
import { unreachable } from '../../tenants/base/result.ts'
import type { Address } from '../../tenants/providers/inbound.ts'
import { UNKNOWN_KEPT_MS, UNKNOWN_LISTED_MAX } from '../bounds.ts'
import { unknownDelivery } from './schema.ts'

/** `unknown_address` names no tenant of ours, `tenant_missing` one whose object holds nothing. */
export type UnknownReason = (typeof unknownDelivery.$inferSelect)['reason']
export type UnknownDeliveryView = Omit<typeof unknownDelivery.$inferSelect, 'addressDigest'>

/** Counts a signed delivery that reached nobody. Keeps neither its body nor the whole address. */
export async function recordUnknown(
  directory: D1Database,
  delivery: { provider: string; address: Address; reason: UnknownReason },
  now: Instant,
): Promise<void> {
  const { provider, address, reason } = delivery
  const key = keyOf(address)
  const rows = drizzle(directory)
  await rows.batch([
    rows
      .insert(unknownDelivery)
      .values({
        provider,
        addressKind: address.kind,
        addressDigest: await digest(`${address.kind}:${key}`),
        addressMasked: maskPhone(key),
        reason,
        deliveryCount: 1,
        firstSeenAt: now,
        lastSeenAt: now,
      })
      .onConflictDoUpdate({
        target: [unknownDelivery.provider, unknownDelivery.addressDigest, unknownDelivery.reason],
        set: { deliveryCount: sql`${unknownDelivery.deliveryCount} + 1`, lastSeenAt: now },
      }),
    rows.delete(unknownDelivery).where(lt(unknownDelivery.lastSeenAt, now - UNKNOWN_KEPT_MS)),
  ])
}

/** The latest first. */
export async function listUnknown(directory: D1Database): Promise<UnknownDeliveryView[]> {
  const { addressDigest: _kept, ...shown } = getTableColumns(unknownDelivery)
  return drizzle(directory)
    .select(shown)
    .from(unknownDelivery)
    .orderBy(desc(unknownDelivery.lastSeenAt))
    .limit(UNKNOWN_LISTED_MAX)
}

function keyOf(address: Address): string {
  switch (address.kind) {
    case 'phone':
      return address.phone
    case 'ghl_location':
      return address.locationId
    case 'lead_key':
      return address.digest
    case 'tenant':
      return address.tenantId
    default:
      return unreachable(address)
  }
}

/** Tells addresses with one ending apart. */
async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return Array.from(bytes.subarray(0, 12), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
