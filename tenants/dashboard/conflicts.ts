import type { Instant } from '../base/clock.ts'
import { ATTENTION_MAX } from '../base/limits.ts'
import { describePhone } from '../base/phone.ts'
import { readStanding } from '../journey/pipeline/digest.ts'
import { loadAppointment } from '../storage/appointment-rows.ts'
import { loadConflicts, type OpenConflict } from '../storage/conflict-rows.ts'
import { loadCustomer } from '../storage/customer-rows.ts'
import { loadLead } from '../storage/lead-rows.ts'
import type { TenantDb } from '../storage/open.ts'
import type { Matter } from './matter.ts'

/** Goes by itself where the matter has moved on since: then a person, or the customer, has settled it. */
export function conflictMatters(db: TenantDb, now: Instant): Matter[] {
  return loadConflicts(db, ATTENTION_MAX).flatMap((conflict) => {
    const { conflictId, customerId, told, at } = conflict
    const customer = customerId === null ? null : loadCustomer(db, customerId)
    const bearing = bearingOf(db, conflict, now)
    if (!customer || bearing === null) return []
    const { name, phone } = customer
    const { wishedAt, canTakeOther } = bearing
    const rest = { customerId: customer.customerId, entryId: null, journeyId: null, since: at, wishedAt }
    const who = name ?? (phone === null ? null : describePhone(phone))
    return [{ ...rest, id: `conflict:${conflictId}`, conflictId, canTakeOther, who, need: { kind: 'conflict', told } }]
  })
}

type Bearing = { wishedAt: Instant | null; canTakeOther: boolean }

function bearingOf(db: TenantDb, { told, subject }: OpenConflict, now: Instant): Bearing | null {
  const { what, ours, theirs, winner } = told
  switch (what) {
    case 'lead': {
      const lead = loadLead(db, subject)
      const stands = readStanding(winner === 'ours' ? ours : theirs)
      return lead && lead.status === stands?.status ? { wishedAt: null, canTakeOther: true } : null
    }
    case 'card':
    case 'calendar':
    case 'blocked': {
      const visit = loadAppointment(db, subject)
      const stands = visit?.status === 'confirmed' && visit.endsAt > now
      return stands ? { wishedAt: visit.startsAt, canTakeOther: false } : null
    }
    case 'visit': {
      const visit = loadAppointment(db, subject)
      return visit && visit.endsAt > now ? { wishedAt: visit.startsAt, canTakeOther: false } : null
    }
    case 'entry': {
      const startsAt = Date.parse(theirs)
      return startsAt > now ? { wishedAt: startsAt, canTakeOther: false } : null
    }
    case 'texts':
    case 'phone':
      return { wishedAt: null, canTakeOther: false }
  }
}
