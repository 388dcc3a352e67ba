import { eq } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import { OFFERS_LISTED_MAX } from '../base/limits.ts'
import type { ContractView, OfferView } from '../contract/after-job.ts'
import { newId, type ContractId, type CustomerId, type JourneyId } from '../base/ids.ts'
import type { TenantDb } from './open.ts'
import { contracts } from './schema-work.ts'
import { insertRow, updateRow } from './statement.ts'

/** Maintenance contracts, with the words their terms were accepted in. Each is what its journey has come to. */
export type Contract = {
  contractId: ContractId
  customerId: CustomerId
  plan: string
  status: 'active' | 'cancelled' | 'expired'
  priceMinor: number
  termMonths: number
  renewsByItself: boolean
  terms: string
  evidence: string | null
  acceptedAt: Instant | null
  startsOn: string | null
  renewsOn: string | null
  cancelledAt: Instant | null
  createdAt: Instant
  updatedAt: Instant
}

export function insertContract(
  db: TenantDb,
  fields: Omit<Contract, 'contractId' | 'cancelledAt' | 'createdAt' | 'updatedAt'>,
  now: Instant,
): ContractId {
  const contractId = newId('amc')
  insertRow(db, contracts, { ...fields, contractId, cancelledAt: null, createdAt: now, updatedAt: now })
  return contractId
}

export function saveContract(
  db: TenantDb,
  contractId: ContractId,
  change: Partial<Omit<Contract, 'contractId' | 'customerId' | 'createdAt' | 'updatedAt'>>,
  now: Instant,
): void {
  updateRow(db, contracts, { contractId }, { ...change, updatedAt: now })
}

export function loadContract(db: TenantDb, contractId: string): Contract | null {
  const row = db.select().from(contracts).where(eq(contracts.contractId, contractId)).get()
  return (row as Contract | undefined) ?? null
}

export function loadActiveContracts(db: TenantDb, customerId: CustomerId): ContractId[] {
  const query = `select contract_id as id from contracts where customer_id = ? and status = 'active' order by id limit 10`
  return db.$client.sql
    .exec<{ id: ContractId }>(query, customerId)
    .toArray()
    .map(({ id }) => id)
}

/** The journey whose state this contract is. */
export function loadJourneyOfContract(db: TenantDb, contractId: ContractId): JourneyId | null {
  const query = `select journey_id as journeyId from journeys where kind = 'amc' and status = 'active'
    and state ->> 'contractId' = ?`
  return db.$client.sql.exec<{ journeyId: JourneyId }>(query, contractId).toArray()[0]?.journeyId ?? null
}

/** A row as the screens show it. */
export function viewOfContract({ contractId: id, renewsByItself, moreAgreed, ...row }: ContractRow): ContractView {
  return { id, ...row, renewsByItself: renewsByItself === 1, moreAgreed: moreAgreed === 1 }
}

/** As SQLite has it: without truth values, and under the name of its key. */
export type ContractRow = Omit<ContractView, 'id' | 'renewsByItself' | 'moreAgreed'> & {
  contractId: string
  renewsByItself: 0 | 1
  moreAgreed: 0 | 1
}

const LIST = `select t.contract_id as contractId, t.customer_id as customerId, c.name as customerName,
    c.phone as customerPhone, t.plan, t.status, t.price_minor as priceMinor, t.term_months as termMonths,
    t.renews_by_itself as renewsByItself, t.terms, t.evidence, t.accepted_at as acceptedAt, t.starts_on as startsOn,
    t.renews_on as renewsOn, t.cancelled_at as cancelledAt,
    exists (select 1 from journeys as j where j.customer_id = t.customer_id and j.kind = 'amc'
      and j.status = 'active' and j.state ->> 'contractId' = t.contract_id
      and j.state -> 'more' is not null) as moreAgreed,
    (select min(a.starts_at) from appointments as a where a.customer_id = t.customer_id and a.status = 'confirmed'
      and a.starts_at >= ?5) as nextVisitAt
  from contracts as t left join customers as c on c.customer_id = t.customer_id
  where (?1 is null or t.contract_id < ?1) and (?2 is null or t.customer_id = ?2)
    and (?3 is null or (t.status = 'active') = (?3 = 'active'))
  order by t.contract_id desc limit ?4`

type ContractQuery = {
  after: string | null
  limit: number
  customerId: string | null
  state: 'active' | 'ended' | null
}

/** Newest first. The cursor is the id of the last contract of the page before. */
export function listContracts(
  db: TenantDb,
  { after, limit, customerId, state }: ContractQuery,
  now: Instant,
): ContractRow[] {
  return db.$client.sql.exec<ContractRow>(LIST, after, customerId, state, limit, now).toArray()
}

const OFFERS = `select j.customer_id as customerId, c.name as customerName, c.phone as customerPhone,
    j.state ->> '$.plan.name' as plan, j.state ->> '$.plan.priceMinor' as priceMinor,
    j.state ->> '$.plan.termMonths' as termMonths,
    iif(j.status = 'offered' and j.state ->> 'textedAt' is null, 'leaving', j.status) as status,
    coalesce(j.state ->> 'textedAt', j.state ->> 'askedAt', j.state ->> 'plannedAt') as since
  from journeys as j join customers as c on c.customer_id = j.customer_id
  where j.kind = 'amc' and j.status in ('planned', 'offered', 'terms_sent') and (?1 is null or j.customer_id = ?1)
  order by j.journey_id desc limit ?2`

/** Plans that were offered, or are about to be, and are neither agreed to nor declined; the newest first. */
export function listOffers(db: TenantDb, customerId: string | null): OfferView[] {
  return db.$client.sql.exec<OfferView>(OFFERS, customerId, OFFERS_LISTED_MAX).toArray()
}

export function hasEndedContract(db: TenantDb, customerId: CustomerId): boolean {
  const query = `select 1 from contracts where customer_id = ? and cancelled_at is not null limit 1`
  return db.$client.sql.exec(query, customerId).toArray().length > 0
}
