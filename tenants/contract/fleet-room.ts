import * as v from 'valibot'
import { TenantHealth } from './health.ts'
import { TICKER_BATCH_EVENTS_MAX } from '../base/fleet-limits.ts'
import { Figures } from './figures.ts'

/**
 * What the fleet's room is told and tells: that something happened at a business and when, never to whom. Admins alone
 * look on, over `GET /api/v1/fleet/live`.
 */
export const TICKER_KINDS = [
  'missed_call',
  'lead_received',
  'texted',
  'replied',
  'answered',
  'booked',
  'job_done',
  'review_asked',
  'contract_offered',
  'opted_out',
  'message_failed',
  'emergency',
] as const
export const TickerKind = v.picklist(TICKER_KINDS)
export type TickerKind = v.InferOutput<typeof TickerKind>

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Counts = v.record(TickerKind, Count)
/** Kinds of which there were none may be absent. */
export type KindCounts = v.InferOutput<typeof Counts>
const TenantId = v.pipe(v.string(), v.regex(/^ten_[0-9a-z]{24}$/))

export const TickerEvent = v.strictObject({ tenantId: TenantId, kind: TickerKind, at: Count })
export type TickerEvent = v.InferOutput<typeof TickerEvent>

/**
 * How the business is doing. `isNews` where it was otherwise when it told before; the first telling of an object that
 * has just woken is none.
 */
const HealthTelling = v.strictObject({ ...TenantHealth.entries, isNews: v.boolean(), at: Count })
export type HealthTelling = v.InferOutput<typeof HealthTelling>
/** What the room knows of a business that is not well, or was not until lately. */
export type ToldHealth = TenantHealth & { tenantId: string; at: number }

/**
 * What one business did since it last told. `counts` has everything, `events` the newest of it; `dropped` counts what
 * could not be told because the room was away, and is in neither.
 */
export const TickerBatch = v.strictObject({
  tenantId: TenantId,
  counts: Counts,
  events: v.pipe(v.array(v.strictObject({ kind: TickerKind, at: Count })), v.maxLength(TICKER_BATCH_EVENTS_MAX)),
  dropped: Count,
  /** Calls to providers meanwhile. */
  figures: Figures,
  /** Absent where it is as it was told before. */
  health: v.optional(HealthTelling),
})
export type TickerBatch = v.InferOutput<typeof TickerBatch>

/** Everything the room was told of in the minute that began at `at`. */
const MinuteCounts = v.object({ at: Count, counts: Counts })
export type MinuteCounts = v.InferOutput<typeof MinuteCounts>

/**
 * What the socket says. First a snapshot: the newest events, newest last, and the counts of the last minutes, oldest
 * first. Then news, at most a few times a second however much happens: the newest of what is new, how many events were
 * left out of it, and the minutes that changed, as they stand now. `seq` rises by one with each; after a gap the client
 * connects anew. `ping` is answered with `pong`.
 */
export const RoomMessage = v.variant('type', [
  v.object({
    type: v.literal('snapshot'),
    seq: Count,
    events: v.array(TickerEvent),
    minutes: v.array(MinuteCounts),
    /** What businesses could not tell, since the room was made. */
    dropped: Count,
  }),
  v.object({
    type: v.literal('news'),
    seq: Count,
    events: v.array(TickerEvent),
    leftOut: Count,
    minutes: v.array(MinuteCounts),
    dropped: Count,
  }),
])
export type RoomMessage = v.InferOutput<typeof RoomMessage>

const Share = v.nullable(v.number())
const DelayMs = v.nullable(v.number())
const Window = v.object({
  windowMs: Count,
  requests: Count,
  /** Answered with 5xx, or deliveries that could not be stored. */
  failures: Count,
  /** `failures` of `requests`, null where there were none. */
  errorRate: Share,
  /** Of all requests, until their answer begins. */
  p50Ms: DelayMs,
  p95Ms: DelayMs,
  p99Ms: DelayMs,
  /** The busiest come first. */
  routes: v.array(
    v.object({
      route: v.string(),
      requests: Count,
      failures: Count,
      p50Ms: DelayMs,
      p95Ms: DelayMs,
      p99Ms: DelayMs,
    }),
  ),
  /** Queries of the directory (D1) and of the fleet's Postgres, and those that failed. */
  databaseCalls: Count,
  databaseFailures: Count,
  databaseP95Ms: DelayMs,
  /** Calls of the router to tenants' objects, and those that threw or were silent. */
  tenantCalls: Count,
  tenantFailures: Count,
  tenantP95Ms: DelayMs,
  /** Of look-ups of who a number or an account belongs to, the share that needed no query. */
  cacheHitRate: Share,
  providers: v.array(v.object({ provider: v.string(), calls: Count, failures: Count, p95Ms: DelayMs })),
  /** Runs of crons and queues, and those that threw. */
  runs: Count,
  runFailures: Count,
})
export type VitalsWindow = v.InferOutput<typeof Window>

/** How the platform itself is doing, over the last five minutes and the last hour. */
export const Vitals = v.object({
  at: Count,
  /** Since when figures are kept: a window that reaches back further is not full yet. */
  since: Count,
  fiveMinutes: Window,
  hour: Window,
})
export type Vitals = v.InferOutput<typeof Vitals>

/** There is one room. */
export const FLEET_ROOM_NAME = 'fleet'

/** The room's object as others see it. What it is told it may forget. */
export interface FleetRoomRpc {
  /** Answers how long this business is to wait until it tells more: longer the more of them tell. */
  takeTicker(batch: TickerBatch): Promise<{ everyMs: number }>
  takeFigures(figures: Figures): Promise<void>
  readVitals(): Promise<Vitals>
  /** The newest last. */
  readHealth(): Promise<ToldHealth[]>
  /** Everything since the room was made, as OpenMetrics text. */
  readMetrics(): Promise<string>
  /** Opens a socket for whoever the router lets through. */
  fetch(request: Request): Promise<Response>
}
