import type {
  KindCounts,
  MinuteCounts,
  RoomMessage,
  TickerEvent,
  TickerKind,
} from '../../tenants/contract/fleet-room.ts'

/** What the fleet's room has told so far, as far as the screen shows it. Pure. */

export type Ticker = {
  seq: number
  /** Newest first. */
  events: TickerEvent[]
  minutes: MinuteCounts[]
  /** Of the last telling. */
  leftOut: number
  dropped: number
}

export const EVENTS_SHOWN_MAX = 12
export const MINUTES_SHOWN = 15
const MINUTE_MS = 60_000

/** Null where something was missed in between, so that the room has to be asked from the start. */
export function hearRoom(ticker: Ticker | null, message: RoomMessage): Ticker | null {
  const isWhole = message.type === 'snapshot'
  if (!isWhole && (ticker === null || message.seq !== ticker.seq + 1)) return null
  const known = isWhole ? [] : (ticker?.events ?? [])
  const minutes = new Map((isWhole ? [] : (ticker?.minutes ?? [])).map((minute) => [minute.at, minute]))
  // A minute is told anew, whole, each time it changes.
  for (const minute of message.minutes) minutes.set(minute.at, minute)
  return {
    seq: message.seq,
    events: [...message.events.toReversed(), ...known].slice(0, EVENTS_SHOWN_MAX),
    minutes: [...minutes.values()].toSorted((one, other) => one.at - other.at).slice(-2 * MINUTES_SHOWN),
    leftOut: isWhole ? 0 : message.leftOut,
    dropped: message.dropped,
  }
}

/** Everything that happened in the last minutes, of each kind. */
export function countRecent({ minutes }: Ticker, now: number): (kind: TickerKind) => number {
  const recent: KindCounts[] = minutes
    .filter(({ at }) => at > now - MINUTES_SHOWN * MINUTE_MS)
    .map(({ counts }) => counts)
  return (kind) => recent.reduce((sum, counts) => sum + (counts[kind] ?? 0), 0)
}
