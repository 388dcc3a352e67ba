import type { Phone } from '../../tenants/base/e164.ts'
import { unreachable } from '../../tenants/base/result.ts'
import type { Address } from '../../tenants/providers/inbound.ts'
import type { KeyKind } from './schema.ts'

/** What providers address a tenant by, and the advertising account that is its own. */
export type TenantKey = { kind: KeyKind; key: string }
/** The profile's field that holds such a key. */
export type KeyField = (typeof FIELDS)[KeyKind]

const FIELDS = {
  sms_number: 'smsNumber',
  ghl_location: 'ghlLocationId',
  google_ads: 'googleAdsCustomerId',
} as const

export function keysOf(profile: { [Field in KeyField]?: string | null | undefined }): TenantKey[] {
  return (Object.keys(FIELDS) as KeyKind[]).flatMap((kind) => {
    const key = profile[FIELDS[kind]]
    return key ? [{ kind, key }] : []
  })
}

export function isSameKey(one: TenantKey, other: TenantKey): boolean {
  return one.kind === other.kind && one.key === other.key
}

export function fieldOf({ kind }: TenantKey): KeyField {
  return FIELDS[kind]
}

/** By what a delivery finds its tenant; nothing is delivered to an advertising account. */
export function addressesOf({ kind, key }: TenantKey): Address[] {
  switch (kind) {
    case 'sms_number':
      return [{ kind: 'phone', phone: key as Phone }]
    case 'ghl_location':
      return [{ kind: 'ghl_location', locationId: key }]
    case 'google_ads':
      return []
    default:
      return unreachable(kind)
  }
}
