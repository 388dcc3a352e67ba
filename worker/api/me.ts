import type { Route, SignedInContext } from '../context.ts'
import { loadNamedGrants } from '../directory/people.ts'
import { respondJson } from '../respond.ts'

/** `GET /api/v1/me`: `{email, isAdmin, grants: [{role, tenantId, businessName}], sandboxUrl?}`. */
export const readMe: Route<SignedInContext> = async (_request, { env, person }) => {
  const grants = await loadNamedGrants(env.DIRECTORY, person.email)
  const { SANDBOX_URL: sandboxUrl } = env.settings
  return respondJson({ email: person.email, isAdmin: person.isAdmin, grants, ...(sandboxUrl ? { sandboxUrl } : {}) })
}
