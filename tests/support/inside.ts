import { runInDurableObject } from 'cloudflare:test'
import { openKeyring } from '../../tenants/base/sealing.ts'
import { openAddressKeys } from '../../tenants/storage/address-key.ts'
import { openDatabase } from '../../tenants/storage/open.ts'
import { loadTenant, type Context } from '../../tenants/storage/tenant-rows.ts'
import type { Shop } from './open-shop.ts'

/** What the code inside a tenant works with, on the real rows. */
export async function openOf(shop: Shop, state: DurableObjectState): Promise<Context> {
  const db = await openDatabase(state.storage)
  openAddressKeys(db, openKeyring(shop.settings['SEALING_KEY'] ?? ''), state.id.toString())
  const tenant = loadTenant(db)
  if (!tenant) throw new Error('The tenant has no profile.')
  return { db, tenant }
}

/** Does something inside a tenant in one transaction, as its object does. */
export async function inside<T>(shop: Shop, work: (context: Context) => T): Promise<T> {
  return runInDurableObject(shop.tenant.stub(), async (_, state) => {
    const context = await openOf(shop, state)
    return state.storage.transactionSync(() => work(context))
  })
}
