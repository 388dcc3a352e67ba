import { usualSchedule, type Schedule, type SchedulePatch } from '../../tenants/contract/booking.ts'
import type { KnownPerson, KnownView, Relation } from '../../tenants/contract/known.ts'
import type { LeadFormView, WebLeadsPatch, WebLeadsView } from '../../tenants/contract/web-leads.ts'
import type { Outcome } from '../../tenants/contract.ts'
import { StandInCrm } from './stand-in-crm.ts'
import { DONE, editedMeanwhile, KNOWN_CUSTOMER, missing } from './stand-in-trust.ts'

/** The part of the stand-in tenant that concerns visits, jobs, quotes and contracts. */
export abstract class StandInWork extends StandInCrm {
  schedule: Schedule = usualSchedule('Dana')
  known: KnownPerson[] = []
  relations: { customerId: string; relation: Relation | null }[] = []

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

  async readKnown(): Promise<Outcome<KnownView>> {
    await this.behave()
    const people = this.known.map((person) => ({ ...person, customerId: KNOWN_CUSTOMER }))
    return { ok: true, value: { people, held: [] } }
  }

  async addKnownPerson(person: KnownPerson): Promise<Outcome<null>> {
    await this.behave()
    this.known.push(person)
    return DONE
  }

  async changeRelation(customerId: string, relation: Relation | null): Promise<Outcome<null>> {
    await this.behave()
    if (customerId !== KNOWN_CUSTOMER) return missing('customer_missing')
    this.relations.push({ customerId, relation })
    return DONE
  }

  async releaseCall(): Promise<Outcome<null>> {
    await this.behave()
    return missing('held_missing')
  }

  webLeads: WebLeadsView = {
    isOn: true,
    origins: [],
    version: 0,
    formUrl: 'https://example.com/f/x',
    hookUrl: 'https://example.com/hooks/google-ads/lead',
    googleKey: null,
    lastTestAt: null,
    trapped: { count: 0, lastAt: null },
  }

  async readLeadForm(): Promise<Outcome<LeadFormView>> {
    await this.behave()
    const { isOn, origins } = this.webLeads
    return { ok: true, value: { isOn, origins, businessName: 'Larkspur Plumbing', language: 'en' } }
  }

  async noteTrapped(): Promise<Outcome<null>> {
    await this.behave()
    this.webLeads = { ...this.webLeads, trapped: { count: this.webLeads.trapped.count + 1, lastAt: 0 } }
    return { ok: true, value: null }
  }

  async readWebLeads(): Promise<Outcome<WebLeadsView>> {
    await this.behave()
    return { ok: true, value: this.webLeads }
  }

  async changeWebLeads(patch: WebLeadsPatch): Promise<Outcome<WebLeadsView>> {
    await this.behave()
    if (patch.version !== this.webLeads.version) return editedMeanwhile()
    this.webLeads = { ...this.webLeads, ...patch, version: patch.version + 1 }
    return { ok: true, value: this.webLeads }
  }

  async noteLeadKey(lastFour: string): Promise<Outcome<WebLeadsView>> {
    await this.behave()
    this.webLeads = { ...this.webLeads, googleKey: { lastFour, setAt: 0 } }
    return { ok: true, value: this.webLeads }
  }
}
