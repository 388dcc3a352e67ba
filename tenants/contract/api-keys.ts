import * as v from 'valibot'
import { isOneLine } from '../base/plain-name.ts'

/** Keys by which programs call the API for one business. */

/** What a key may do. Each route that takes keys at all names one, see `worker/access/scopes.ts`. */
export const Scope = v.picklist([
  'read:leads',
  'read:conversations',
  'read:visits',
  'read:figures',
  'write:leads',
  'write:visits',
  'write:messages',
  'webhooks',
])
export type Scope = v.InferOutput<typeof Scope>

/** For the screens, in the order in which they are offered. */
export const SCOPES = Scope.options

/** Keys of one business that open something. */
export const API_KEYS_MAX = 20

/** `POST /api/v1/tenants/:id/api-keys` */
export const NewApiKey = v.strictObject({
  /** For the people of the business: which program has it. */
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60), v.check(isOneLine, 'one line')),
  scopes: v.pipe(
    v.array(Scope),
    v.minLength(1),
    v.maxLength(SCOPES.length),
    v.transform((scopes) => SCOPES.filter((scope) => scopes.includes(scope))),
  ),
})
export type NewApiKey = v.InferOutput<typeof NewApiKey>

const Moment = v.pipe(v.number(), v.integer())

export const ApiKeyView = v.object({
  id: v.string(),
  name: v.string(),
  scopes: v.array(Scope),
  lastFour: v.string(),
  createdBy: v.string(),
  createdAt: Moment,
  /** The beginning of the hour in which it was last used; null where it never was. */
  usedAt: v.nullable(Moment),
  revokedAt: v.nullable(Moment),
})
export type ApiKeyView = v.InferOutput<typeof ApiKeyView>

export const ApiKeys = v.object({ items: v.array(ApiKeyView) })
export type ApiKeys = v.InferOutput<typeof ApiKeys>

/** `key` is shown this once: nobody keeps it. */
export const MadeApiKey = v.object({ ...ApiKeyView.entries, key: v.string() })
export type MadeApiKey = v.InferOutput<typeof MadeApiKey>

/** `GET /api/v1/api-key`: what a key opens, for whoever has it and wants to try it out. */
export const OwnApiKey = v.object({ tenantId: v.string(), name: v.string(), scopes: v.array(Scope) })
export type OwnApiKey = v.InferOutput<typeof OwnApiKey>
