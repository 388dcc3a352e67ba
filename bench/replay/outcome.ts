import { countSegments } from '../../tenants/base/segments.ts'
import type { Row } from './copy.ts'

/** A message that went out, or was to, with what became of it. */
export type Message = {
  customerId: string
  to: string
  isForTechnician: boolean
  channel: string
  template: string
  /** The call or the reply it answers, which is the same in every run. */
  occasionedAt: number
  words: string
  /** As carriers bill it; 0 for an e-mail. */
  segments: number
  at: number
  fate: string
  entryId: string | null
  isRedacted: boolean
}
export type Refusal = { at: number; customerId: string; template: string; code: string }

type Ask = (sql: string, ...values: (string | number)[]) => Row[]

const MESSAGES = `select customer_id, to_address, audience, channel, template, occasioned_at, subject, body, status,
  error_code, sent_at, created_at, redacted_at, entry_id from messages
  where direction = 'outbound' and created_at >= ? order by seq`

/** `nameOf` gives the id by which the copy knows a customer: whoever hid their number is nobody twice. */
export function readMessages(ask: Ask, nameOf: (customerId: string) => string, from: number): Message[] {
  return ask(MESSAGES, from).map((row) => ({
    customerId: nameOf(String(row['customer_id'])),
    to: String(row['to_address'] ?? '-'),
    isForTechnician: row['audience'] === 'technician',
    channel: String(row['channel']),
    template: String(row['template']),
    occasionedAt: Number(row['occasioned_at'] ?? 0),
    words: withoutLinks([row['subject'], row['body']].filter((part) => part !== null).join('\n')),
    segments: row['channel'] === 'sms' ? countSegments(String(row['body'])).segments : 0,
    at: Number(row['sent_at'] ?? row['created_at']),
    fate: row['error_code'] === null ? plainFate(String(row['status'])) : `failed (${String(row['error_code'])})`,
    entryId: row['entry_id'] as string | null,
    isRedacted: row['redacted_at'] !== null,
  }))
}

/** Whether the phone has said so yet makes no difference here. */
function plainFate(status: string): string {
  return ['sent', 'delivered', 'replied'].includes(status) ? 'sent' : status
}

/** Links are made of chance, and say nothing. */
function withoutLinks(words: string): string {
  return words.replaceAll(/(\/[ubr]\/)\S+/g, '$1…')
}

export function readRefusals(ask: Ask, nameOf: (customerId: string) => string, from: number): Refusal[] {
  const refused = `select customer_id, at, fact from timeline
    where json_extract(fact, '$.type') in ('text_refused', 'text_held', 'email_refused', 'own_words_passed_over') and at >= ?`
  return ask(refused, from).map((row) => {
    const { template, code } = JSON.parse(String(row['fact'])) as { template: string; code: string }
    return { at: Number(row['at']), customerId: nameOf(String(row['customer_id'])), template, code }
  })
}
