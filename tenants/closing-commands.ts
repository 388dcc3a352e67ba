import { clock } from './base/clock.ts'
import { letGo } from './rights/erase-business.ts'
import { buryTenant } from './storage/directory-rows.ts'
import type { TenantEnv } from './tenant-env.ts'
import type { Wiring } from './wiring.ts'

/** After the day's chores: the directory forgets a business that has erased itself, and then the object who it was. */
export async function finishErasure(wiring: Wiring, { DIRECTORY }: Pick<TenantEnv, 'DIRECTORY'>): Promise<void> {
  const { tenant } = wiring
  if (tenant?.closing?.stage !== 'emptied') return
  const { tenantId, closing } = tenant
  await buryTenant(DIRECTORY, { tenantId, ...closing }, clock.now())
  if (wiring.transact((context) => letGo(context, clock.now()))) wiring.forgetTenant()
  wiring.rearm()
}
