import { DatabaseSync } from 'node:sqlite'

type Cell = string | number | null
type Row = Record<string, Cell>

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/**
 * Writes into a copy of a business what the simulated technician never does: a price set, a form filled in, a card
 * moved in GoHighLevel, a job told of, a supplier named, a request for privacy.
 * Answers how many of each there are then.
 */
export function addDeeds(file: string): Record<string, number> {
  const db = new DatabaseSync(file)
  const insert = (table: string, row: Row) => {
    const marks = Object.keys(row).map(() => '?')
    const columns = Object.keys(row).join()
    db.prepare(`insert into ${table} (${columns}) values (${marks.join()})`).run(...Object.values(row))
  }
  const tell = (at: number, customerId: string | null, fact: object) => {
    const seq = Number(db.prepare('select max(seq) + 1 as seq from timeline').get()?.['seq'])
    const words = JSON.stringify(fact)
    insert('timeline', { seq, event_id: `evt_added${seq}`, customer_id: customerId, journey_id: null, fact: words, at })
  }
  const last = Number(db.prepare('select max(at) as at from timeline').get()?.['at'])
  const some = db.prepare(CUSTOMERS).all(last - 8 * DAY_MS, lastAsker(db).id) as { id: string }[]
  const [supplier, doer, shy] = some.map(({ id }) => id)
  if (supplier === undefined || doer === undefined || shy === undefined)
    throw new Error('Too few people are in this copy.')
  const noon = last - 4 * DAY_MS - (last % DAY_MS) + 17 * HOUR_MS
  setPrice(db, insert, tell)
  fillInForm(insert, tell, noon + HOUR_MS)
  moveCard(db, tell)
  insert('jobs', { job_id: 'job_added', customer_id: doer, completed_at: noon, amount_minor: 12_300, created_at: noon })
  tell(noon, doer, { type: 'job_completed', jobId: 'job_added', service: null, amountMinor: 12_300 })
  tell(noon, supplier, { type: 'relation_changed', relation: 'supplier' })
  db.prepare(`update customers set relation = 'supplier' where customer_id = ?`).run(supplier)
  insert('privacy_requests', {
    ...{ request_id: 'req_added', type: 'objection', law: 'ccpa', status: 'received', customer_id: shy },
    ...{ identity: 'called_back', received_via: 'phone', asked_by: 'dana@example.com', received_at: noon },
    ...{ due_at: noon + 30 * DAY_MS, steps: '[]' },
  })
  tell(noon, null, { type: 'privacy_request_moved', requestId: 'req_added', status: 'received' })
  db.close()
  return { opened_quote: 1, lead_submitted: 1, moved_card: 1, recorded_job: 1, changed_relation: 1, asked_privacy: 1 }
}

/** People who can be texted, have been here for a while, and are not who is given a price. */
const CUSTOMERS = `select customer_id as id from customers as c where phone is not null and created_at < ?
  and c.phone not like '%019_' and line_type <> 'landline' and not exists (select 1 from timeline as t
    where t.customer_id = c.customer_id and json_extract(fact, '$.type') = 'customer_opted_out')
  and c.customer_id <> ? limit 3`

type Insert = (table: string, row: Row) => void
type Tell = (at: number, customerId: string | null, fact: object) => void

function lastAsker(db: DatabaseSync): { id: string; at: number } {
  const asked = `select customer_id as id, created_at as at from messages where label = 'price_question' order by seq desc`
  return db.prepare(asked).get() as { id: string; at: number }
}

/** While the conversation in which somebody asked for a price goes on. */
function setPrice(db: DatabaseSync, insert: Insert, tell: Tell): void {
  const { id: customerId, at: askedAt } = lastAsker(db)
  const at = askedAt + 5 * 60_000
  const money = { from_minor: 21_000, to_minor: 34_000 }
  insert('quotes', {
    ...{ quote_id: 'quo_added', customer_id: customerId, status: 'sent', description: 'Repipe the kitchen', ...money },
    ...{ approved_by: 'dana@example.com', created_at: at, updated_at: at },
  })
  tell(at, customerId, { type: 'quote_approved', quoteId: 'quo_added', fromMinor: 21_000, toMinor: 34_000 })
}

function fillInForm(insert: Insert, tell: Tell, at: number): void {
  const customerId = 'cus_1zzzzzzzzzzzzzzzzzzzzzzz'
  const phone = '+15125550177'
  insert('customers', {
    ...{ customer_id: customerId, phone, name: 'Robin', language: 'en', withheld: 0, line_type: 'unknown' },
    ...{ look_up: 'done', created_at: at, updated_at: at },
  })
  insert('consents', {
    ...{ consent_id: 'con_added', customer_id: customerId, basis: 'inbound_message', evidence: 'web:added' },
    ...{ given_at: at, wording: 'You may text me about this.', purpose: 'this_conversation' },
  })
  tell(at, customerId, { type: 'lead_received', source: 'web', isRepeat: false })
}

/** Somebody drags a card that stands there to the last column. */
function moveCard(db: DatabaseSync, tell: Tell): void {
  const standing = `select l.lead_id as leadId, l.customer_id as customerId, t.at as at from leads as l join timeline as t
    on t.customer_id = l.customer_id and json_extract(t.fact, '$.type') = 'crm_synced'
    where l.opportunity_ref is not null order by t.at limit 1`
  const card = db.prepare(standing).get() as { leadId: string; customerId: string; at: number } | undefined
  if (!card) throw new Error('No lead of this copy stands in GoHighLevel.')
  const { leadId, customerId, at } = card
  tell(at + HOUR_MS, customerId, { type: 'crm_moved', leadId, from: 'new', to: 'lost', revenueMinor: null })
}
