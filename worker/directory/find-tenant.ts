import { and, eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import type { Instant } from '../../tenants/base/clock.ts'
import type { Address } from '../../tenants/providers/inbound.ts'
import { TENANT_CACHE_ENTRIES_MAX, TENANT_CACHE_MS, UNKNOWN_CACHE_MS } from '../bounds.ts'
import { figures } from '../measure.ts'
import { leadKey, tenant, tenantKey } from './schema.ts'

/** What the router has to know of a tenant to hand over a delivery and to greet a caller. */
export type FoundTenant = { tenantId: string; businessName: string; language: 'en' | 'es' }

type Remembered = { found: FoundTenant | null; until: Instant }

/** Lives as long as the isolate. What another isolate changes is seen when an entry's time is over. */
const remembered = new Map<string, Remembered>()

/**
 * The tenant a delivery is for, or null. Asks D1 only for what this isolate has not seen lately. While D1 does not
 * answer, what was known before still counts; throws where nothing was known.
 */
export async function findTenant(directory: D1Database, address: Address, now: Instant): Promise<FoundTenant | null> {
  const name = cacheName(address)
  const known = remembered.get(name)
  const isKnown = known !== undefined && known.until > now
  figures.count('directory_cache', { result: isKnown ? 'hit' : 'miss' })
  if (isKnown) return known.found
  try {
    const found = await lookUp(directory, address)
    remember(name, { found, until: now + (found ? TENANT_CACHE_MS : UNKNOWN_CACHE_MS) })
    return found
  } catch (error) {
    if (known?.found) return known.found
    throw error
  }
}

/** Drops what this isolate remembers of addresses whose tenant has just changed. */
export function forgetTenant(addresses: Address[]): void {
  for (const address of addresses) remembered.delete(cacheName(address))
}

async function lookUp(directory: D1Database, address: Address): Promise<FoundTenant | null> {
  const wanted = { tenantId: tenant.tenantId, businessName: tenant.businessName, language: tenant.language }
  const rows = drizzle(directory)
  if (address.kind === 'tenant') {
    return (await rows.select(wanted).from(tenant).where(eq(tenant.tenantId, address.tenantId)).get()) ?? null
  }
  if (address.kind === 'lead_key') {
    const joined = eq(tenant.tenantId, leadKey.tenantId)
    const ofKey = rows.select(wanted).from(leadKey).innerJoin(tenant, joined).where(eq(leadKey.digest, address.digest))
    return (await ofKey.get()) ?? null
  }
  const [kind, key] =
    address.kind === 'phone'
      ? (['sms_number', address.phone] as const)
      : (['ghl_location', address.locationId] as const)
  const found = await rows
    .select(wanted)
    .from(tenantKey)
    .innerJoin(tenant, eq(tenant.tenantId, tenantKey.tenantId))
    .where(and(eq(tenantKey.kind, kind), eq(tenantKey.key, key)))
    .get()
  return found ?? null
}

function remember(name: string, entry: Remembered): void {
  remembered.delete(name)
  if (remembered.size >= TENANT_CACHE_ENTRIES_MAX) {
    const oldest = remembered.keys().next()
    if (!oldest.done) remembered.delete(oldest.value)
  }
  remembered.set(name, entry)
}

function cacheName(address: Address): string {
  switch (address.kind) {
    case 'phone':
      return `phone:${address.phone}`
    case 'ghl_location':
      return `location:${address.locationId}`
    case 'lead_key':
      return `lead:${address.digest}`
    case 'tenant':
      return `tenant:${address.tenantId}`
  }
}
