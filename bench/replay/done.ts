import { OptOutChannel } from '../../tenants/contract/opt-out.ts'
import type { AppointmentMove } from '../../tenants/contract/booking.ts'
import { MINUTE_MS } from '../../tenants/base/clock.ts'
import { textOf, type Copy, type Row } from './copy.ts'
import type { Deed, Span, Told } from './deed.ts'
import { readOffers } from './done-offers.ts'
import { readQuotes } from './done-quotes.ts'
import { readRequests } from './done-requests.ts'

/** What people of the business did on their screens, and customers on pages of ours, as the timeline has it. */

export function readDone(copy: Copy, span: Span): Deed[] {
  const { from, to } = span
  const rows = copy.rows('select customer_id, at, fact from timeline where at >= ? and at < ? order by seq', from, to)
  const timeline = rows.map((row) => ({
    at: Number(row['at']),
    customerId: row['customer_id'] as string | null,
    fact: JSON.parse(String(row['fact'])) as Told['fact'],
  }))
  // A time is kept for somebody before it is agreed; what is entered on the board is agreed as it is.
  const held = new Set(copy.rows(HELD).map(({ ref }) => String(ref)))
  const done = timeline.flatMap((told) => commandOf(copy, told, held))
  const rest = [
    ...readQuotes(copy, timeline, span),
    ...readOffers(copy, timeline, span),
    ...readRequests(copy, timeline),
  ]
  // Whoever takes a conversation over and writes does both at once, in this order.
  return [...done, ...readTyped(copy, span), ...readJobs(copy, timeline), ...rest]
}

const HELD = `select json_extract(fact, '$.appointmentId') as ref from timeline
  where json_extract(fact, '$.type') = 'visit_held'`

function commandOf(copy: Copy, told: Told, held: ReadonlySet<string>): Deed[] {
  const { at, customerId, fact } = told
  const about = { at, customerId }
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
    case 'emergency_acknowledged':
      return fact['via'] === 'board' ? [{ ...about, kind: 'acknowledged' }] : []
    case 'customer_opted_out':
      return optedOut(copy, about, fact)
    case 'relation_changed':
      return [{ ...about, kind: 'changed_relation', relation: fact['relation'] as string | null }]
    case 'entry_retried':
      return triedOrLeft(copy, told, 'retried')
    case 'entry_dismissed':
      return triedOrLeft(copy, told, 'let_go')
    case 'call_released': {
      const [row] = copy.rowsOf('call_logs', 'call_id = ?', String(fact['callId']))
      return row ? [{ ...about, kind: 'released_call', callKey: String(row['call_key']) }] : []
    }
    default:
      return visitDeed(copy, told, held)
  }
}

const TYPED = `select m.customer_id, m.body, coalesce(o.created_at, m.created_at) as at from messages as m
  left join outbox as o on o.entry_id = m.entry_id where m.template = 'human_text' and m.entry_id is not null
  and m.redacted_at is null and at >= ? and at < ? order by m.seq`

/** What they typed, from when they pressed the button on. What was written in GoHighLevel is told from there. */
function readTyped(copy: Copy, { from, to }: Span): Deed[] {
  return copy.rows(TYPED, from, to).map((row) => {
    const about = { at: Number(row['at']), customerId: row['customer_id'] as string | null }
    return { ...about, kind: 'wrote', text: String(row['body']) }
  })
}

function visitDeed(copy: Copy, { at, customerId, fact }: Told, held: ReadonlySet<string>): Deed[] {
  const ref = String(fact['appointmentId'])
  const startsAt = Number(fact['startsAt'])
  const about = { at, customerId, ref }
  if (fact['by'] === 'page') return pageDeed(about, fact, startsAt)
  if (fact['by'] !== 'board') return []
  const moved = (move: AppointmentMove): Deed[] => [{ ...about, kind: 'moved_visit', wasAt: startsAt, move }]
  switch (fact.type) {
    case 'visit_confirmed':
      return held.has(ref) ? moved({ move: 'confirm' }) : entered(copy, about, startsAt)
    case 'visit_moved': {
      const move = { move: 'reschedule' as const, startsAt, crewId: null }
      return [{ ...about, kind: 'moved_visit', wasAt: Number(fact['from']), move }]
    }
    case 'visit_cancelled':
      return moved({ move: 'cancel' })
    case 'visit_completed':
      return moved({ move: 'complete', amountMinor: amountOf(copy, ref) })
    case 'visit_no_show':
      return moved({ move: 'no_show' })
    default:
      return []
  }
}

const ENTRY = `select coalesce(payload ->> 'template', payload ->> 'type') as what, customer_id, created_at from outbox
  where entry_id = ?`

