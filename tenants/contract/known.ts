import * as v from 'valibot'
import { TenantFields } from '../contract.ts'

/** Who somebody is to the business, where they are not a customer like any other; null makes them one again. */

export const Relation = v.picklist(['staff', 'supplier', 'family', 'spam'])
export type Relation = v.InferOutput<typeof Relation>

export const RelationPatch = v.strictObject({ relation: v.nullable(Relation) })
export type RelationPatch = v.InferOutput<typeof RelationPatch>

/** Somebody who may never have called: entered before they do. */
export const KnownPerson = v.strictObject({
  phone: TenantFields.primaryPhone,
  relation: Relation,
  name: v.optional(v.nullable(TenantFields.ownerName), null),
})
export type KnownPerson = v.InferOutput<typeof KnownPerson>

export type KnownPersonView = { customerId: string; phone: string | null; name: string | null; relation: Relation }

/** A call that nobody was texted or told about. `reason` is a code of the judge's (journey/judge-caller.ts). */
export type HeldCallView = {
  id: string
  customerId: string
  phone: string | null
  name: string | null
  reason: string
  status: 'held' | 'released'
  endedAt: number
}

export type KnownView = { people: KnownPersonView[]; held: HeldCallView[] }
