import { CONVERSATION_CALLS_MAX } from '../base/limits.ts'
import type { ConversationView } from '../contract/board.ts'
import type { CustomerView, MessageView } from '../contract/lists.ts'
import type { TenantDb } from './open.ts'

/** What one open conversation reads, beside its events. */

const MESSAGE = `m.message_id as id, m.customer_id as customerId, m.audience, m.channel, m.direction,
  m.from_address as "from", m.to_address as "to", m.subject, m.body, m.status, m.error_code as errorCode, m.template,
  m.label, m.segments, m.created_at as createdAt`

export function loadMessageViews(db: TenantDb, messageIds: readonly string[]): MessageView[] {
  if (messageIds.length === 0) return []
  const query = `select ${MESSAGE} from messages as m where m.message_id in (select value from json_each(?))`
  return db.$client.sql.exec<MessageView>(query, JSON.stringify(messageIds)).toArray()
}

/** `gate` is what the gate kept of its decision when the message went out. */
export type JudgedMessage = MessageView & { class: string | null; gate: string | null }

export function loadJudgedMessages(db: TenantDb, messageIds: readonly string[]): JudgedMessage[] {
  if (messageIds.length === 0) return []
  const query = `select ${MESSAGE}, m.class, o.gate from messages as m
    left join outbox as o on o.entry_id = m.entry_id
    where m.message_id in (select value from json_each(?))`
  return db.$client.sql.exec<JudgedMessage>(query, JSON.stringify(messageIds)).toArray()
}

type StoredCard = Omit<CustomerView, 'optedOut' | 'takenOver'> & Pick<ConversationView['card'], 'relation'>

export function loadCard(db: TenantDb, customerId: string): StoredCard | null {
  const query = `select customer_id as id, phone, email, name, language, relation, created_at as createdAt
    from customers where customer_id = ?`
  return db.$client.sql.exec<StoredCard>(query, customerId).toArray()[0] ?? null
}

export function loadNewestConsent(db: TenantDb, customerId: string): ConversationView['card']['consent'] {
  type Row = { basis: string; givenAt: number }
  const query = `select basis, given_at as givenAt from consents where customer_id = ?
    order by consent_id desc limit 1`
  return db.$client.sql.exec<Row>(query, customerId).toArray()[0] ?? null
}

/** The customer's calls, newest first. */
export function loadCallsOf(db: TenantDb, customerId: string): ConversationView['card']['calls'] {
  type Row = { id: string; outcome: string; durationS: number; endedAt: number }
  const query = `select call_id as id, status as outcome, duration_s as durationS, ended_at as endedAt
    from call_logs where customer_id = ? order by call_id desc limit ?`
  return db.$client.sql.exec<Row>(query, customerId, CONVERSATION_CALLS_MAX).toArray()
}
