import { runInDurableObject } from 'cloudflare:test'
import { openKeyring } from '../../tenants/base/sealing.ts'
import { openAddressKeys } from '../../tenants/storage/address-key.ts'
import { openDatabase } from '../../tenants/storage/open.ts'
import { loadTenant, type Context } from '../../tenants/storage/tenant-rows.ts'
import type { Shop } from './open-shop.ts'

/** What the code inside a tenant works with, on the real rows and in one transaction, as its object has it. */
export async function inside<T>(shop: Shop, work: (context: Context) => T): Promise<T> {
  return runInDurableObject(shop.tenant.stub(), async (_, state) => {
    const db = await openDatabase(state.storage)
    openAddressKeys(db, openKeyring(shop.settings['SEALING_KEY'] ?? ''), state.id.toString())
    const tenant = loadTenant(db)
    if (!tenant) throw new Error('The tenant has no profile.')
    return state.storage.transactionSync(() => work({ db, tenant }))
  })
}
