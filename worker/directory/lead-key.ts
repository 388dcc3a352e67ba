import { eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import type { Instant } from '../../tenants/base/clock.ts'
import { forgetTenant } from './find-tenant.ts'
import { leadKey } from './schema.ts'

/** Puts a new key in the place of the old one, which opens nothing from then on. */
export async function changeLeadKey(
  directory: D1Database,
  tenantId: string,
  digest: string,
  now: Instant,
): Promise<void> {
  const rows = drizzle(directory)
  const old = await rows.select({ digest: leadKey.digest }).from(leadKey).where(eq(leadKey.tenantId, tenantId)).get()
  const changed = { digest, setAt: now }
  await rows
    .insert(leadKey)
    .values({ ...changed, tenantId })
    .onConflictDoUpdate({ target: leadKey.tenantId, set: changed })
  forgetTenant([digest, ...(old ? [old.digest] : [])].map((each) => ({ kind: 'lead_key', digest: each })))
}

/** Nothing opens any more; answers at once where nothing did. */
export async function dropLeadKey(directory: D1Database, tenantId: string): Promise<void> {
  const gone = await drizzle(directory)
    .delete(leadKey)
    .where(eq(leadKey.tenantId, tenantId))
    .returning({ digest: leadKey.digest })
  forgetTenant(gone.map(({ digest }) => ({ kind: 'lead_key', digest })))
}
