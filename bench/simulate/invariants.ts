import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../tenants/base/clock.ts'
import type { SentEmail, SentText, Truth } from './truth.ts'

/** Null where it holds; else what broke, in words. */
type Verdict = string | null

/** What the checks look at: the tenant's own rows, what providers hold, and who has said STOP. */
export type Scene = {
  db: DatabaseSync
  truth: Truth
  now: number
  alarm: number | null
  /** When the opt-out of a number was taken in; numbers that have come back are not in it. */
  stoppedAt: ReadonlyMap<string, number>
  /** Entries that the technician asked for once more. */
  retried: ReadonlyMap<string, number>
}

type Row = Record<string, string | number | null>

const compiled = new WeakMap<DatabaseSync, Map<string, StatementSync>>()

export function ask(db: DatabaseSync, sql: string, ...values: (string | number)[]): Row[] {
  const statements = compiled.get(db) ?? new Map<string, StatementSync>()
  compiled.set(db, statements)
  const statement = statements.get(sql) ?? db.prepare(sql)
  statements.set(sql, statement)
  return statement.all(...values) as Row[]
}

/** No text without a recorded decision of the gate, and none with other words than the ones it judged. */
export function everyTextPassedTheGate({ db }: Scene, text: SentText): Verdict {
  if (text.entryId === null) return `the text ${text.sid} names no entry`
  const [entry] = ask(db, 'select gate, composed, claimed_at as claimedAt from outbox where entry_id = ?', text.entryId)
  if (!entry) return `the text ${text.sid} belongs to ${text.entryId}, which is not in the outbox`
  if (entry['gate'] === null || entry['claimedAt'] === null) return `${text.entryId} was sent without a gate decision`
  const { body } = JSON.parse(String(entry['composed'])) as { body: string }
  return body === text.body ? null : `${text.entryId} was sent with other words than the gate judged`
}

/** No entry twice at the provider, but where the technician asked for it. */
export function noTextTwice({ truth, retried }: Scene, text: SentText): Verdict {
  const times = truth.timesOf(text)
  const allowed = 1 + (retried.get(text.entryId ?? '') ?? 0)
  return times <= allowed ? null : `${text.entryId} reached the provider ${times} times`
}

export function noEmailTwice({ truth }: Scene, email: SentEmail): Verdict {
  const same = (truth.byAddress.get(email.to) ?? []).filter(({ key }) => key !== null && key === email.key)
  return same.length <= 1 ? null : `the e-mail ${email.key} was made ${same.length} times`
}

/** What was claimed before the opt-out was taken in may be on its way; nothing after that, but its confirmation. */
export function noneToTheSuppressed({ db, stoppedAt }: Scene, text: SentText): Verdict {
  const since = stoppedAt.get(text.to)
  if (since === undefined) return null
  const [entry] = ask(
    db,
    `select claimed_at as claimedAt, json_extract(payload, '$.template') as template from outbox where entry_id = ?`,
    text.entryId ?? '',
  )
  const isOnItsWay = entry !== undefined && Number(entry['claimedAt']) <= since
  const isConfirmation = entry?.['template'] === 'opt_out_confirmation'
  if (isOnItsWay || isConfirmation) return null
  return `${text.entryId} (${String(entry?.['template'])}) went to a number that had opted out`
}

const UNSETTLED = `status in ('pending', 'held', 'claimed', 'in_doubt')`

/**
 * By it every step sees all that is owed without an instant, which is nothing, without walking through all that was
 * ever done. No query of the product's asks for what is in it.
 */
export function prepareLooking(db: DatabaseSync): void {
  db.exec(`create index if not exists simulated_lost on outbox (seq) where due_at is null and ${UNSETTLED}`)
}

/** What the rows say of what is to come. Each is the first in the order of its index, and nothing is read beyond. */
export type Outlook = {
  timerAt: number | null
  /** Of the entries that no other one holds back. */
  entryAt: number | null
  /** Of all that is owed. */
  owedAt: number | null
  lostId: string | null
}

const OUTLOOK = `select
  (select due_at from timers order by due_at limit 1) as timerAt,
  (select due_at from outbox where due_at > 0 and (status = 'claimed' or (${UNSETTLED}
    and not exists (select 1 from outbox as ahead where ahead.sequence_key = outbox.sequence_key
    and ahead.seq < outbox.seq and ahead.status in ('pending', 'claimed', 'in_doubt'))))
    order by due_at limit 1) as entryAt,
  (select due_at from outbox where due_at > 0 and ${UNSETTLED} order by due_at limit 1) as owedAt,
  (select entry_id from outbox indexed by simulated_lost where due_at is null and ${UNSETTLED} limit 1) as lostId`

