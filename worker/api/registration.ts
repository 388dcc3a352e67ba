import { RegistrationOutcome, RegistrationPatch } from '../../tenants/contract/registration.ts'
import { succeed, type Result } from '../../tenants/base/result.ts'
import type { Route, TenantContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { invalid, readJson } from '../read-body.ts'
import { refuse, respondJson, type Refusal } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

/** `GET /api/v1/tenants/:id/registration`: how far the carriers' registration has come; the EIN only by its end. */
export const readRegistration: Route<TenantContext> = async (_request, context) => {
  const view = await askOutcome(context, () => context.tenant.readRegistration())
  return view.ok ? respondJson(view.value) : refuse(view.error)
}

/** `PUT …/registration`: the whole draft anew. An absent `ein` keeps the one that is there. */
export const changeRegistration: Route<TenantContext> = async (request, context) => {
  const patch = await readJson(request, RegistrationPatch)
  if (!patch.ok) return refuse(patch.error)
  const links = checkLinks(patch.value)
  if (!links.ok) return refuse(links.error)
  await recordAccess(context, 'registration_changed', context.tenantId, 'draft')
  const changed = await askOutcome(context, () => context.tenant.changeRegistration(patch.value))
  return changed.ok ? respondJson(changed.value) : refuse(changed.error)
}

/** A draft may be incomplete, though what stands in it as an address becomes a link on pages of ours. */
function checkLinks(patch: RegistrationPatch): Result<void, Refusal> {
  const wrong = (['website', 'privacyUrl', 'smsTermsUrl'] as const).filter((field) => !isWebAddress(patch[field]))
  const issues = wrong.map((path) => ({ path, message: 'a web address, such as https://example.com' }))
  return issues.length === 0 ? succeed(undefined) : invalid(issues)
}

/** An address without a scheme is somebody still writing; any other scheme than the web's is none of ours to keep. */
function isWebAddress(text: string): boolean {
  const scheme = /^([a-z][a-z0-9+-]*):/i.exec(text)?.[1]?.toLowerCase()
  return scheme === undefined || scheme === 'http' || scheme === 'https'
}

/** `POST …/registration/submit`: 400 with an issue for each field the carriers would send it back for. */
export const submitRegistration: Route<TenantContext> = async (_request, context) => {
  await recordAccess(context, 'registration_changed', context.tenantId, 'submitted')
  const submitted = await askOutcome(context, () => context.tenant.submitRegistration())
  return submitted.ok ? respondJson(submitted.value) : refuse(submitted.error)
}

/** `POST …/registration/outcome` with `{kind, reason?}`: what the carriers decided. */
export const judgeRegistration: Route<TenantContext> = async (request, context) => {
  const outcome = await readJson(request, RegistrationOutcome)
  if (!outcome.ok) return refuse(outcome.error)
  await recordAccess(context, 'registration_changed', context.tenantId, outcome.value.kind)
  const judged = await askOutcome(context, () => context.tenant.judgeRegistration(outcome.value))
  return judged.ok ? respondJson(judged.value) : refuse(judged.error)
}
