import { usualSchedule, type Schedule, type SchedulePatch } from '../../tenants/contract/booking.ts'
import type { KnownPerson, KnownView, Relation } from '../../tenants/contract/known.ts'
import type { Outcome } from '../../tenants/contract.ts'
import { DONE, editedMeanwhile, KNOWN_CUSTOMER, missing, StandInTrust } from './stand-in-trust.ts'

/** The part of the stand-in tenant that concerns visits, jobs, quotes and contracts. */
export abstract class StandInWork extends StandInTrust {
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
}
