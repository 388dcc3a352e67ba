import type { Route, SignedInContext } from '../context.ts'
import { listUnknown } from '../directory/unknown-deliveries.ts'
import { respondJson } from '../respond.ts'

/** `GET /api/v1/unknown-deliveries`: signed webhooks that reached nobody, latest first, as `{items, next: null}`. */
export const readUnknownDeliveries: Route<SignedInContext> = async (_request, { env }) => {
  return respondJson({ items: await listUnknown(env.DIRECTORY), next: null })
}