/** The same as long as no row changes. */
export function readOutlook(db: DatabaseSync): Outlook {
  const [outlook] = ask(db, OUTLOOK)
  return outlook as Outlook
}

/** Nothing that is still owed stands without an instant at which somebody looks at it again. */
export function nothingIsStuck({ db }: Scene, { lostId }: Outlook): Verdict {
  if (lostId === null) return null
  const [lost] = ask(db, 'select status from outbox where entry_id = ?', lostId)
  return `${lostId} is ${String(lost?.['status'])} and due at no time`
}

/** Nothing is looked at long after the instant at which it was to be. */
export function nothingIsOverdue({ db, now }: Scene, { owedAt }: Outlook): Verdict {
  if (owedAt === null || owedAt >= now - STUCK_AFTER_MS) return null
  const [late] = ask(db, `select entry_id as id, status from outbox where due_at = ? and ${UNSETTLED} limit 1`, owedAt)
  return `${String(late?.['id'])} is ${String(late?.['status'])} and overdue since ${owedAt}`
}

/** The longest that entries rightly wait behind others of their sequence. */
const STUCK_AFTER_MS = 2 * HOUR_MS

/** What is due by now and has not been done. */
export function describeDue(db: DatabaseSync, now: number): string {
  const entries = ask(
    db,
    `select entry_id, status, lane, sequence_key, attempts, due_at, claimed_at, last_code from outbox
     where due_at <= ? order by due_at limit 3`,
    now,
  )
  const timers = ask(db, 'select name, journey_id, due_at from timers where due_at <= ? limit 3', now)
  return JSON.stringify({ now, entries, timers })
}

/** How long the alarm may stand by behind a timer in memory. */
const STANDBY_MS = 10 * SECOND_MS

/** Whatever is due, an alarm is set for it, so that it comes also where the process ends now. */
export function anAlarmIsSet({ alarm, now }: Scene, { timerAt, entryAt }: Outlook): Verdict {
  const at = timerAt === null || entryAt === null ? (timerAt ?? entryAt) : Math.min(timerAt, entryAt)
  if (alarm === null)
    return at === null ? 'no alarm is set for the chores of the day' : 'something is due and no alarm is set'
  const wanted = Math.max(now, at ?? now + 2 * DAY_MS) + STANDBY_MS
  return alarm <= wanted ? null : `the alarm is set ${Math.round((alarm - wanted) / SECOND_MS)} s too late`
}

/** Facts by which the timeline explains that a customer got no text, or got it later. */
const EXPLAINS = new Set([
  ...['call_answered', 'call_repeated', 'text_cancelled', 'text_held', 'text_refused', 'entry_delayed', 'entry_dead'],
  ...['entry_in_doubt', 'technician_told', 'customer_opted_out', 'contact_missing', 'automation_stopped', 'taken_over'],
  ...['email_refused', 'journey_closed', 'emergency_told', 'human_wrote', 'customers_merged', 'call_held_back'],
])

export type Owed = {
  kind: 'text' | 'email' | 'answer'
  phone: string
  /** As GoHighLevel knows them, where it named them alone. */
  contactRef: string | null
  /** Where it is known by then; whoever has a wrong number leaves it to somebody else. */
  customerId: string | null
  /** When what it answers was taken in, and until when it was promised. */
  since: number
  until: number
}

/** Kept, or explained by the timeline. */
export function promiseKept({ db, truth }: Scene, promise: Owed): Verdict {
  const { phone, since, until, kind } = promise
  const isIn = ({ at }: { at: number }) => at >= since && at <= until
  if ((truth.byPhone.get(phone) ?? []).some(isIn) && kind !== 'email') return null
  const query = 'select customer_id as id, email from customers where phone = ? or contact_ref = ? or customer_id = ?'
  const [customer] = ask(db, query, phone, promise.contactRef ?? '', promise.customerId ?? '')
  if (!customer)
    return `${kind}: nobody is known behind the number, though it was owed since ${new Date(since).toISOString()}`
  const id = String(customer['id'])
  if (kind === 'email' && (truth.byAddress.get(String(customer['email'])) ?? []).some(isIn)) return null
  const events = ask(
    db,
    `select json_extract(fact, '$.type') as type from timeline
     where customer_id = ? and at >= ? and at <= ?`,
    id,
    since,
    until,
  )
  if (events.some(({ type }) => EXPLAINS.has(String(type)))) return null
  // Whoever has written in the meantime is not silent any more.
  if (kind === 'email' && events.some(({ type }) => type === 'reply_received')) return null
  const seen = events.map(({ type }) => String(type)).join(', ') || 'nothing'
  return `${kind} promised to ${id} until ${new Date(until).toISOString()}, and the timeline tells ${seen}`
}

export const SLACK_MS = 2 * SECOND_MS
export const SILENCE_MS = 5 * MINUTE_MS
