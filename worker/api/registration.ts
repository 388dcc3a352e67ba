import { RegistrationOutcome, RegistrationPatch } from '../../tenants/contract/registration.ts'
import type { Route, TenantContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { readJson } from '../read-body.ts'
import { refuse, respondJson } from '../respond.ts'
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
  await recordAccess(context, 'registration_changed', context.tenantId, 'draft')
  const changed = await askOutcome(context, () => context.tenant.changeRegistration(patch.value))
  return changed.ok ? respondJson(changed.value) : refuse(changed.error)
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
