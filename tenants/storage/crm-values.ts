import type { TenantDb } from './open.ts'
import { loadSetting, saveSetting } from './settings-rows.ts'

/** What is known of the custom values of ours in a location of GoHighLevel. It goes with the connection. */

export type KeptValue = {
  /** What we have put there, or may have since it was last read, the newest first. */
  ours: readonly string[]
  /** Something else was found there, which somebody wrote: it stays. */
  isTheirs: boolean
}
/** By name; what was never read is not in it. */
export type KeptValues = Readonly<Record<string, KeptValue>>

/** How a value was found or left there; `value` is what we wanted it to be. */
export type ValueRead = { name: string; value: string; became: 'ours' | 'theirs' | 'refused' }

export function loadCrmValues(db: TenantDb): KeptValues {
  return loadSetting<KeptValues>(db, 'crm_values') ?? {}
}

export function saveCrmValues(db: TenantDb, values: KeptValues): void {
  saveSetting(db, 'crm_values', values)
}
