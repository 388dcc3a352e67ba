import type { Outcome } from '../contract.ts'
import type { KnownPerson, KnownView, Relation } from './known.ts'
import type { Schedule, SchedulePatch } from './booking.ts'
import type { LeadFormView, WebLeadsPatch, WebLeadsView } from './web-leads.ts'
import type { TenantCrmRpc } from './crm-rpc.ts'

/** The part of a tenant's RPC that concerns visits, jobs, quotes, contracts, and who is who. */
export interface TenantWorkRpc extends TenantCrmRpc {
  readSchedule(): Promise<Outcome<Schedule>>
  /** Refused as `edited_meanwhile`. */
  changeSchedule(patch: SchedulePatch): Promise<Outcome<Schedule>>
  /** Who is no customer like any other, and which calls were held back. */
  readKnown(): Promise<Outcome<KnownView>>
  /** Refused as `known_already` for the business's own numbers. */
  addKnownPerson(person: KnownPerson): Promise<Outcome<null>>
  changeRelation(customerId: string, relation: Relation | null): Promise<Outcome<null>>
  releaseCall(heldId: string): Promise<Outcome<null>>
  /** What the form on the business's site needs to know. */
  readLeadForm(): Promise<Outcome<LeadFormView>>
  /** A machine filled in the form. */
  noteTrapped(): Promise<Outcome<null>>
  readWebLeads(): Promise<Outcome<WebLeadsView>>
  /** Refused as `edited_meanwhile`. */
  changeWebLeads(patch: WebLeadsPatch): Promise<Outcome<WebLeadsView>>
  /** Google's key was changed in the directory. */
  noteLeadKey(lastFour: string): Promise<Outcome<WebLeadsView>>
}
