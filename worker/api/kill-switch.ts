import { clock } from '../../tenants/base/clock.ts'
import type { FleetOrder, FleetSwitchView } from '../../tenants/contract/fleet.ts'
import { FleetSwitch } from '../../tenants/contract/fleet.ts'
import type { Result } from '../../tenants/base/result.ts'
import { ask, type Context, type Route, type SignedInContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { countUntold, loadSwitch, recordSwitch, type SwitchRow } from '../directory/fleet-switch.ts'
import { tellBusinesses } from '../fleet/kill-switch.ts'
import { readJson } from '../read-body.ts'
import { refuse, respondJson, type Refusal } from '../respond.ts'

/** `GET /api/v1/fleet/kill-switch` */
export const readKillSwitch: Route<SignedInContext> = async (_request, context) => {
  return respondJson(await describe(context, await loadSwitch(context.env.DIRECTORY), 0))
}

/** `PUT /api/v1/fleet/kill-switch` with `{on, reason}`: written down first, then told to as many as one call may. */
export const changeKillSwitch: Route<SignedInContext> = async (request, context) => {
  const wanted = await readJson(request, FleetSwitch)
  if (!wanted.ok) return refuse(wanted.error)
  const { on, reason } = wanted.value
  const change = { isOn: on, reason, changedBy: context.person.email }
  await recordAccess(context, 'fleet_switched', null, on ? 'on' : 'off')
  const row = await recordSwitch(context.env.DIRECTORY, change, clock.now())
  return tellOf(context, row)
}

/** `POST /api/v1/fleet/kill-switch/tell`: goes on telling where the last call stopped. */
export const tellOfKillSwitch: Route<SignedInContext> = async (_request, context) => {
  const row = await loadSwitch(context.env.DIRECTORY)
  return row ? tellOf(context, row) : respondJson(await describe(context, null, 0))
}

/**
 * Before a business is opened: it must not send a word while the others are silent. Its row in the directory comes
 * first, so that it is among those told if the switch is turned at this very moment.
 */
export async function tellNewBusiness(context: Context, tenantId: string): Promise<Result<unknown, Refusal> | null> {
  const row = await loadSwitch(context.env.DIRECTORY)
  if (!row?.isOn) return null
  return ask(context, () => context.env.TENANT.getByName(tenantId).switchFleet(orderOf(row)))
}

async function tellOf(context: SignedInContext, row: SwitchRow): Promise<Response> {
  const { failed } = await tellBusinesses(context, orderOf(row))
  return respondJson(await describe(context, row, failed.length))
}

async function describe({ env }: Context, row: SwitchRow | null, failed: number): Promise<FleetSwitchView> {
  const { all, untold } = await countUntold(env.DIRECTORY)
  return {
    on: row?.isOn ?? false,
    reason: row?.reason ?? null,
    changedBy: row?.changedBy ?? null,
    changedAt: row?.changedAt ?? null,
    told: row ? all - untold : 0,
    failed,
    remaining: untold,
  }
}

function orderOf({ seq, isOn }: SwitchRow): FleetOrder {
  return { seq, isOn }
}
