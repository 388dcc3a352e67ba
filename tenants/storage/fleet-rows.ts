import type { FleetOrder } from '../contract/fleet.ts'
import type { TenantDb } from './open.ts'
import { loadSetting, saveSetting } from './settings-rows.ts'

/** Whether everything automated is switched off for all businesses. Kept here: no send waits for a directory. */
export function isFleetStopped(db: TenantDb): boolean {
  return loadSetting<FleetOrder>(db, 'fleet_switch')?.isOn ?? false
}

/** Answers whether it changed anything: orders may arrive twice and out of order. */
export function saveFleetOrder(db: TenantDb, order: FleetOrder): boolean {
  const known = loadSetting<FleetOrder>(db, 'fleet_switch')
  if (known !== null && known.seq >= order.seq) return false
  saveSetting(db, 'fleet_switch', { seq: order.seq, isOn: order.isOn })
  return (known?.isOn ?? false) !== order.isOn
}
