import type { Outcome } from '../contract.ts'
import type { Schedule, SchedulePatch } from './booking.ts'

/** The part of a tenant's RPC that concerns visits, jobs, quotes, contracts, and who is who. */
export interface TenantWorkRpc {
  readSchedule(): Promise<Outcome<Schedule>>
  /** Refused as `edited_meanwhile`. */
  changeSchedule(patch: SchedulePatch): Promise<Outcome<Schedule>>
}
