import { firstIdAt } from '../../tenants/base/ids.ts'
import type { InboundEvent } from '../../tenants/providers/inbound.ts'
import type { Copy, Row } from './copy.ts'
import type { Deed, DeedOf, Span } from './deed.ts'
import { readForms } from './told-forms.ts'

type Heard = { deeds: Deed[]; wordless: number }

/** What providers told: calls and how they ended, what callers answered, texts, e-mails and forms. */
export function readTold(copy: Copy, span: Span): Heard {
  const messages = readMessages(copy, span)
  const deeds = [...readCalls(copy, span), ...readAnswers(copy, span), ...messages.deeds, ...readForms(copy, span)]
  return { deeds, wordless: messages.wordless }
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

type Outcome = 'no_answer' | 'busy' | 'voicemail' | 'answered'
type Fact = { type: string; callId: string; outcome?: Exclude<Outcome, 'answered'> }

function readCalls(copy: Copy, { from, to }: Span): Deed[] {
  const later = new Map<string, { at: number; fact: Fact }[]>()
  const facts = `select at, fact from timeline
    where json_extract(fact, '$.type') in ('call_missed', 'call_answered', 'voicemail_left') and at >= ?`
  for (const row of copy.rows(facts, from)) {
    const fact = JSON.parse(String(row['fact'])) as Fact
    later.set(fact.callId, [...(later.get(fact.callId) ?? []), { at: Number(row['at']), fact }])
  }
  const rungFirst = new Set(
    copy.rowsOf('inbox', `delivery_key like 'twilio:%:ringing'`).map((row) => row['delivery_key']),
  )
  const heardOut = new Map(copy.rowsOf('consents', HEARD_OUT).map((row) => [row['evidence'], Number(row['given_at'])]))
  const rows = copy.rowsOf('call_logs', 'call_id >= ? and call_id < ?', firstIdAt('cal', from), firstIdAt('cal', to))
  return rows.flatMap((row): Deed[] => {
    const known = later.get(String(row['call_id'])) ?? []
    const missed = known.find(({ fact }) => fact.type === 'call_missed')
    // A call that rang at the technician's phone first is missed when that is over.
    const at = missed?.at ?? madeAt(String(row['call_id']))
    // The technician said that they had called back.
    if (row['via'] === 'hand') return [{ at, customerId: String(row['customer_id']), kind: 'called' }]
    const answered = known.find(({ fact }) => fact.type === 'call_answered')
    const status = String(row['status']) as Outcome
    // An answer of later was a missed call until then.
    const outcome = missed?.fact.outcome ?? (answered && answered.at > at ? 'no_answer' : status)
    const evidence = `twilio:${String(row['call_key'])}`
    const heardAt = heardOut.get(evidence)
    // Who is asked for a consent, or told that a text follows, is so while it rings.
    const isRung = rungFirst.has(`${evidence}:ringing`) || heardAt !== undefined
    const reports = [call(copy, row, at, outcome, isRung ? ':ringing' : '')]
    if (heardAt !== undefined && !known.some((one) => one.at === heardAt))
      reports.push(stayed(call(copy, row, heardAt, 'no_answer', ':completed')))
    for (const { at: then, fact } of known) {
      if (fact.type === 'voicemail_left') reports.push(call(copy, row, then, 'voicemail', ':voicemail'))
      if (fact.type === 'call_answered' && then > at) reports.push(call(copy, row, then, 'answered', ':answered'))
    }
    return reports
  })
}

const HEARD_OUT = `basis = 'spoken_notice' and evidence like 'twilio:%'`
/** Longer than any notice takes to be heard to its end. */
const STAYED_S = 120

function stayed(deed: DeedOf<'told'>): DeedOf<'told'> {
  return { ...deed, event: { ...deed.event, durationS: STAYED_S } as InboundEvent }
}

function call(copy: Copy, row: Row, at: number, outcome: Outcome, as: string): DeedOf<'told'> {
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

const ASKED = `basis in ('press_1', 'spoken_yes') and evidence like 'twilio:%' and given_at >= ? and given_at < ?`

/** What callers pressed or said who were asked whether they want a text. A no is the same as none. */
function readAnswers(copy: Copy, { from, to }: Span): Deed[] {
  return copy.rowsOf('consents', ASKED, from, to).map((row) => {
    const callKey = String(row['evidence']).slice('twilio:'.length)
    const isPressed = row['basis'] === 'press_1'
    const [, said = 'yes'] = String(row['wording'] ?? '').split('\n> ')
    const event: InboundEvent = {
      type: 'consent_answered',
      callKey,
      ask: isPressed ? 'press_1' : 'spoken_yes',
      language: copy.profile.language === 'es' ? 'es' : 'en',
      digits: isPressed ? '1' : null,
      speech: isPressed ? null : said,
    }
    const about = { at: Number(row['given_at']), customerId: String(row['customer_id']) }
    return { ...about, kind: 'told', provider: 'twilio', key: `${callKey}:consent`, event }
  })
}

/** What the customers and the staff wrote, and what was written to customers in GoHighLevel. */
const WRITTEN = `created_at >= ? and created_at < ? and (direction = 'inbound' and channel in ('sms', 'email')
  or direction = 'outbound' and entry_id is null and template in ('human_text', 'crm_text')) order by seq`

function readMessages(copy: Copy, { from, to }: Span): Heard {
  const rows = copy.rowsOf('messages', WRITTEN, from, to)
  const readable = rows.filter(({ redacted_at: redactedAt }) => redactedAt === null)
  const answered = new Set(copy.rows(BY_CARRIER).map((row) => `${String(row['customer_id'])} ${String(row['at'])}`))
  const deeds = readable.map((row) =>
    message(copy, row, answered.has(`${String(row['customer_id'])} ${String(row['created_at'])}`)),
  )
  return { deeds, wordless: rows.length - readable.length }
}

/** A carrier that took the word itself has answered it as well. */
const BY_CARRIER = `select customer_id, at from timeline
  where json_extract(fact, '$.type') = 'customer_opted_out' and json_extract(fact, '$.by') = 'carrier'`

function message(copy: Copy, row: Row, isCarriers: boolean): Deed {
  const key = String(row['provider_ref'] ?? row['message_id'])
  const [from, to] = [String(row['from_address']), String(row['to_address'])]
  const text = String(row['body'])
  const customerId = row['customer_id'] as string | null
  const about = { at: Number(row['created_at']), customerId, kind: 'told' as const, key }
  if (row['direction'] === 'outbound') {
    const contactRef = copy.people.get(customerId ?? '')?.contact_ref ?? null
    const writtenBy = row['template'] === 'human_text' ? ('person' as const) : ('automation' as const)
    const status = row['status'] === 'undelivered' ? ('undelivered' as const) : ('delivered' as const)
    const sent = { messageKey: key, contactRef, to: phoneOf(to), text, writtenBy, status }
    return { ...about, provider: 'gohighlevel', event: { type: 'crm_text_sent', ...sent } }
  }
  if (row['channel'] === 'email') {
    const subject = String(row['subject'] ?? '')
    return { ...about, provider: 'resend', event: { type: 'email_received', emailRef: key, from, to, subject, text } }
  }
  const addresses = { from: from as `+${string}`, to: to as `+${string}` }
  // Pictures are not looked at again.
  const rest = { mediaUrls: [], carrierKeyword: isCarriers ? ('stop' as const) : null }
  const event: InboundEvent = { type: 'sms_received', messageKey: key, ...addresses, text, ...rest }
  return { ...about, label: String(row['label'] ?? ''), provider: 'twilio', event }
}

function phoneOf(address: string): `+${string}` | null {
  return address.startsWith('+') ? (address as `+${string}`) : null
}
