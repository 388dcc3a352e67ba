import type { Route, SignedInContext } from '../context.ts'
import { loadNamedGrants } from '../directory/people.ts'
import { respondJson } from '../respond.ts'

/** `GET /api/v1/me`: `{email, isAdmin, grants: [{role, tenantId, businessName}]}`. */
export const readMe: Route<SignedInContext> = async (_request, { env, person }) => {
  const grants = await loadNamedGrants(env.DIRECTORY, person.email)
  return respondJson({ email: person.email, isAdmin: person.isAdmin, grants })
}