/** Words and marks that leave no message behind that would be told again. */
function optedOut(copy: Copy, about: { at: number; customerId: string | null }, fact: Told['fact']): Deed[] {
  switch (fact['by']) {
    case 'contact':
      return [{ ...about, kind: 'forbade_texts_in_crm' }]
    case 'link':
    case 'complaint':
      return [{ ...about, kind: 'left_letters' }]
    case 'hand':
    case 'voicemail': {
      const [row] = copy.rowsOf('messages', NOTED, about.customerId ?? '', about.at)
      const subject = OptOutChannel.options.find((name) => name === row?.['subject'])
      const channel = subject ?? 'phone'
      return [{ ...about, kind: 'opted_out_by_hand', said: textOf(row?.['body']) ?? 'As the copy tells.', channel }]
    }
    default:
      return []
  }
}

const NOTED = `customer_id = ? and created_at = ? and direction = 'inbound' and redacted_at is null`

function triedOrLeft(copy: Copy, { at, fact }: Told, kind: 'retried' | 'let_go'): Deed[] {
  const [entry] = copy.rows(ENTRY, String(fact['entryId']))
  if (!entry) return []
  return [
    {
      at,
      customerId: entry['customer_id'] as string | null,
      kind,
      what: String(entry['what']),
      orderedAt: Number(entry['created_at']),
    },
  ]
}

type About = { at: number; customerId: string | null; ref: string }

function pageDeed(about: About, fact: Told['fact'], startsAt: number): Deed[] {
  const kind = 'changed_visit_on_page'
  if (fact.type === 'visit_cancelled') return [{ ...about, kind, wasAt: startsAt, to: null }]
  if (fact.type === 'visit_moved') return [{ ...about, kind, wasAt: Number(fact['from']), to: startsAt }]
  return []
}

/** Who goes there is kept as it is now; whoever was moved is left to whoever is free. */
function entered(copy: Copy, about: About, startsAt: number): Deed[] {
  const [row] = copy.rowsOf('appointments', 'appointment_id = ?', about.ref)
  if (!row) return []
  const minutes = (Number(row['ends_at']) - Number(row['starts_at'])) / MINUTE_MS
  const crewId = Number(row['starts_at']) === startsAt ? String(row['crew_id']) : null
  const address = toldLater(copy, about, textOf(row['address'])) ? null : textOf(row['address'])
  const words = { service: textOf(row['service']), address, notes: textOf(row['notes']) }
  const tell = wasTold(copy, about)
  return [{ ...about, kind: 'entered_visit', startsAt, minutes, crewId, ...words, tell }]
}

/** Where they live is asked once a visit is set, and what they answer comes with what they wrote. */
function toldLater(copy: Copy, { at, customerId }: About, address: string | null): boolean {
  if (address === null) return false
  const written = `customer_id = ? and direction = 'inbound' and created_at > ? and instr(lower(body), lower(?)) > 0`
  return copy.rowsOf('messages', written, customerId ?? '', at, address).length > 0
}

const TOLD = `customer_id = ? and created_at = ? and json_extract(payload, '$.template') = 'visit_confirmed'`
const SENT = `customer_id = ? and occasioned_at = ? and template = 'visit_confirmed' and audience = 'customer'`

/** Whether the customer was to hear of it. */
function wasTold(copy: Copy, { at, customerId }: About): boolean {
  const of = [customerId ?? '', at] as const
  return copy.rowsOf('outbox', TOLD, ...of).length > 0 || copy.rowsOf('messages', SENT, ...of).length > 0
}

function amountOf(copy: Copy, ref: string): number | null {
  const [job] = copy.rowsOf('jobs', 'appointment_id = ?', ref)
  return job ? (job['amount_minor'] as number | null) : null
}

/** A job that neither a visit nor a lead brought into the books was entered by itself. */
const BRINGS_JOB = new Set(['visit_completed', 'lead_moved_by_hand', 'crm_moved'])

function readJobs(copy: Copy, timeline: readonly Told[]): Deed[] {
  const brought = new Set(
    timeline.filter(({ fact }) => BRINGS_JOB.has(fact.type)).map(({ at, customerId }) => `${customerId} ${at}`),
  )
  return timeline.flatMap(({ at, customerId, fact }): Deed[] => {
    if (fact.type !== 'job_completed' || brought.has(`${customerId} ${at}`)) return []
    const [job]: (Row | undefined)[] = copy.rowsOf('jobs', 'job_id = ?', String(fact['jobId']))
    const completedAt = Number(job?.['completed_at'] ?? at)
    const amountMinor = (fact['amountMinor'] ?? null) as number | null
    return [{ at, customerId, kind: 'recorded_job', service: textOf(fact['service']), amountMinor, completedAt }]
  })
}
