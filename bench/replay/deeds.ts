import { firstIdAt } from '../../tenants/base/ids.ts'
import type { InboundEvent } from '../../tenants/providers/inbound.ts'
import type { Copy, Row } from './copy.ts'

/** Something that came from outside: what a provider told, or what a person of the business did. */
export type Deed = { at: number; customerId: string | null } & (
  | { kind: 'told'; provider: 'twilio' | 'gohighlevel' | 'resend'; key: string; event: InboundEvent; label?: string }
  | { kind: 'took_over' | 'handed_back' | 'opted_out_by_hand' }
  | { kind: 'wrote'; text: string }
  | { kind: 'confirmed'; visitAt: number | null }
  | { kind: 'moved_lead'; to: string; revenueMinor: number | null }
)

export type Deeds = { deeds: Deed[]; /** What stands in the file without the words it would take. */ wordless: number }

type Span = { from: number; to: number }

/** All that came from outside in a span of time, in the order in which it came. */
export function readDeeds(copy: Copy, { from, to }: Span): Deeds {
  const messages = readMessages(copy, { from, to })
  const typed = readTyped(copy, { from, to })
  const deeds = [...readCalls(copy, { from, to }), ...messages.deeds, ...typed, ...readCommands(copy, { from, to })]
  return { deeds: deeds.toSorted((one, other) => one.at - other.at), wordless: messages.wordless }
}

/** Ids tell when they were made, and with it when a call was first heard of. */
const MOMENTS_PER_MS = 1_024
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

function madeAt(id: string): number {
  const moment = id
    .slice(4, 15)
    .split('')
    .reduce((sum, letter) => sum * 32 + ALPHABET.indexOf(letter), 0)
  return Math.floor(moment / MOMENTS_PER_MS)
}

type Told = { type: string; callId: string; outcome?: 'no_answer' | 'busy' | 'voicemail' }

function readCalls(copy: Copy, { from, to }: Span): Deed[] {
  const later = new Map<string, { at: number; fact: Told }[]>()
  const facts = `select at, fact from timeline
    where json_extract(fact, '$.type') in ('call_missed', 'call_answered', 'voicemail_left') and at >= ?`
  for (const row of copy.rows(facts, from)) {
    const fact = JSON.parse(String(row['fact'])) as Told
    later.set(fact.callId, [...(later.get(fact.callId) ?? []), { at: Number(row['at']), fact }])
  }
  const rows = copy.rowsOf('call_logs', 'call_id >= ? and call_id < ?', firstIdAt('cal', from), firstIdAt('cal', to))
  return rows.flatMap((row) => {
    const known = later.get(String(row['call_id'])) ?? []
    const at = madeAt(String(row['call_id']))
    const first = known.find(({ fact }) => fact.type === 'call_missed')?.fact.outcome
    const answered = known.find(({ fact }) => fact.type === 'call_answered')
    const status = String(row['status']) as 'no_answer' | 'busy' | 'voicemail' | 'answered'
    // An answer of later was a missed call until then.
    const outcome = first ?? (answered && answered.at > at ? 'no_answer' : status)
    const reports = [call(copy, row, at, outcome, '')]
    for (const { at: then, fact } of known) {
      if (fact.type === 'voicemail_left') reports.push(call(copy, row, then, 'voicemail', ':voicemail'))
      if (fact.type === 'call_answered' && then > at) reports.push(call(copy, row, then, 'answered', ':answered'))
    }
    return reports
  })
}

function call(
  copy: Copy,
  row: Row,
  at: number,
  outcome: 'no_answer' | 'busy' | 'voicemail' | 'answered',
  as: string,
): Deed {
  const person = copy.people.get(String(row['customer_id']))
  const via = row['via'] === 'gohighlevel' ? ('gohighlevel' as const) : ('twilio' as const)
  const callKey = String(row['call_key'])
  const event: InboundEvent = {
    type: 'call_ended',
    callKey,
    from: (person?.phone ?? null) as `+${string}` | null,
    withheld: person?.['withheld'] === 1,
    to: copy.profile.smsNumber,
    contactRef: via === 'gohighlevel' ? (person?.contact_ref ?? null) : null,
    outcome,
    durationS: Number(row['duration_s']),
    endedAt: Number(row['ended_at']),
    via,
    recordingUrl: null,
  }
  return { at, customerId: String(row['customer_id']), kind: 'told', provider: via, key: `${callKey}${as}`, event }
}

function readMessages(copy: Copy, { from, to }: Span): { deeds: Deed[]; wordless: number } {
  const rows = copy.rowsOf(
    'messages',
    `direction = 'inbound' and created_at >= ? and created_at < ? order by seq`,
    from,
    to,
  )
  const readable = rows.filter(({ redacted_at: redactedAt }) => redactedAt === null)
  return { deeds: readable.map(message), wordless: rows.length - readable.length }
}

function message(row: Row): Deed {
  const key = String(row['provider_ref'] ?? row['message_id'])
  const [from, to] = [String(row['from_address']), String(row['to_address'])]
  const text = String(row['body'])
  const label = { label: String(row['label'] ?? '') }
  const about = {
    at: Number(row['created_at']),
    customerId: row['customer_id'] as string | null,
    kind: 'told' as const,
  }
  if (row['channel'] === 'email') {
    const subject = String(row['subject'] ?? '')
    return {
      ...about,
      provider: 'resend',
      key,
      event: { type: 'email_received', emailRef: key, from, to, subject, text },
    }
  }
  const event: InboundEvent = {
    type: 'sms_received',
    messageKey: key,
    from: from as `+${string}`,
    to: to as `+${string}`,
    text,
    mediaUrls: [],
    carrierKeyword: null,
  }
  return { ...about, ...label, provider: 'twilio', key, event }
}

/** What the technician wrote to customers. */
function readTyped(copy: Copy, { from, to }: Span): Deed[] {
  const typed = `template = 'human_text' and redacted_at is null and created_at >= ? and created_at < ? order by seq`
  return copy.rowsOf('messages', typed, from, to).map((row) => {
    const about = { at: Number(row['created_at']), customerId: row['customer_id'] as string | null }
    return { ...about, kind: 'wrote', text: String(row['body']) }
  })
}

/** Ways by which somebody opted out that leave no message of theirs behind. */
const OPTED_OUT_ELSEWHERE = new Set(['hand', 'link', 'complaint', 'contact'])

function readCommands(copy: Copy, { from, to }: Span): Deed[] {
  const rows = copy.rows('select customer_id, at, fact from timeline where at >= ? and at < ? order by seq', from, to)
  return rows.flatMap((row): Deed[] => {
    const fact = JSON.parse(String(row['fact'])) as Record<string, unknown> & { type: string }
    const about = { at: Number(row['at']), customerId: row['customer_id'] as string | null }
    switch (fact.type) {
      case 'taken_over':
        return [{ ...about, kind: 'took_over' }]
      case 'handed_back':
        return [{ ...about, kind: 'handed_back' }]
      case 'booking_confirmed':
        return [{ ...about, kind: 'confirmed', visitAt: fact['at'] as number | null }]
      case 'matter_settled':
        return [{ ...about, kind: 'confirmed', visitAt: null }]
      case 'lead_moved_by_hand': {
        const revenueMinor = fact['revenueMinor'] as number | null
        return [{ ...about, kind: 'moved_lead', to: String(fact['to']), revenueMinor }]
      }
      case 'customer_opted_out':
        return OPTED_OUT_ELSEWHERE.has(String(fact['by'])) ? [{ ...about, kind: 'opted_out_by_hand' }] : []
      default:
        return []
    }
  })
}
