import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../tenants/base/clock.ts'
import type { LeadPatch } from '../../tenants/contract/board.ts'
import type { TenantObject } from '../../tenants/tenant-object.ts'
import type { Random } from '../fuzz/random.ts'
import { doDeskWork } from './desk-work.ts'
import { ask } from './invariants.ts'
import type { TenantHost } from './tenant-host.ts'
import type { VirtualTime } from './virtual-time.ts'

type Status = LeadPatch['status']
type Lead = { leadId: string; customerId: string; status: Status; wishedAt: number | null }

const ROUNDS = [8, 13, 18]

/** The one whose business it is: looks at the board a few times a day and does what people do there. */
export class Technician {
  readonly #host: TenantHost
  readonly #time: VirtualTime
  readonly #random: Random
  /** How often each entry was asked for once more. */
  readonly #retried: Map<string, number>
  readonly done = new Map<string, number>()

  constructor(host: TenantHost, time: VirtualTime, random: Random, retried: Map<string, number>) {
    this.#retried = retried
    this.#host = host
    this.#time = time
    this.#random = random
  }

  planDay(from: number): void {
    for (const hour of ROUNDS) {
      const at = from + hour * HOUR_MS + this.#random.below(40 * MINUTE_MS)
      this.#time.at(at, () => this.#lookAtBoard())
    }
  }

  async #lookAtBoard(): Promise<void> {
    const tenant = await this.#host.object()
    await tenant.board(null)
    await this.#talk(tenant)
    await this.#agree(tenant)
    await this.#visit(tenant)
    await this.#finish(tenant)
    await this.#clearUp(tenant)
    const { count, query } = {
      count: (what: string) => this.#count(what),
      query: <T>(sql: string, ...values: number[]) => this.#query<T>(sql, ...values),
    }
    await doDeskWork({ tenant, random: this.#random, now: this.#time.now, query, count })
  }

  /** Takes a conversation over now and then, writes, and hands it back an hour later. */
  async #talk(tenant: TenantObject): Promise<void> {
    const open = this.#query<{ customerId: string }>(`select customer_id as customerId from journeys
      where kind = 'missed_call' and status in ('in_conversation', 'booking_wanted') order by updated_at desc limit 5`)
    const [first] = open
    if (!first || !this.#random.chance(0.25)) return
    const { customerId } = first
    await tenant.takeOver(customerId)
    this.#count('took over')
    if (this.#random.chance(0.7)) {
      await tenant.writeAsHuman(customerId, 'Hi, this is Dana. I can take a look this week.', null)
      this.#count('wrote')
    }
    this.#time.later(HOUR_MS, async () => void (await (await this.#host.object()).handBack(customerId)))
  }

  async #agree(tenant: TenantObject): Promise<void> {
    const wanted = this.#query<{ customerId: string }>(
      `select customer_id as customerId from journeys
      where status = 'booking_wanted' and updated_at > ? order by updated_at limit 8`,
      this.#time.now - 2 * DAY_MS,
    )
    for (const { customerId } of wanted) {
      if (!this.#random.chance(0.6)) continue
      if (this.#random.chance(0.5) && (await this.#enterVisit(tenant, customerId))) continue
      const at = this.#random.chance(0.8) ? this.#time.now + DAY_MS + this.#random.below(3 * DAY_MS) : null
      await tenant.confirmBooking(customerId, at)
      this.#count('agreed')
    }
  }

  /** Enters a visit at one of the times that are free. */
  async #enterVisit(tenant: TenantObject, customerId: string): Promise<boolean> {
    const slots = await tenant.listSlots({ days: 7 })
    const slot = slots.ok ? this.#random.pick(slots.value) : undefined
    if (!slot) return false
    const { startsAt, crewId } = slot
    const wanted = {
      customerId,
      startsAt,
      crewId,
      minutes: null,
      service: null,
      address: null,
      notes: null,
      tell: true,
    }
    const entered = await tenant.addAppointment(wanted)
    this.#count(entered.ok ? 'entered a visit' : 'was refused a visit')
    return entered.ok
  }

  /** Says of each visit that is over how it went. */
  async #visit(tenant: TenantObject): Promise<void> {
    const over = this.#query<{ appointmentId: string }>(
      `select appointment_id as appointmentId from appointments
      where status = 'confirmed' and ends_at < ? order by ends_at limit 8`,
      this.#time.now,
    )
    for (const { appointmentId } of over) {
      const isDone = this.#random.chance(0.9)
      const move = isDone
        ? { move: 'complete' as const, amountMinor: 10_000 + this.#random.below(60_000) }
        : { move: 'no_show' as const }
      await tenant.moveAppointment(appointmentId, move)
      this.#count(isDone ? 'visited' : 'met nobody')
    }
  }

  async #finish(tenant: TenantObject): Promise<void> {
    const leads = this.#query<Lead>(
      `select lead_id as leadId, customer_id as customerId, status, wished_at as wishedAt
      from leads where status in ('booked', 'contacted', 'quoted') and updated_at < ?
      order by updated_at limit 6`,
      this.#time.now - DAY_MS,
    )
    for (const { leadId, status, wishedAt } of leads) {
      const isOver = status === 'booked' && (wishedAt === null || wishedAt < this.#time.now)
      const to: Status | null = isOver ? (this.#random.chance(0.85) ? 'completed' : 'lost') : null
      const given = to ?? (this.#random.chance(0.1) ? 'lost' : null)
      if (given === null) continue
      const revenue = given === 'completed' ? { revenueMinor: 10_000 + this.#random.below(60_000) } : {}
      await tenant.moveLead(leadId, { status: given, from: status, ...revenue })
      this.#count(given)
    }
  }

  async #clearUp(tenant: TenantObject): Promise<void> {
    const failed = this.#query<{ entryId: string }>(
      `select entry_id as entryId from outbox
      where status in ('dead', 'in_doubt', 'refused') and created_at > ? limit 3`,
      this.#time.now - 2 * DAY_MS,
    )
    for (const { entryId } of failed) {
      const isTried = this.#random.chance(0.5)
      if (isTried) this.#retried.set(entryId, (this.#retried.get(entryId) ?? 0) + 1)
      await (isTried ? tenant.retryEntry(entryId) : tenant.dismissEntry(entryId))
      this.#count(isTried ? 'tried again' : 'let go')
    }
  }

  #query<T>(sql: string, ...values: number[]): T[] {
    return ask(this.#host.storage.db, sql, ...values) as T[]
  }

  #count(what: string): void {
    this.done.set(what, (this.done.get(what) ?? 0) + 1)
  }
}
