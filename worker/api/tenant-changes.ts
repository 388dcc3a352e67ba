import { fail, succeed, type Result } from '../../tenants/base/result.ts'
import { ProfilePatch, type Outcome, type TenantView } from '../../tenants/contract.ts'
import { PolicyPatch } from '../../tenants/contract/policy.ts'
import { judgeTenant } from '../access/roles.ts'
import { ask, type Route, type TenantContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { forgetTenant } from '../directory/find-tenant.ts'
import { addressesOf, isSameKey, keysOf, type TenantKey } from '../directory/tenant-key.ts'
import * as directory from '../directory/tenants.ts'
import { tellOfContacts } from '../people/contacts-mail.ts'
import { invalid, readJson } from '../read-body.ts'
import { refuse, respondJson, type Refusal } from '../respond.ts'
import { describeTaken } from './already-taken.ts'
import { askOutcome } from './ask-outcome.ts'
import { checkOwnPhone } from './own-phone.ts'

/** Fields that say who a provider's traffic belongs to, or vouch for it. A technician may not set them alone. */
const VOUCHED_FIELDS = ['smsNumber', 'ghlLocationId', 'googleAdsCustomerId', 'a2p', 'consentMode'] as const

/** Notices go there, with what customers write: whoever only sells the business must not turn them to themselves. */
const CONTACT_FIELDS = ['email', 'primaryPhone'] as const

const GUARDS = [
  { action: 'change_keys', fields: VOUCHED_FIELDS, detail: 'Ask whoever set up your account to change this.' },
  {
    action: 'change_contacts',
    fields: CONTACT_FIELDS,
    detail: 'Notices with what customers write go there. Only who works in the business, or an admin, changes that.',
  },
] as const

/** Fields that send calls, texts or notices somewhere else. A change of them is worth a line in the log. */
const ROUTING_FIELDS = [...CONTACT_FIELDS, 'smsNumber', 'ghlLocationId'] as const

/**
 * `PATCH /api/v1/tenants/:id`: the whole tenant after the change. `If-Match: "<version>"` makes the answer 412 where
 * somebody else has changed it meanwhile; the same holds for the policy.
 */
export const changeTenant: Route<TenantContext> = async (request, context) => {
  const patch = await readJson(request, ProfilePatch)
  if (!patch.ok) return refuse(patch.error)
  const checked = await checkPatch(context, patch.value)
  if (!checked.ok) return refuse(checked.error)
  const version = await chooseVersion(context, request.headers.get('if-match'))
  if (!version.ok) return refuse(version.error)
  const before = checked.value
  const fields = before ? changedFields(ROUTING_FIELDS, patch.value, before) : []
  if (fields.length > 0) await recordAccess(context, 'contacts_changed', context.tenantId, fields.join(', '))
  const changed = await changeKeys(context, patch.value, () => context.tenant.changeProfile(patch.value, version.value))
  if (!changed.ok) return refuse(changed.error)
  const contacts = CONTACT_FIELDS.filter((field) => fields.includes(field))
  if (before && contacts.length > 0) tellOfContacts(context, before, contacts)
  return respondJson(changed.value, 200, tagOf(changed.value))
}

/** `PATCH /api/v1/tenants/:id/policy`: the whole policy after the change. */
export const changePolicy: Route<TenantContext> = async (request, context) => {
  const patch = await readJson(request, PolicyPatch)
  if (!patch.ok) return refuse(patch.error)
  if (patch.value.modelDailyCapMicros !== undefined && !maySetBudget(context)) return refuse(NOT_YOUR_BUDGET)
  const version = await chooseVersion(context, request.headers.get('if-match'))
  if (!version.ok) return refuse(version.error)
  const changed = await askOutcome(context, () => context.tenant.changePolicy(patch.value, version.value))
  return changed.ok ? respondJson(changed.value.policy, 200, tagOf(changed.value)) : refuse(changed.error)
}

const maySetBudget = ({ person, tenantId }: TenantContext) =>
  judgeTenant(person, 'change_budget', tenantId) === 'allowed'

const NOT_YOUR_BUDGET: Refusal = {
  code: 'forbidden',
  detail: 'What models may cost a day is set by an admin.',
  issues: [{ path: 'modelDailyCapMicros', message: 'you may not change this yourself' }],
}

/**
 * The version a change was made from, for the tenant to compare; null where the caller does not say or does not mind.
 * Whoever sends a condition wants nothing overwritten, so tags that are not ours match nothing.
 */
async function chooseVersion(context: TenantContext, ifMatch: string | null): Promise<Result<number | null, Refusal>> {
  if (ifMatch === null || ifMatch.trim() === '*') return succeed(null)
  const tags = ifMatch.split(',').map((tag) => /^(?:W\/)?"(0|[1-9]\d{0,8})"$/.exec(tag.trim())?.[1])
  const versions = tags.filter((tag) => tag !== undefined).map(Number)
  const [only] = versions
  if (only === undefined) return fail(EDITED_MEANWHILE)
  if (versions.length === 1) return succeed(only)
  const current = await ask(context, () => context.tenant.view())
  if (!current.ok) return current
  const named = versions.find((version) => version === current.value?.version)
  return named === undefined ? fail(EDITED_MEANWHILE) : succeed(named)
}

const EDITED_MEANWHILE: Refusal = {
  code: 'edited_meanwhile',
  detail: 'This has been changed since the version that If-Match names. Read it again, then change it.',
}

function tagOf({ version }: TenantView): Record<string, string> {
  return { etag: `"${version}"` }
}

/**
 * New keys are reserved beside the old ones and the old ones released last, so that deliveries find the tenant all the
 * while. Where the tenant gives no answer it may have changed: both stay, and a repeat of the request settles them.
 */
export async function changeKeys(
  context: TenantContext,
  wanted: Pick<ProfilePatch, 'smsNumber' | 'ghlLocationId' | 'googleAdsCustomerId'>,
  change: () => Promise<Outcome<TenantView>>,
): Promise<Result<TenantView, Refusal>> {
  const { env, tenantId } = context
  const held = await directory.loadKeys(env.DIRECTORY, tenantId)
  const added = keysOf(wanted).filter((key) => !held.some((other) => isSameKey(key, other)))
  const reserved = await directory.reserveKeys(env.DIRECTORY, tenantId, added)
  if (!reserved.ok) return fail(describeTaken(reserved.error.fields))
  const changed = await askOutcome(context, change)
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
  forgetTenant([{ kind: 'tenant', tenantId }, ...[...held, ...wanted].flatMap(addressesOf)])
}

/** A form sends every field back; those that stay as they are need nobody's word. Gives the business as it was. */
async function checkPatch(context: TenantContext, patch: ProfilePatch): Promise<Result<TenantView | null, Refusal>> {
  if ([...VOUCHED_FIELDS, ...CONTACT_FIELDS].every((field) => patch[field] === undefined)) return succeed(null)
  const current = await ask(context, () => context.tenant.view())
  if (!current.ok) return current
  if (!current.value) return fail({ code: 'tenant_missing', detail: 'There is no such business.' })
  const guarded = checkGuards(context, patch, current.value)
  if (!guarded.ok) return guarded
  const numbers = await checkNumbers(context, patch, current.value)
  return numbers.ok ? succeed(current.value) : numbers
}

function changedFields<F extends (typeof VOUCHED_FIELDS | typeof CONTACT_FIELDS)[number]>(
  fields: readonly F[],
  patch: ProfilePatch,
  current: TenantView,
): F[] {
  return fields.filter((field) => patch[field] !== undefined && patch[field] !== current[field])
}

function checkGuards(
  { person, tenantId }: TenantContext,
  patch: ProfilePatch,
  current: TenantView,
): Result<void, Refusal> {
  for (const { action, fields, detail } of GUARDS) {
    const changed = changedFields<(typeof fields)[number]>(fields, patch, current)
    if (changed.length === 0 || judgeTenant(person, action, tenantId) === 'allowed') continue
    const issues = changed.map((path) => ({ path, message: 'you may not change this yourself' }))
    return fail({ code: 'forbidden', detail, issues })
  }
  return succeed(undefined)
}

/** The technician's own phone is never one of our numbers, from whichever side the two would meet. */
async function checkNumbers(
  context: TenantContext,
  patch: ProfilePatch,
  current: TenantView,
): Promise<Result<void, Refusal>> {
  const { primaryPhone = current.primaryPhone, smsNumber = current.smsNumber } = patch
  const isNewPhone = primaryPhone !== current.primaryPhone
  const isNewNumber = smsNumber !== current.smsNumber
  if (primaryPhone === smsNumber && isNewPhone) {
    return invalid([{ path: 'primaryPhone', message: 'another number than smsNumber' }])
  }
  if (primaryPhone === smsNumber && isNewNumber) {
    return invalid([{ path: 'smsNumber', message: 'another number than primaryPhone' }])
  }
  return isNewPhone ? checkOwnPhone(context, primaryPhone) : succeed(undefined)
}
