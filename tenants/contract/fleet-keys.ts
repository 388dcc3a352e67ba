import * as v from 'valibot'
import { ApiKeyView, NewApiKey } from './api-keys.ts'

/** Keys of the platform itself, which admins give to programs that read figures of the whole. They change nothing. */

export const FLEET_SCOPES = ['metrics'] as const
export type FleetScope = (typeof FLEET_SCOPES)[number]

/** Keys that open something. */
export const FLEET_KEYS_MAX = 20

/** `POST /api/v1/fleet/keys` */
export const NewFleetKey = v.strictObject({
  /** Which program has it. */
  name: NewApiKey.entries.name,
  scopes: v.pipe(
    v.array(v.picklist(FLEET_SCOPES)),
    v.minLength(1),
    v.maxLength(FLEET_SCOPES.length),
    v.transform((scopes) => FLEET_SCOPES.filter((scope) => scopes.includes(scope))),
  ),
})
export type NewFleetKey = v.InferOutput<typeof NewFleetKey>

export const FleetKeyView = v.object({ ...ApiKeyView.entries, scopes: v.array(v.picklist(FLEET_SCOPES)) })
export type FleetKeyView = v.InferOutput<typeof FleetKeyView>

export const FleetKeys = v.object({ items: v.array(FleetKeyView) })
export type FleetKeys = v.InferOutput<typeof FleetKeys>

/** `key` is shown this once: nobody keeps it. */
export const MadeFleetKey = v.object({ ...FleetKeyView.entries, key: v.string() })
export type MadeFleetKey = v.InferOutput<typeof MadeFleetKey>
