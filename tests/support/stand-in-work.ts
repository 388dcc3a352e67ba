import { usualSchedule, type Schedule, type SchedulePatch } from '../../tenants/contract/booking.ts'
import type { Outcome } from '../../tenants/contract.ts'
import { editedMeanwhile, StandInTrust } from './stand-in-trust.ts'

/** The part of the stand-in tenant that concerns visits, jobs, quotes and contracts. */
export abstract class StandInWork extends StandInTrust {
  schedule: Schedule = usualSchedule('Dana')

  async readSchedule(): Promise<Outcome<Schedule>> {
    await this.behave()
    return { ok: true, value: this.schedule }
  }

  async changeSchedule(patch: SchedulePatch): Promise<Outcome<Schedule>> {
    await this.behave()
    if (patch.version !== this.schedule.version) return editedMeanwhile()
    this.schedule = { ...patch, version: patch.version + 1 }
    return { ok: true, value: this.schedule }
  }
}
