import { KnownPerson, RelationPatch } from '../../tenants/contract/known.ts'
import type { Route, TenantContext } from '../context.ts'
import { readJson } from '../read-body.ts'
import { refuse, respondEmpty, respondJson } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

/** `GET /api/v1/tenants/:id/known`: who is no customer like any other, and the calls that were held back. */
export const readKnown: Route<TenantContext> = async (_request, context) => {
  const found = await askOutcome(context, () => context.tenant.readKnown())
  return found.ok ? respondJson(found.value) : refuse(found.error)
}

/** `POST …/known`: somebody who shall never get the cold text, whether or not they have ever called. */
export const addKnownPerson: Route<TenantContext> = async (request, context) => {
  const person = await readJson(request, KnownPerson)
  if (!person.ok) return refuse(person.error)
  const added = await askOutcome(context, () => context.tenant.addKnownPerson(person.value))
  return added.ok ? respondEmpty() : refuse(added.error)
}

/** `PUT …/conversations/:customerId/relation`: `null` makes them a customer like any other again. */
export const changeRelation: Route<TenantContext> = async (request, context) => {
  const patch = await readJson(request, RelationPatch)
  if (!patch.ok) return refuse(patch.error)
  const customerId = request.params['customerId'] ?? ''
  const changed = await askOutcome(context, () => context.tenant.changeRelation(customerId, patch.value.relation))
  return changed.ok ? respondEmpty() : refuse(changed.error)
}

/** `POST …/held-calls/:heldId/release`: answers it after all. */
export const releaseCall: Route<TenantContext> = async (request, context) => {
  const released = await askOutcome(context, () => context.tenant.releaseCall(request.params['heldId'] ?? ''))
  return released.ok ? respondEmpty() : refuse(released.error)
}
