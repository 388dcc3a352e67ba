import * as v from 'valibot'
import { SlotView } from '../../tenants/contract/booking.ts'
import { A2p, ConsentMode } from '../../tenants/contract.ts'

/** Answers that are made of several things. */

/** `next` is the `after` of the page that follows, null on the last. */
export function pageOf<S extends v.GenericSchema>(item: S) {
  return v.object({ items: v.array(item), next: v.nullable(v.string()) })
}

export const SlotsAnswer = v.object({ items: v.array(SlotView) })

/** The entry of the outbox under which a text goes out. */
export const WrittenAnswer = v.object({ entryId: v.string() })

/** A business in the list of all of them. */
export const TenantEntry = v.object({ id: v.string(), businessName: v.string(), createdAt: v.number() })

/** Who is signed in. `businessName` is null for a role that is for no business in particular. */
export const MeAnswer = v.object({
  email: v.string(),
  isAdmin: v.boolean(),
  grants: v.array(
    v.object({
      role: v.picklist(['technician', 'reseller', 'viewer']),
      tenantId: v.nullable(v.string()),
      businessName: v.nullable(v.string()),
    }),
  ),
  /** Where what is sent can be looked at, while it goes nowhere else. */
  sandboxUrl: v.optional(v.string()),
})

/** Who a business is; its prices, its hours and its rules are for its own screens. */
export const ProfileAnswer = v.object({
  id: v.string(),
  businessName: v.string(),
  ownerName: v.string(),
  email: v.string(),
  primaryPhone: v.string(),
  smsNumber: v.string(),
  timeZone: v.string(),
  serviceArea: v.string(),
  serviceTypes: v.array(v.string()),
  postalAddress: v.string(),
  currency: v.string(),
  language: v.picklist(['en', 'es']),
  a2p: A2p,
  consentMode: ConsentMode,
  createdAt: v.number(),
  version: v.number(),
})
export type ProfileAnswer = v.InferOutput<typeof ProfileAnswer>
