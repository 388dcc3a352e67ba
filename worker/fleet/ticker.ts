import { MINUTE_MS, type Instant } from '../../tenants/base/clock.ts'
import {
  ROOM_EVENTS_MAX,
  ROOM_MINUTES_MAX,
  ROOM_NEWS_EVENTS_MAX,
  ROOM_PACE_MS,
  ROOM_TELLINGS_PER_S,
  TICKER_EVERY_MAX_MS,
  TICKER_EVERY_MS,
} from '../../tenants/base/fleet-limits.ts'
import {
  TICKER_KINDS,
  type KindCounts,
  type MinuteCounts,
  type RoomMessage,
  type TickerBatch,
  type TickerEvent,
} from '../../tenants/contract/fleet-room.ts'

/** What outlasts the room's memory. */
export type KeptTicker = {
  seq: number
  dropped: number
  /** Since the room was made. */
  totals: KindCounts
  events: TickerEvent[]
  minutes: MinuteCounts[]
}

/** What happens at all businesses, in as much room however much that is. */
export class Ticker {
  #seq: number
  #dropped: number
  #totals: KindCounts
  #events: TickerEvent[]
  #minutes: MinuteCounts[]
  #fresh: TickerEvent[] = []
  #leftOut = 0
  #isChanged = false

  constructor(kept: KeptTicker | null) {
    this.#seq = kept?.seq ?? 0
    this.#dropped = kept?.dropped ?? 0
    this.#totals = kept?.totals ?? {}
    this.#events = kept?.events ?? []
    this.#minutes = kept?.minutes ?? []
  }

  take({ tenantId, counts, events, dropped }: TickerBatch, now: Instant): void {
    const told = events.map((event) => ({ tenantId, ...event }))
    this.#events = [...this.#events, ...told].slice(-ROOM_EVENTS_MAX)
    const fresh = [...this.#fresh, ...told]
    this.#fresh = fresh.slice(-ROOM_NEWS_EVENTS_MAX)
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
    this.#leftOut += Math.max(0, total - told.length) + fresh.length - this.#fresh.length
    this.#dropped += dropped
    addCounts(this.#totals, counts)
    addCounts(this.#minuteOf(now).counts, counts)
    this.#isChanged = true
  }

  snapshot(now: Instant): RoomMessage {
    const { seq, dropped, events, minutes } = this.keep()
    return { type: 'snapshot', seq, events, minutes: within(minutes, now), dropped }
  }

  /** What is new since the last news; null where nothing is. */
  takeNews(now: Instant): RoomMessage | null {
    if (!this.#isChanged) return null
    this.#seq += 1
    const news = {
      ...{ type: 'news' as const, seq: this.#seq, events: this.#fresh, leftOut: this.#leftOut },
      // What was told before the last news and after the full minute belongs to the one before.
      ...{ minutes: within(this.#minutes, now).slice(-2), dropped: this.#dropped },
    }
    this.#fresh = []
    this.#leftOut = 0
    this.#isChanged = false
    return news
  }

  keep(): KeptTicker {
    return {
      ...{ seq: this.#seq, dropped: this.#dropped, totals: this.#totals },
      ...{ events: this.#events, minutes: this.#minutes },
    }
  }

  #minuteOf(now: Instant): MinuteCounts {
    const at = now - (now % MINUTE_MS)
    const known = this.#minutes.at(-1)
    if (known?.at === at) return known
    const opened = { at, counts: {} }
    this.#minutes = [...within(this.#minutes, now), opened].slice(-ROOM_MINUTES_MAX)
    return opened
  }
}

function addCounts(to: KindCounts, counts: KindCounts): void {
  for (const kind of TICKER_KINDS) {
    const count = counts[kind] ?? 0
    if (count > 0) to[kind] = (to[kind] ?? 0) + count
  }
}

/** Those of the last hour. A clock that was set back leaves none that are still to come. */
function within(minutes: MinuteCounts[], now: Instant): MinuteCounts[] {
  return minutes.filter(({ at }) => at <= now && at > now - ROOM_MINUTES_MAX * MINUTE_MS)
}

/**
 * How often each business may tell, so that the room hears about as many as it wants to however many there are. Moves
 * by the root of what it is off by: businesses follow late, and what moved at once would swing.
 */
export class Pace {
  everyMs = TICKER_EVERY_MS
  #since: Instant | null = null
  #heard = 0

  hear(now: Instant): number {
    this.#heard += 1
    this.#since ??= now
    const forMs = now - this.#since
    if (forMs >= ROOM_PACE_MS || forMs < 0) {
      const perS = (this.#heard * 1_000) / Math.max(ROOM_PACE_MS, forMs)
      const factor = Math.min(2, Math.max(0.5, Math.sqrt(perS / ROOM_TELLINGS_PER_S)))
      this.everyMs = Math.round(Math.min(TICKER_EVERY_MAX_MS, Math.max(TICKER_EVERY_MS, this.everyMs * factor)))
      this.#since = now
      this.#heard = 0
    }
    return this.everyMs
  }
}
