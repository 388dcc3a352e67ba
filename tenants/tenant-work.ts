import { clock } from './base/clock.ts'
import type { Outcome } from './contract.ts'
import type { Schedule, SchedulePatch } from './contract/booking.ts'
import type { TenantWorkRpc } from './contract/work-rpc.ts'
import type { KnownPerson, KnownView, Relation } from './contract/known.ts'
import { addKnownPerson, changeRelation, readKnown, releaseCall } from './known-commands.ts'
import type { LeadFormView, WebLeadsPatch, WebLeadsView } from './contract/web-leads.ts'
import { changeSchedule, readSchedule } from './schedule-commands.ts'
import { changeWebLeads, noteLeadKey, noteTrapped, readLeadForm, readWebLeads } from './web-lead-commands.ts'
import { TenantCrm } from './tenant-crm.ts'

/** What comes of a conversation: visits, jobs, quotes and contracts. Each method wires; none decides. */
export abstract class TenantWork extends TenantCrm implements TenantWorkRpc {
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

  async readLeadForm(): Promise<Outcome<LeadFormView>> {
    return this.read(readLeadForm)
  }

  async noteTrapped(): Promise<Outcome<null>> {
    return this.within((context) => noteTrapped(context, clock.now()))
  }

  async readWebLeads(): Promise<Outcome<WebLeadsView>> {
    return this.read((context) => readWebLeads(context, this.wiring.appUrl))
  }

  async changeWebLeads(patch: WebLeadsPatch): Promise<Outcome<WebLeadsView>> {
    return this.within((context) => changeWebLeads(context, patch, this.wiring.appUrl, clock.now()))
  }

  async noteLeadKey(lastFour: string): Promise<Outcome<WebLeadsView>> {
    return this.within((context) => noteLeadKey(context, lastFour, this.wiring.appUrl, clock.now()))
  }
}
