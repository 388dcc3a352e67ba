import { clock } from '../../tenants/base/clock.ts'
import { NewFleetKey, type FleetKeys, type MadeFleetKey } from '../../tenants/contract/fleet-keys.ts'
import { digestApiKey } from '../access/api-key.ts'
import { newFleetKey } from '../access/fleet-key.ts'
import type { Route, SignedInContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { listFleetKeys, recordFleetKey, revokeFleetKey } from '../directory/fleet-keys.ts'
import { readJson } from '../read-body.ts'
import { refuse, respondEmpty, respondJson } from '../respond.ts'

/** `GET /api/v1/fleet/keys`: all keys of the platform, newest first, revoked ones included. */
export const listKeys: Route<SignedInContext> = async (_request, { env }) => {
  return respondJson({ items: await listFleetKeys(env.DIRECTORY) } satisfies FleetKeys)
}

/** `POST …/keys`: a new key, which is shown in this answer and never again. */
export const makeKey: Route<SignedInContext> = async (request, context) => {
  const wanted = await readJson(request, NewFleetKey)
  if (!wanted.ok) return refuse(wanted.error)
  const { env, person } = context
  const key = newFleetKey()
  const row = { ...wanted.value, digest: await digestApiKey(key), lastFour: key.slice(-4), createdBy: person.email }
  await recordAccess(context, 'api_key_made', null, wanted.value.name)
  const made = await recordFleetKey(env.DIRECTORY, row, clock.now())
  if (!made)
    return refuse({ code: 'too_many_keys', detail: 'There are as many keys as there may be. Revoke one first.' })
  return respondJson({ ...made, key } satisfies MadeFleetKey, 201)
}

/** `DELETE …/keys/:keyId`: it opens nothing from now on; 204 also where it did not before. */
export const revokeKey: Route<SignedInContext> = async (request, context) => {
  const name = await revokeFleetKey(context.env.DIRECTORY, request.params['keyId'] ?? '', clock.now())
  if (name !== null) await recordAccess(context, 'api_key_revoked', null, name)
  return respondEmpty()
}
