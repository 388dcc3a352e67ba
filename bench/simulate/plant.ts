import { DAY_MS, MINUTE_MS } from '../../tenants/base/clock.ts'
import { describeRequest } from '../../sandbox/exchange.ts'
import type { World } from '../../sandbox/emulator.ts'
import { appointmentsOf } from '../../sandbox/ghl-calendars.ts'
import { openRecords } from '../../sandbox/ghl-records.ts'
import { emails } from '../../sandbox/resend-email.ts'
import { ask } from './invariants.ts'
import type { Network } from './network.ts'
import type { TenantHost } from './tenant-host.ts'
import type { VirtualTime } from './virtual-time.ts'
import type { Watch } from './watch.ts'

/** Faults of our own, each planted to see it caught by the invariant that is there for it. */
export const PLANTS = {
  double_text: 'no text twice',
  double_email: 'no e-mail twice',
  ungated_text: 'every text passed the gate',
  other_words: 'every text passed the gate',
  text_after_stop: 'none to the suppressed',
  text_forgotten: 'every promise is kept or explained',
  email_forgotten: 'every promise is kept or explained',
  answer_forgotten: 'every promise is kept or explained',
  entry_without_time: 'nothing is stuck',
  entry_overdue: 'nothing is overdue',
  alarm_lost: 'an alarm is set',
  wakes_without_end: 'time goes on',
  pipeline_apart: 'our pipeline is theirs',
  worth_apart: 'our pipeline is theirs',
  calendar_apart: 'our calendar is theirs',
  ledger_changed: 'the ledger verifies',
  booked_twice: 'nobody is booked twice',
} as const
export type Planted = keyof typeof PLANTS
export const PLANT_NAMES = Object.keys(PLANTS) as Planted[]

type Parts = { time: VirtualTime; host: TenantHost; world: World; watch: Watch; network: Network; smsNumber: string }

const BEGINS_AFTER_MS = DAY_MS
const TRIES_EVERY_MS = 7 * MINUTE_MS

/** Tries again and again until there is something for the fault to spoil. */
export function plant(planted: Planted, parts: Parts): void {
  const attempt = async () => {
    if (!(await SPOIL[planted](parts))) parts.time.later(TRIES_EVERY_MS, attempt)
  }
  parts.time.later(BEGINS_AFTER_MS, attempt)
}

/** Answers whether it has spoilt what it is there to spoil. */
type Spoil = (parts: Parts) => boolean | Promise<boolean>

