import type { Instant } from './base/clock.ts'
import { FiguresBook } from './base/figures.ts'
import { TICKER_BATCH_EVENTS_MAX, TICKER_EVERY_MS, TICKER_FACTS_MAX, TICKER_SOON_MS } from './base/fleet-limits.ts'
import type { TenantId } from './base/ids.ts'
import type { TenantHealth } from './contract/health.ts'
import {
  FLEET_ROOM_NAME,
  type HealthTelling,
  type FleetRoomRpc,
  type KindCounts,
  type TickerBatch,
  type TickerKind,
} from './contract/fleet-room.ts'
import type { TenantDb } from './storage/open.ts'
import { loadFactsBehind } from './storage/timeline-rows.ts'
import { tickerKindOf } from './timeline/ticker-kind.ts'

export type TellerPorts = {
  db: TenantDb
  /** Null where this Shoulder has no fleet room. */
  room: { getByName(name: typeof FLEET_ROOM_NAME): Pick<FleetRoomRpc, 'takeTicker'> } | undefined
  tenantId(): TenantId | null
  /** How the business is doing, as it stands; null where there is none yet. */
  health(): TenantHealth | null
  now(): Instant
  report(error: unknown): void
}

/** More providers and outcomes than there are. */
const SERIES_MAX = 60

/**
 * Tells the fleet's room now and then what happened here, as kinds and times. Nothing waits for it and nothing fails
 * with it: it reads what stands already, in a turn of its own, and counts what it could not tell.
 */
export class FleetTeller {
  readonly #ports: TellerPorts
  readonly #figures = new FiguresBook(SERIES_MAX)
  /** What happened before this life of the object was its predecessor's to tell. */
  readonly #since: Instant
  #toldSeq = 0
  #dropped = 0
  #everyMs = TICKER_EVERY_MS
  #toldAt: Instant | null = null
  /** Of this life of the object; null before the first. */
  #toldHealth: TenantHealth | null = null
  /** What the room did not hear is news until it does. */
  #isUnheard = false
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(ports: TellerPorts) {
    this.#ports = ports
    this.#since = ports.now()
  }

  /** After a commit. Cheap: whatever there is to tell is looked up later. */
  noteCommit(): void {
    if (this.#timer !== null || !this.#ports.room) return
    const waitedMs = this.#toldAt === null ? this.#everyMs : this.#ports.now() - this.#toldAt
    const waitMs = Math.min(this.#everyMs, Math.max(TICKER_SOON_MS, this.#everyMs - waitedMs))
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.#tell().catch((error: unknown) => this.#ports.report(error))
    }, waitMs)
  }

  /** A call to a provider that has ended. */
  noteCall(provider: string, outcome: string, tookMs: number): void {
    if (!this.#ports.room) return
    this.#figures.measure('provider_call', { provider, outcome }, tookMs)
    this.noteCommit()
  }

  async #tell(): Promise<void> {
    const { room } = this.#ports
    const batch = this.#takeBatch()
    if (!room || !batch) return
    this.#toldAt = this.#ports.now()
    try {
      const { everyMs } = await room.getByName(FLEET_ROOM_NAME).takeTicker(batch)
      this.#everyMs = everyMs
      if (batch.health) this.#isUnheard = false
    } catch {
      // The room tells nobody's story but its own: what it missed is counted, and life goes on.
      this.#dropped += batch.dropped + Object.values(batch.counts).reduce((sum, count) => sum + count, 0)
      this.#figures.add(batch.figures)
      if (!batch.health) return
      this.#isUnheard = batch.health.isNews
      this.#toldHealth = null
    }
  }

  /** Null where it is as it was told. */
  #takeHealth(): HealthTelling | null {
    const health = this.#ports.health()
    const before = this.#toldHealth
    if (health === null || JSON.stringify(health) === JSON.stringify(before)) return null
    this.#toldHealth = health
    return { ...health, isNews: before !== null || this.#isUnheard, at: this.#ports.now() }
  }

  #takeBatch(): TickerBatch | null {
    const { db } = this.#ports
    const id = this.#ports.tenantId()
    if (id === null) return null
    const { facts, lastSeq, isCut } = loadFactsBehind(db, this.#toldSeq, TICKER_FACTS_MAX)
    const missed = isCut && this.#toldSeq > 0 ? lastSeq - this.#toldSeq - facts.length : 0
    this.#toldSeq = Math.max(this.#toldSeq, lastSeq)
    const told = facts.flatMap(({ fact, at }) => {
      const kind = at < this.#since ? null : tickerKindOf(fact)
      return kind === null ? [] : [{ kind, at }]
    })
    const dropped = this.#dropped + missed
    const health = this.#takeHealth()
    if (told.length === 0 && dropped === 0 && health === null && this.#figures.isEmpty) return null
    this.#dropped = 0
    return {
      ...{ tenantId: id, counts: countKinds(told), events: told.slice(-TICKER_BATCH_EVENTS_MAX) },
      ...{ dropped, figures: this.#figures.take(), ...(health === null ? {} : { health }) },
    }
  }
}

function countKinds(events: readonly { kind: TickerKind }[]): KindCounts {
  const counts: KindCounts = {}
  for (const { kind } of events) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}
