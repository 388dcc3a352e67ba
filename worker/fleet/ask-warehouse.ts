import { describeError, log } from '../../tenants/base/log.ts'
import { fail, succeed, type Result } from '../../tenants/base/result.ts'
import type { Context } from '../context.ts'
import type { Refusal } from '../respond.ts'
import { withWarehouse, type Warehouse } from './connect-warehouse.ts'

/** What the warehouse answers, or a refusal where there is none or it does not. */
export async function askWarehouse<T>(
  { env, traceId }: Context,
  work: (warehouse: Warehouse) => Promise<T>,
): Promise<Result<T, Refusal>> {
  if (!env.FLEET_DB) return fail(FLEET_OFF)
  try {
    return succeed(await withWarehouse(env.FLEET_DB.connectionString, work))
  } catch (error) {
    log('warehouse_unreachable', traceId, { error: describeError(error) })
    return fail({
      code: 'warehouse_unreachable',
      detail: 'The figures of the fleet could not be read. No business is affected. Try again in a moment.',
      headers: { 'retry-after': '5' },
    })
  }
}

export const FLEET_OFF: Refusal = {
  code: 'fleet_off',
  detail: 'This Shoulder keeps no figures of its fleet: FLEET_DB and EXPORTS are not bound.',
}
