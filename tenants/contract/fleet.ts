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
