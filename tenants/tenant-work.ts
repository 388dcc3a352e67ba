import { clock } from './base/clock.ts'
import type { Outcome } from './contract.ts'
import type { Schedule, SchedulePatch } from './contract/booking.ts'
import type { TenantWorkRpc } from './contract/work-rpc.ts'
import type { KnownPerson, KnownView, Relation } from './contract/known.ts'
import { addKnownPerson, changeRelation, readKnown, releaseCall } from './known-commands.ts'
import { changeSchedule, readSchedule } from './schedule-commands.ts'
import { TenantTrust } from './tenant-trust.ts'

/** What comes of a conversation: visits, jobs, quotes and contracts. Each method wires; none decides. */
export abstract class TenantWork extends TenantTrust implements TenantWorkRpc {
  async readSchedule(): Promise<Outcome<Schedule>> {
    return this.read(readSchedule)
  }

  async changeSchedule(patch: SchedulePatch): Promise<Outcome<Schedule>> {
    return this.within((context) => changeSchedule(context, patch, clock.now()))
  }

  async readKnown(): Promise<Outcome<KnownView>> {
    return this.read(readKnown)
  }

  async addKnownPerson(person: KnownPerson): Promise<Outcome<null>> {
    return this.within((context) => addKnownPerson(context, person, clock.now()))
  }

  async changeRelation(customerId: string, relation: Relation | null): Promise<Outcome<null>> {
    return this.within((context) => changeRelation(context, customerId, relation, clock.now()))
  }

  async releaseCall(heldId: string): Promise<Outcome<null>> {
    return this.within((context) => releaseCall(context, heldId, clock.now()))
  }
}
