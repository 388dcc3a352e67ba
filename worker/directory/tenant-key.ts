import type { Phone } from '../../tenants/base/e164.ts'
import type { Address } from '../../tenants/providers/inbound.ts'
import type { KeyKind } from './schema.ts'

/** What providers address a tenant by. */
export type TenantKey = { kind: KeyKind; key: string }
/** The profile's field that holds such a key. */
export type KeyField = 'smsNumber' | 'ghlLocationId'

export function keysOf(profile: {
  smsNumber?: string | undefined
  ghlLocationId?: string | null | undefined
}): TenantKey[] {
  const keys: TenantKey[] = []
  if (profile.smsNumber) keys.push({ kind: 'sms_number', key: profile.smsNumber })
  if (profile.ghlLocationId) keys.push({ kind: 'ghl_location', key: profile.ghlLocationId })
  return keys
}

export function isSameKey(one: TenantKey, other: TenantKey): boolean {
  return one.kind === other.kind && one.key === other.key
}

export function fieldOf({ kind }: TenantKey): KeyField {
  return kind === 'sms_number' ? 'smsNumber' : 'ghlLocationId'
}

export function addressOf({ kind, key }: TenantKey): Address {
  return kind === 'sms_number' ? { kind: 'phone', phone: key as Phone } : { kind: 'ghl_location', locationId: key }
}
