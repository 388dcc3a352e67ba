import type { Instant } from '../base/clock.ts'
import { ATTENTION_MAX } from '../base/limits.ts'
import { describePhone } from '../base/phone.ts'
import { readStanding } from '../journey/pipeline/digest.ts'
import { loadAppointment } from '../storage/appointment-rows.ts'
import { loadContract } from '../storage/contract-rows.ts'
import { loadConflicts, type OpenConflict } from '../storage/conflict-rows.ts'
import { loadCustomer } from '../storage/customer-rows.ts'
import { loadLead } from '../storage/lead-rows.ts'
import type { TenantDb } from '../storage/open.ts'
import type { Matter } from './matter.ts'

/** Goes by itself where the matter has moved on since: then a person, or the customer, has settled it. */
export function conflictMatters(db: TenantDb, now: Instant): Matter[] {
  return loadConflicts(db, ATTENTION_MAX).flatMap((conflict) => {
    const { conflictId, customerId, told, at } = conflict
    const bearing = bearingOf(db, conflict, now)
    const customer = bearing === null || customerId === null ? null : loadCustomer(db, customerId)
    if (!customer || bearing === null) return []
    const { name, phone } = customer
    const { wishedAt, canTakeOther, pair } = bearing
    const rest = { customerId: customer.customerId, entryId: null, journeyId: null, since: at, wishedAt }
    const who = name ?? (phone === null ? null : describePhone(phone))
    const settle = { conflictId, canTakeOther, ...(pair ? { pair } : {}) }
    return [{ ...rest, id: `conflict:${conflictId}`, ...settle, who, need: { kind: 'conflict', told } }]
  })
}

type Pair = NonNullable<Matter['pair']>
type Bearing = { wishedAt: Instant | null; canTakeOther: boolean; pair?: Pair }

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
    case 'doubled_visits':
      return pairOf([visitSide(db, 'ours', ours, now), visitSide(db, 'theirs', theirs, now)])
    case 'doubled_plans':
      return pairOf([planSide(db, 'ours', ours), planSide(db, 'theirs', theirs)])
    case 'texts':
    case 'phone':
    case 'address':
      return { wishedAt: null, canTakeOther: false }
  }
}

/** No matter any more once one of them is over, moved out of the way or called off. */
function pairOf(sides: (Pair[number] | null)[]): Bearing | null {
  const pair = sides.filter((side) => side !== null)
  if (pair.length < sides.length) return null
  return { wishedAt: null, canTakeOther: false, pair: pair.toSorted((one, other) => one.at - other.at) }
}

function visitSide(db: TenantDb, take: 'ours' | 'theirs', id: string, now: Instant): Pair[number] | null {
  const visit = loadAppointment(db, id)
  return visit?.status === 'confirmed' && visit.endsAt > now ? { take, at: visit.startsAt, plan: null } : null
}

function planSide(db: TenantDb, take: 'ours' | 'theirs', id: string): Pair[number] | null {
  const contract = loadContract(db, id)
  if (contract?.status !== 'active') return null
  return { take, at: contract.acceptedAt ?? contract.createdAt, plan: contract.plan }
}
