import { TextingChoice } from '../../tenants/contract/texting.ts'
import type { Route, TenantContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { readJson } from '../read-body.ts'
import { refuse, respondJson } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

/** `GET /api/v1/tenants/:id/gohighlevel/texting`: by which provider texts leave, and what could be chosen. */
export const readTexting: Route<TenantContext> = async (_request, context) => {
  const view = await askOutcome(context, () => context.tenant.readTexting())
  return view.ok ? respondJson(view.value) : refuse(view.error)
}

/** `PUT …/gohighlevel/texting`: takes another way. Who vouched for the number's registration is written down. */
export const chooseTexting: Route<TenantContext> = async (request, context) => {
  const choice = await readJson(request, TextingChoice)
  if (!choice.ok) return refuse(choice.error)
  await recordAccess(context, 'crm_changed', context.tenantId, `texts by ${choice.value.smsVia}`)
  const view = await askOutcome(context, () => context.tenant.chooseTexting(choice.value))
  return view.ok ? respondJson(view.value) : refuse(view.error)
}
