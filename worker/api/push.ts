import * as v from 'valibot'
import { PushSubscription } from '../../tenants/contract/push.ts'
import { isStillAllowed } from '../access/sign-in.ts'
import type { Route, TenantContext } from '../context.ts'
import { readJson } from '../read-body.ts'
import { refuse, respondEmpty, respondJson } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

export const Endpoint = v.strictObject({ endpoint: PushSubscription.entries.endpoint })

/** `GET /api/v1/tenants/:id/push`: `{publicKey}`, null where notifications to phones are not set up. */
export const readPush: Route<TenantContext> = async (_request, { env }) => {
  return respondJson({ publicKey: env.settings.VAPID_PUBLIC_KEY ?? null })
}

/** `POST …/push`: the browser of whoever is signed in is told from now on. */
export const subscribe: Route<TenantContext> = async (request, context) => {
  const subscription = await readJson(request, PushSubscription)
  if (!subscription.ok) return refuse(subscription.error)
  const { email } = context.person
  const kept = await askOutcome(context, () => context.tenant.subscribe(subscription.value, email))
  if (!kept.ok) return refuse(kept.error)
  if (await isStillAllowed('read_customers', context)) return respondEmpty()
  return refuse({ code: 'forbidden', detail: 'You may not do this.' })
}

/** `DELETE …/push` with `{endpoint}`: forgets it where it is this person's, and says 204 in any case. */
export const unsubscribe: Route<TenantContext> = async (request, context) => {
  const asked = await readJson(request, Endpoint)
  if (!asked.ok) return refuse(asked.error)
  const { email } = context.person
  const dropped = await askOutcome(context, () => context.tenant.dropSubscription(asked.value.endpoint, email))
  return dropped.ok ? respondEmpty() : refuse(dropped.error)
}

/** `POST …/push/test`: one push to each of the person's browsers, now; 409 with the reason where none took it. */
export const testPush: Route<TenantContext> = async (_request, context) => {
  const sent = await askOutcome(context, () => context.tenant.testPush(context.person.email))
  return sent.ok ? respondEmpty() : refuse(sent.error)
}