const SPOIL: Record<Planted, Spoil> = {
  double_text(parts) {
    const last = parts.watch.truth.texts.at(-1)
    return last !== undefined && forge(parts, last.to, last.body, last.entryId)
  },
  double_email({ world, watch, network, time }) {
    const last = watch.truth.emails.at(-1)
    const known = emails(world).find(last?.id ?? '')
    if (!known) return false
    const { id } = emails(world).insert({ ...known, id: `${known.id}-again`, createdAt: time.now })
    network.onAct({ provider: 'resend', method: 'POST', path: '/emails', answer: { status: 200, json: { id } } })
    return true
  },
  ungated_text(parts) {
    const [entry] = ask(parts.host.storage.db, 'select entry_id as entryId from outbox where gate is null limit 1')
    const last = parts.watch.truth.texts.at(-1)
    return entry !== undefined && last !== undefined && forge(parts, last.to, last.body, String(entry['entryId']))
  },
  other_words(parts) {
    const last = parts.watch.truth.texts.at(-1)
    return last !== undefined && forge(parts, last.to, 'Call us now for half the price!', last.entryId)
  },
  async text_after_stop(parts) {
    const { stoppedAt, truth } = parts.watch
    const last = truth.texts.at(-1)
    for (const [phone, since] of stoppedAt) {
      // Twilio itself blocks those who have said its own word, and what somebody gets again is another fault.
      if (last && last.to !== phone && since < last.at && (await forge(parts, phone, last.body, last.entryId)))
        return true
    }
    return false
  },
  text_forgotten({ host }) {
    host.storage.db.exec(`create trigger planted after insert on timers when new.name = 'text_due'
      begin delete from timers where journey_id = new.journey_id and name = new.name; end`)
    return true
  },
  email_forgotten({ host }) {
    host.storage.db.exec(`create trigger planted after insert on timers when new.name = 'silence_due'
      begin delete from timers where journey_id = new.journey_id and name = new.name; end`)
    return true
  },
  answer_forgotten({ host }) {
    host.storage.db.exec(`create trigger planted after insert on outbox
      when new.payload ->> 'type' = 'send_sms' and new.payload ->> 'template' <> 'missed_call_text'
      begin update outbox set status = 'sent', due_at = null where seq = new.seq; end`)
    return true
  },
  entry_overdue({ host, time }) {
    host.storage.db.exec(`insert into outbox (entry_id, lane, sequence_key, payload, status, attempts, due_at,
      useful_until, created_at) values ('eff_planted', 'nowhere', 'planted', '{}', 'pending', 0,
      ${time.now - DAY_MS}, ${time.now + DAY_MS}, ${time.now})`)
    return true
  },
  entry_without_time({ host }) {
    host.storage.db.exec(`create trigger planted after insert on outbox
      begin update outbox set due_at = null where seq = new.seq; end`)
    return true
  },
  wakes_without_end({ time }) {
    const again = () => void time.later(0, again)
    again()
    return true
  },
  alarm_lost({ host }) {
    host.storage.setAlarm = async () => undefined
    void host.storage.deleteAlarm()
    return true
  },
  pipeline_apart({ watch, world }) {
    watch.beforeRest = () => {
      const { opportunities } = openRecords(world.state)
      for (const { id } of opportunities.list()) opportunities.remove(id)
    }
    return true
  },
  worth_apart({ watch, world }) {
    watch.beforeRest = () => {
      const { opportunities } = openRecords(world.state)
      for (const { id, monetaryValue } of opportunities.list()) {
        opportunities.update(id, { monetaryValue: monetaryValue + 1 })
      }
    }
    return true
  },
  calendar_apart({ watch, world }) {
    watch.beforeRest = () => {
      const events = appointmentsOf(world.state)
      const later = (at: string) => new Date(Date.parse(at) + MINUTE_MS).toISOString()
      for (const { id, startTime } of events.list()) events.update(id, { startTime: later(startTime) })
    }
    return true
  },
  booked_twice({ host, time }) {
    const insert = host.storage.db.prepare(`insert into appointments (appointment_id, customer_id, crew_id, status,
      starts_at, ends_at, busy_from, busy_until, fee_minor, source, sequence, created_at, updated_at)
      select 'apt_planted' || ?, 'cus_planted', 'owner', 'confirmed', ?, ?, ?, ?, 0, 'board', 0, 1, 1`)
    const [from, until] = [time.now + 20 * DAY_MS, time.now + 20 * DAY_MS + 60 * MINUTE_MS]
    for (const name of ['a', 'b']) insert.run(name, from, until, from, until)
    return true
  },
  ledger_changed({ host }) {
    const [row] = ask(host.storage.db, 'select min(seq) as seq from ledger')
    if (typeof row?.['seq'] !== 'number') return false
    host.storage.db.exec(`update ledger set facts = '{"channel":"sms"}' where seq = ${row['seq']}`)
    return true
  },
}

/** A text that the tenant never sent in this way, taken by Twilio all the same. */
async function forge(parts: Parts, to: string, body: string, entryId: string | null): Promise<boolean> {
  const { world, network, smsNumber } = parts
  const { APP_URL, TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: token } = world.settings
  const path = `/2010-04-01/Accounts/${sid}/Messages.json`
  const headers = {
    authorization: `Basic ${Buffer.from(`${sid}:${token}`).toString('base64')}`,
    'content-type': 'application/x-www-form-urlencoded',
  }
  const form = {
    To: to,
    From: smsNumber,
    Body: body,
    StatusCallback: `${APP_URL}/hooks/twilio/status?entry=${entryId}`,
  }
  const asked = describeRequest('POST', path, headers, Buffer.from(new URLSearchParams(form).toString()))
  const answer = await world.emulators['twilio']?.handle(asked, world)
  if (answer?.status !== 201) return false
  network.onAct({ provider: 'twilio', method: 'POST', path, answer })
  return true
}
