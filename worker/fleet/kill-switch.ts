import { clock } from '../../tenants/base/clock.ts'
import { describeError, log } from '../../tenants/base/log.ts'
import type { FleetOrder } from '../../tenants/contract/fleet.ts'
import {
  FLEET_TELLING_MS_MAX,
  FLEET_TELL_TIMEOUT_MS,
  FLEET_TOLD_AT_ONCE_MAX,
  FLEET_TOLD_PER_CALL_MAX,
} from '../bounds.ts'
import { within, type Context } from '../context.ts'
import { loadUntold, settleTold } from '../directory/fleet-switch.ts'

export type Told = { told: string[]; failed: string[] }

/**
 * Tells the next businesses of the switch, a few at a time. What is written down after each page is where the next call
 * goes on, whoever makes it and after whatever happened to this one.
 */
export async function tellBusinesses(context: Context, order: FleetOrder): Promise<Told> {
  const { DIRECTORY } = context.env
  const all: Told = { told: [], failed: [] }
  const giveUpAt = clock.now() + FLEET_TELLING_MS_MAX
  const waiting = await loadUntold(DIRECTORY, FLEET_TOLD_PER_CALL_MAX)
  for (let start = 0; start < waiting.length && clock.now() < giveUpAt; start += FLEET_TOLD_AT_ONCE_MAX) {
    const page = await tellPage(context, waiting.slice(start, start + FLEET_TOLD_AT_ONCE_MAX), order)
    await settleTold(DIRECTORY, { seq: order.seq, ...page })
    all.told.push(...page.told)
    all.failed.push(...page.failed)
  }
  return all
}

async function tellPage(context: Context, tenantIds: string[], order: FleetOrder): Promise<Told> {
  const answers = await Promise.all(tenantIds.map((tenantId) => tell(context, tenantId, order)))
  return {
    told: tenantIds.filter((_, index) => answers[index] === true),
    failed: tenantIds.filter((_, index) => answers[index] === false),
  }
}

async function tell({ env, traceId }: Context, tenantId: string, order: FleetOrder): Promise<boolean> {
  try {
    const answer = await within(env.TENANT.getByName(tenantId).switchFleet(order), FLEET_TELL_TIMEOUT_MS)
    return answer.ok
  } catch (error) {
    log('fleet_switch_untold', traceId, { tenantId, error: describeError(error) })
    return false
  }
}
