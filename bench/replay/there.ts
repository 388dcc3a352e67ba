import type { DatabaseSync } from 'node:sqlite'
import { DAY_MS, HOUR_MS } from '../../tenants/base/clock.ts'
import { ask } from '../simulate/invariants.ts'

/**
 * Finds in a run what a deed is about. Customers keep their ids; everything else is made anew and has another, so a
 * visit is known by its customer and its time, and whatever there is one of at a time by its customer alone.
 */
export class There {
  readonly #db: DatabaseSync
  readonly #ids = new Map<string, string>()

  constructor(db: DatabaseSync) {
    this.#db = db
  }

  /** The thing that has this id in the copy has that one here. */
  keep(ref: string, id: string): void {
    this.#ids.set(ref, id)
  }

  known(ref: string): string | null {
    return this.#ids.get(ref) ?? null
  }

  /** A visit that began at another time in this run is the one that is nearest to it, within a week. */
  visit(ref: string, customerId: string, startsAt: number): string | null {
    const known = this.#ids.get(ref)
    if (known !== undefined) return known
    const query = `select appointment_id as id from appointments
      where customer_id = ?1 and abs(starts_at - ?2) <= ?3
      order by status in ('held', 'confirmed') desc, abs(starts_at - ?2), appointment_id limit 1`
    const found = this.#one(query, customerId, startsAt, NEAR_MS)
    if (found !== null) this.keep(ref, found)
    return found
  }

  visitInCrm(appointmentId: string): string | null {
    return this.#one('select crm_ref as id from appointments where appointment_id = ?', appointmentId)
  }

  /** A visit of theirs that is ahead and stands there. */
  anyVisitInCrm(customerId: string): string | null {
    const query = `select crm_ref as id from appointments where customer_id = ? and crm_ref is not null
      order by status in ('held', 'confirmed') desc, starts_at desc limit 1`
    return this.#one(query, customerId)
  }

  lengthOf(appointmentId: string): number {
    const query = 'select ends_at - starts_at as length from appointments where appointment_id = ?'
    return Number(ask(this.#db, query, appointmentId)[0]?.['length'] ?? HOUR_MS)
  }

  lead(customerId: string): { leadId: string; status: string; opportunityRef: string | null } | null {
    const query = `select lead_id as leadId, status, opportunity_ref as opportunityRef from leads
      where customer_id = ? order by lead_id desc limit 1`
    const [lead] = ask(this.#db, query, customerId)
    if (!lead) return null
    const opportunityRef = lead['opportunityRef'] as string | null
    return { leadId: String(lead['leadId']), status: String(lead['status']), opportunityRef }
  }

  openQuote(customerId: string): string | null {
    const open = `select quote_id as id from quotes where customer_id = ?
      and status in ('collecting', 'awaiting_approval', 'sent') order by created_at desc limit 1`
    return this.#one(open, customerId)
  }

  activeContract(customerId: string): string | null {
    return this.#one(`select contract_id as id from contracts where customer_id = ? and status = 'active'`, customerId)
  }

  heldCall(callKey: string): string | null {
    const query = `select held_id as id from held_back join call_logs on call_id = ref where call_key = ?`
    return this.#one(query, callKey)
  }

  openEmergency(customerId: string): string | null {
    const query = `select journey_id as id from journeys where customer_id = ? and kind = 'emergency'
      and status <> 'closed' order by opened_at desc limit 1`
    return this.#one(query, customerId)
  }

  /** Of several the one that was ordered at about that time. */
  failedEntry(customerId: string, what: string, orderedAt: number): string | null {
    const failed = `select entry_id as id from outbox where customer_id = ? and status in ('dead', 'in_doubt', 'refused')
      and coalesce(payload ->> 'template', payload ->> 'type') = ? order by abs(created_at - ?), seq desc limit 1`
    return this.#one(failed, customerId, what, orderedAt)
  }

  token(purpose: 'visit' | 'review' | 'unsubscribe', customerId: string, address: string | null = null): string | null {
    const query = `select token as id from tokens where purpose = ?1 and customer_id = ?2
      and (?3 = '' or address = ?3) order by created_at desc limit 1`
    return this.#one(query, purpose, customerId, address ?? '')
  }

  contact(customerId: string): string | null {
    return this.#one('select contact_ref as id from customers where customer_id = ?', customerId)
  }

  #one(sql: string, ...values: (string | number)[]): string | null {
    const id = ask(this.#db, sql, ...values)[0]?.['id']
    return typeof id === 'string' ? id : null
  }
}

const NEAR_MS = 7 * DAY_MS
