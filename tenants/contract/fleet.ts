import * as v from 'valibot'

/** The switch that stops everything automated for all businesses at once. */

/** `PUT /api/v1/fleet/kill-switch` */
export const FleetSwitch = v.strictObject({
  on: v.boolean(),
  reason: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(300)),
})
export type FleetSwitch = v.InferOutput<typeof FleetSwitch>

/** What a business is told. `seq` grows with every change, so that an older order that arrives late changes nothing. */
export type FleetOrder = { seq: number; isOn: boolean }

export type FleetSwitchView = {
  on: boolean
  /** Of the last change; null where there never was one. */
  reason: string | null
  changedBy: string | null
  changedAt: number | null
  /** Businesses that know of the last change. */
  told: number
  /** Of the businesses asked just now, those that did not answer. They stay among `remaining`. */
  failed: number
  /** Businesses that have yet to be told: ask `POST …/kill-switch/tell` until there are none. */
  remaining: number
}

/**
 * `POST /api/v1/fleet/exports`: counts these days again, both ends included, of one business or of all. Days whose
 * counts are there already are not sent, unless `anew`.
 */
export const BackfillOrder = v.strictObject({
  from: v.pipe(v.string(), v.isoDate()),
  to: v.pipe(v.string(), v.isoDate()),
  tenantId: v.optional(v.pipe(v.string(), v.regex(/^ten_[0-9a-z]{24}$/))),
  anew: v.optional(v.boolean(), false),
})
export type BackfillOrder = v.InferOutput<typeof BackfillOrder>

/** How the nightly export stands. */
export type ExportsView = {
  /** Days that the warehouse has, newest first: how many businesses each holds, and when the last of them came. */
  days: { day: string; tenants: number; exportedAt: number }[]
  /** Businesses whose export failed after every try. */
  dead: { tenantId: string; businessName: string; day: string; code: string; attempts: number; failedAt: number }[]
}
