import type { DltSettings } from '../contract/dlt.ts'
import type { TenantDb } from './open.ts'
import { dropSetting, loadSetting, saveSetting } from './settings-rows.ts'

/** Null where the business has no registration with Indian operators. */
export function loadDlt(db: TenantDb): DltSettings | null {
  return loadSetting<DltSettings>(db, 'dlt')
}

export function saveDlt(db: TenantDb, settings: DltSettings): void {
  saveSetting(db, 'dlt', settings)
}

export function dropDlt(db: TenantDb): void {
  dropSetting(db, 'dlt')
}
