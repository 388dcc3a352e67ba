import { MINUTE_MS, SECOND_MS } from '../../tenants/base/clock.ts'
import type { World } from '../../sandbox/emulator.ts'
import { openRecords } from '../../sandbox/ghl-records.ts'
import {
  anAlarmIsSet,
  ask,
  describeDue,
  everyTextPassedTheGate,
  noEmailTwice,
  noneToTheSuppressed,
  nothingIsOverdue,
  nothingIsStuck,
  noTextTwice,
  prepareLooking,
  promiseKept,
  readOutlook,
  SILENCE_MS,
  SLACK_MS,
  type Outlook,
  type Owed,
  type Scene,
} from './invariants.ts'
import type { Act } from './network.ts'
import type { Taken } from './router.ts'
import type { TenantHost } from './tenant-host.ts'
import { Truth, type SentText } from './truth.ts'
import type { VirtualTime } from './virtual-time.ts'

export type Broken = { invariant: string; what: string; step: number; at: number }

/** The busiest minute of a good day takes some hundreds. */
const STEPS_A_MINUTE_MAX = 10_000
const TEXT_WITHIN_MS = 30 * SECOND_MS
const ANSWER_WITHIN_MS = 60 * SECOND_MS
const EMAIL_WITHIN_MS = 60 * SECOND_MS

/** Looks at everything that happens, and keeps what broke. */
export class Watch {
  readonly truth: Truth
  readonly stoppedAt = new Map<string, number>()
  readonly retried = new Map<string, number>()
  readonly broken: Broken[] = []
  /** Called before whole pictures are compared. */
  beforeRest: () => void = () => undefined
  checks = 0
  #seen: { writes: number; alarm: number | null } = { writes: -1, alarm: null }
  #outlook: Outlook = { timerAt: null, entryAt: null, owedAt: null, lostId: null }
  #minute = 0
  #steps = 0
  readonly #time: VirtualTime
  readonly #host: TenantHost
  /** Words that somebody is about to have said, by their number. */
  readonly #expected = new Map<string, { isAsking: boolean; means: 'stop' | 'start' | null }>()
  readonly #promises: Owed[] = []
  readonly #calls = new Set<string>()
  readonly #world: World

  constructor(time: VirtualTime, host: TenantHost, world: World) {
    this.#time = time
    this.#host = host
    this.#world = world
    this.truth = new Truth(world)
  }

  get scene(): Scene {
    const { truth, stoppedAt, retried } = this
    const { db, alarm } = this.#host.storage
    return { db, truth, stoppedAt, retried, alarm, now: this.#time.now }
  }

  expect(phone: string, line: { asks?: true; means?: 'stop' | 'start' }): void {
    this.#expected.set(phone, { isAsking: line.asks === true, means: line.means ?? null })
  }

  /** A provider has acted on a call of ours. Answers the text it made, if it made one. */
  acted(act: Act): { to: string; body: string } | null {
    const { text, email } = this.truth.read(act)
    const { scene } = this
    if (email) this.#check('no e-mail twice', noEmailTwice(scene, email))
    if (!text) return null
    this.#check('every text passed the gate', everyTextPassedTheGate(scene, text))
    this.#check('no text twice', noTextTwice(scene, text))
    this.#check('none to the suppressed', noneToTheSuppressed(scene, text))
    this.#promiseEmail(text)
    return text
  }

  /** The tenant has taken a delivery in: what it owes from now on. */
  taken({ signal: { event }, receipt }: Taken): void {
    if (receipt !== 'accepted') return
    const since = this.#time.now
    if (event.type === 'call_ended' && event.outcome !== 'answered' && !this.#calls.has(event.callKey)) {
      this.#calls.add(event.callKey)
      const { contactRef } = event
      const phone = event.from ?? phoneOf(this.#world, contactRef)
      const until = since + TEXT_WITHIN_MS + SLACK_MS
      if (phone !== null) this.#promises.push({ kind: 'text', phone, contactRef, customerId: null, since, until })
    }
    if (event.type === 'lead_submitted' && event.phone !== null) {
      const until = since + TEXT_WITHIN_MS + SLACK_MS
      this.#promises.push({ kind: 'text', phone: event.phone, contactRef: null, customerId: null, since, until })
    }
    if (event.type !== 'sms_received') return
    const expected = this.#expected.get(event.from)
    if (expected?.means === 'stop') this.stoppedAt.set(event.from, since)
    if (expected?.means === 'start') this.stoppedAt.delete(event.from)
    if (expected?.isAsking) {
      const until = since + ANSWER_WITHIN_MS + SLACK_MS
      this.#promises.push({ kind: 'answer', phone: event.from, contactRef: null, customerId: null, since, until })
    }
  }

  /** After every step. */
  stepped(): void {
    const { scene } = this
    this.#lookAtWritten(scene)
    this.#check('nothing is overdue', nothingIsOverdue(scene, this.#outlook))
    this.#check('time goes on', this.#timeGoesOn(scene))
    const due = this.#promises.filter(({ until }) => until < scene.now)
    for (const promise of due) {
      this.#promises.splice(this.#promises.indexOf(promise), 1)
      this.#check('every promise is kept or explained', promiseKept(scene, promise))
    }
  }

  /** Nobody wakes again and again for what is not done then. */
  #timeGoesOn({ db, now }: Scene): string | null {
    const minute = Math.floor(now / MINUTE_MS)
    this.#steps = minute === this.#minute ? this.#steps + 1 : 0
    this.#minute = minute
    return this.#steps < STEPS_A_MINUTE_MAX ? null : `the object wakes without end: ${describeDue(db, now)}`
  }

  /** While no entry, no timer and no alarm changes they say what they said: time only helps. */
  #lookAtWritten(scene: Scene): void {
    const { writes, alarm } = this.#host.storage
    if (writes === this.#seen.writes && alarm === this.#seen.alarm) return
    if (this.#seen.writes < 0) prepareLooking(scene.db)
    this.#seen = { writes, alarm }
    this.#outlook = readOutlook(scene.db)
    this.#check('nothing is stuck', nothingIsStuck(scene, this.#outlook))
    this.#check('an alarm is set', anAlarmIsSet(scene, this.#outlook))
  }

  standing(invariant: string, verdict: string | null): void {
    this.#check(invariant, verdict)
  }

  #promiseEmail({ entryId, to: phone, at: since }: SentText): void {
    const query = `select customer_id as customerId from outbox
      where entry_id = ? and json_extract(payload, '$.template') = 'missed_call_text'`
    const [entry] = ask(this.#host.storage.db, query, entryId ?? '')
    if (!entry) return
    const until = since + SILENCE_MS + EMAIL_WITHIN_MS
    const customerId = String(entry['customerId'])
    this.#promises.push({ kind: 'email', phone, contactRef: null, customerId, since, until })
  }

  #check(invariant: string, verdict: string | null): void {
    this.checks += 1
    if (verdict === null) return
    this.broken.push({ invariant, what: verdict, step: this.#time.steps, at: this.#time.now })
  }
}

/** Who called, where GoHighLevel names a contact alone. */
function phoneOf(world: World, contactRef: string | null): string | null {
  return contactRef === null ? null : (openRecords(world.state).contacts.find(contactRef)?.phone ?? null)
}
