import { fail, succeed, type Result } from '../../tenants/base/result.ts'
import { PolicyPatch, ProfilePatch, type TenantView } from '../../tenants/contract.ts'
import { judgeTenant } from '../access/roles.ts'
import { ask, type Route, type TenantContext } from '../context.ts'
import { forgetTenant } from '../directory/find-tenant.ts'
import { addressOf, isSameKey, keysOf, type TenantKey } from '../directory/tenant-key.ts'
import * as directory from '../directory/tenants.ts'
import { readJson } from '../read-body.ts'
import { refuse, respondJson, type Refusal } from '../respond.ts'
import { describeTaken } from './already-taken.ts'
import { askOutcome } from './ask-outcome.ts'

/** Fields that say who a provider's traffic belongs to, or vouch for it. A technician may not set them alone. */
const VOUCHED_FIELDS = ['smsNumber', 'ghlLocationId', 'googleAdsCustomerId', 'a2p', 'consentMode'] as const

/**
 * `PATCH /api/v1/tenants/:id`: the whole tenant after the change. `If-Match: "<version>"` makes the answer 412 where
 * somebody else has changed it meanwhile; the same holds for the policy.
 */
export const changeTenant: Route<TenantContext> = async (request, context) => {
  const patch = await readJson(request, ProfilePatch)
  if (!patch.ok) return refuse(patch.error)
  const vouched = await checkVouched(context, patch.value)
  if (!vouched.ok) return refuse(vouched.error)
  const changed = await changeProfile(context, patch.value, readIfMatch(request))
  return changed.ok ? respondJson(changed.value, 200, tagOf(changed.value)) : refuse(changed.error)
}

/** `PATCH /api/v1/tenants/:id/policy`: the whole policy after the change. */
export const changePolicy: Route<TenantContext> = async (request, context) => {
  const patch = await readJson(request, PolicyPatch)
  if (!patch.ok) return refuse(patch.error)
  const changed = await askOutcome(context, () => context.tenant.changePolicy(patch.value, readIfMatch(request)))
  return changed.ok ? respondJson(changed.value.policy, 200, tagOf(changed.value)) : refuse(changed.error)
}

/** The version a change was made from; null where the caller does not say or does not mind. */
function readIfMatch(request: Request): number | null {
  const tag = /^(?:W\/)?"(\d{1,9})"$/.exec(request.headers.get('if-match') ?? '')
  return tag ? Number(tag[1]) : null
}

function tagOf({ version }: TenantView): Record<string, string> {
  return { etag: `"${version}"` }
}

/**
 * New keys are reserved beside the old ones and the old ones released last, so that deliveries find the tenant all the
 * while. Where the tenant gives no answer it may have changed: both stay, and a repeat of the request settles them.
 */
async function changeProfile(
  context: TenantContext,
  patch: ProfilePatch,
  version: number | null,
): Promise<Result<TenantView, Refusal>> {
  const { env, tenantId } = context
  const held = await directory.loadKeys(env.DIRECTORY, tenantId)
  const added = keysOf(patch).filter((key) => !held.some((other) => isSameKey(key, other)))
  const reserved = await directory.reserveKeys(env.DIRECTORY, tenantId, added)
  if (!reserved.ok) return fail(describeTaken(reserved.error.fields))
  const changed = await askOutcome(context, () => context.tenant.changeProfile(patch, version))
  if (changed.ok) await followProfile(context, changed.value, [...held, ...added])
  else if (changed.error.code !== 'tenant_unreachable') await directory.releaseKeys(env.DIRECTORY, tenantId, added)
  return changed
}

async function followProfile(context: TenantContext, profile: TenantView, held: TenantKey[]): Promise<void> {
  const { env, tenantId } = context
  const wanted = keysOf(profile)
  const stale = held.filter((key) => !wanted.some((other) => isSameKey(key, other)))
  await directory.releaseKeys(env.DIRECTORY, tenantId, stale)
  await directory.renameTenant(env.DIRECTORY, tenantId, profile)
  forgetTenant([{ kind: 'tenant', tenantId }, ...[...held, ...wanted].map(addressOf)])
}

/** A form sends every field back; those that stay as they are need nobody's word. */
async function checkVouched(context: TenantContext, patch: ProfilePatch): Promise<Result<void, Refusal>> {
  const sent = VOUCHED_FIELDS.filter((field) => patch[field] !== undefined)
  const mayVouch = judgeTenant(context.person, 'change_keys', context.tenantId) === 'allowed'
  if (sent.length === 0 || mayVouch) return succeed(undefined)
  const current = await ask(context, () => context.tenant.view())
  if (!current.ok) return current
  const changed = sent.filter((field) => patch[field] !== current.value?.[field])
  if (changed.length === 0) return succeed(undefined)
  return fail({
    code: 'forbidden',
    detail: 'Ask whoever set up your account to change this.',
    issues: changed.map((path) => ({ path, message: 'you may not change this yourself' })),
  })
}
