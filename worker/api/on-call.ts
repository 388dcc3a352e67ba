import { OnCallPatch } from '../../tenants/contract/on-call.ts'
import { ask, type Route, type TenantContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { tellOfContacts } from '../people/contacts-mail.ts'
import { readJson } from '../read-body.ts'
import { refuse, respondEmpty, respondJson } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

/** `GET /api/v1/tenants/:id/on-call`: whom an emergency is told to, and who answered STOP. */
export const readOnCall: Route<TenantContext> = async (_request, context) => {
  const found = await askOutcome(context, () => context.tenant.readOnCall())
  return found.ok ? respondJson(found.value) : refuse(found.error)
}

/** `PUT …/on-call`: the whole list; 412 where it has been changed since `version`. */
export const changeOnCall: Route<TenantContext> = async (request, context) => {
  const patch = await readJson(request, OnCallPatch)
  if (!patch.ok) return refuse(patch.error)
  const business = await ask(context, () => context.tenant.view())
  if (!business.ok) return refuse(business.error)
  await recordAccess(context, 'contacts_changed', context.tenantId, 'onCall')
  const changed = await askOutcome(context, () => context.tenant.changeOnCall(patch.value))
  if (!changed.ok) return refuse(changed.error)
  if (business.value) tellOfContacts(context, business.value, ['onCall'])
  return respondJson(changed.value)
}

/** `POST …/emergencies/:journeyId/acknowledge`: whoever is signed in has seen it and will call the customer. */
export const acknowledgeEmergency: Route<TenantContext> = async (request, context) => {
  const journeyId = request.params['journeyId'] ?? ''
  const taken = await askOutcome(context, () => context.tenant.acknowledgeEmergency(journeyId, context.person.email))
  return taken.ok ? respondEmpty() : refuse(taken.error)
}
