import { clock } from '../../tenants/base/clock.ts'
import { NewApiKey, type ApiKeys, type MadeApiKey, type OwnApiKey } from '../../tenants/contract/api-keys.ts'
import { digestApiKey, newApiKey } from '../access/api-key.ts'
import type { Route, SignedInContext, TenantContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { listKeys, recordKey, revokeKey } from '../directory/api-keys.ts'
import { readJson } from '../read-body.ts'
import { refuse, respondEmpty, respondJson } from '../respond.ts'

/** `GET /api/v1/tenants/:id/api-keys`: all keys of the business, newest first, revoked ones included. */
export const listApiKeys: Route<TenantContext> = async (_request, { env, tenantId }) => {
  return respondJson({ items: await listKeys(env.DIRECTORY, tenantId) } satisfies ApiKeys)
}

/** `POST …/api-keys`: a new key, which is shown in this answer and never again. */
export const makeApiKey: Route<TenantContext> = async (request, context) => {
  const wanted = await readJson(request, NewApiKey)
  if (!wanted.ok) return refuse(wanted.error)
  const { env, tenantId, person } = context
  const key = newApiKey()
  const row = { ...wanted.value, tenantId, digest: await digestApiKey(key), lastFour: key.slice(-4) }
  await recordAccess(context, 'api_key_made', tenantId, wanted.value.name)
  const made = await recordKey(env.DIRECTORY, { ...row, createdBy: person.email }, clock.now())
  if (!made)
    return refuse({ code: 'too_many_keys', detail: 'There are as many keys as there may be. Revoke one first.' })
  return respondJson({ ...made, key } satisfies MadeApiKey, 201)
}

/** `DELETE …/api-keys/:keyId`: it opens nothing from now on; 204 also where it did not before. */
export const revokeApiKey: Route<TenantContext> = async (request, context) => {
  const { env, tenantId } = context
  const keyId = request.params['keyId'] ?? ''
  const name = await revokeKey(env.DIRECTORY, { tenantId, keyId }, clock.now())
  if (name !== null) await recordAccess(context, 'api_key_revoked', tenantId, name)
  return respondEmpty()
}

/** `GET /api/v1/api-key`: what the key in the request opens, to try it out. */
export const readOwnKey: Route<SignedInContext> = async (_request, { person }) => {
  if (!person.key) {
    return refuse({
      code: 'forbidden',
      detail: 'This tells of the API key that a request carries, and it carries none.',
    })
  }
  const { tenantId, name, scopes } = person.key
  return respondJson({ tenantId, name, scopes } satisfies OwnApiKey)
}
