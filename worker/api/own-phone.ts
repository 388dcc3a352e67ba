import { clock } from '../../tenants/base/clock.ts'
import type { Phone } from '../../tenants/base/e164.ts'
import { succeed, type Result } from '../../tenants/base/result.ts'
import type { Context } from '../context.ts'
import { findTenant } from '../directory/find-tenant.ts'
import { invalid } from '../read-body.ts'
import type { Refusal } from '../respond.ts'

/** Refuses a number of ours as somebody's own phone: forwarded calls and notices would go round in a circle. */
export async function checkOwnPhone({ env }: Context, phone: Phone): Promise<Result<void, Refusal>> {
  const owner = await findTenant(env.DIRECTORY, { kind: 'phone', phone }, clock.now())
  if (!owner) return succeed(undefined)
  return invalid([{ path: 'primaryPhone', message: 'this is a number of Shoulder; give the number of your own phone' }])
}
