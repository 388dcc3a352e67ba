import { Server, type Connection } from 'partyserver'
import * as v from 'valibot'
import { clock, MINUTE_MS, type Instant } from '../../tenants/base/clock.ts'
import {
  ROOM_KEEP_EVERY_MS,
  ROOM_MINUTES_MAX,
  ROOM_NEWS_EVERY_MS,
  ROOM_SILENT_MAX_MS,
  ROOM_SOCKETS_MAX,
  VITALS_SHORT_MIN,
} from '../../tenants/base/fleet-limits.ts'
import { describeError, log } from '../../tenants/base/log.ts'
import { Figures } from '../../tenants/contract/figures.ts'
import { TickerBatch, type FleetRoomRpc, type ToldHealth, type Vitals } from '../../tenants/contract/fleet-room.ts'
import { LIVE_CLOSE } from '../../tenants/contract/live-close.ts'
import { FiguresHistory, type KeptMinute, type KeptTotals } from './figures-history.ts'
import { writeOpenMetrics } from './open-metrics.ts'
import { ROOM_HEADER, type RoomRequest } from './room-request.ts'
import { Pace, Ticker, type KeptTicker } from './ticker.ts'
import { ToldHealths } from './told-health.ts'
import { computeVitals } from './vitals.ts'
import { writePoints } from './write-points.ts'

type RoomEnv = Cloudflare.Env & { METRICS?: AnalyticsEngineDataset }

type Viewer = { expiresAt: Instant; joinedAt: Instant }

/** RFC 6455 leaves codes to a registry, where this is "Try Again Later". */
const TRY_AGAIN = 1013

/**
 * Where all businesses tell what happens, and admins look on. It holds nothing that anything depends on: where it is
 * away, businesses go on and count what they could not tell.
 */
export class FleetRoom extends Server<RoomEnv> implements FleetRoomRpc {
  static override readonly options = { hibernate: true }
  /** Names of classes are not kept in the bundle, and the lines of the library go by this one. */
  static override readonly name = 'FleetRoom'
  readonly #ticker: Ticker
  readonly #pace = new Pace()
  readonly #history: FiguresHistory
  readonly #healths: ToldHealths
  #newsAt: Instant = 0
  #isNewsPlanned = false
  #isKeepingPlanned = false

  constructor(ctx: DurableObjectState, env: RoomEnv) {
    super(ctx, env)
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'))
    ctx.storage.sql.exec('create table if not exists kept (name text primary key, value text not null)')
    this.#ticker = new Ticker(this.#load<KeptTicker>('ticker'))
    this.#healths = new ToldHealths(this.#load<ToldHealth[]>('health'))
    const minutes = MINUTE_SLOTS.flatMap((slot) => this.#load<KeptMinute>(slot) ?? [])
    this.#history = new FiguresHistory(this.#load<KeptTotals>('totals'), minutes, clock.now())
  }

  async takeTicker(batch: TickerBatch): Promise<{ everyMs: number }> {
    const now = clock.now()
    // Admins see what is told here, so nothing may pass that is not of these forms.
    if (v.is(TickerBatch, batch)) {
      this.#ticker.take(batch, now)
      // At once: an alert waits for it, and there is little of it.
      if (batch.health && this.#healths.take(batch.tenantId, batch.health))
        this.#save('health', this.#healths.read(now))
      this.#addFigures(batch.figures, now)
      // What businesses count reaches nobody else; the router writes what it counts down itself.
      writePoints(this.env.METRICS, batch.figures)
      this.#planNews(now)
      this.#planKeeping()
    } else log('room_refused', '-', { what: 'ticker' })
    return { everyMs: this.#pace.hear(now) }
  }

  async takeFigures(figures: Figures): Promise<void> {
    if (!v.is(Figures, figures)) return log('room_refused', '-', { what: 'figures' })
    this.#addFigures(figures, clock.now())
    this.#planKeeping()
  }

  async readVitals(): Promise<Vitals> {
    const at = clock.now()
    const over = (minutes: number) => computeVitals(this.#history.read(minutes, at), minutes)
    return { at, since: this.#history.since, fiveMinutes: over(VITALS_SHORT_MIN), hour: over(ROOM_MINUTES_MAX) }
  }

  async readHealth(): Promise<ToldHealth[]> {
    return this.#healths.read(clock.now())
  }

  async readMetrics(): Promise<string> {
    const { totals, dropped } = this.#ticker.keep()
    return writeOpenMetrics(this.#history.readTotals(), [
      {
        family: 'shoulder_events',
        type: 'counter',
        help: 'What happened at businesses, by kind.',
        label: 'kind',
        values: Object.entries(totals),
      },
      {
        family: 'shoulder_events_dropped',
        type: 'counter',
        help: 'What businesses could not tell the fleet room.',
        label: '',
        values: [['', dropped]],
      },
      {
        family: 'shoulder_room_sockets',
        type: 'gauge',
        help: 'Windows that look on.',
        label: '',
        values: [['', this.ctx.getWebSockets().length]],
      },
    ])
  }

  override async fetch(request: Request): Promise<Response> {
    const isFull = this.ctx.getWebSockets().length >= ROOM_SOCKETS_MAX
    if (!request.headers.has(ROOM_HEADER) || isFull) return new Response(null, { status: 503 })
    return super.fetch(request)
  }

  override onConnect(connection: Connection<Viewer>, { request }: { request: Request }): void {
    const now = clock.now()
    const { expiresAt } = JSON.parse(request.headers.get(ROOM_HEADER) ?? '{}') as RoomRequest
    connection.setState({ expiresAt, joinedAt: now })
    // What the snapshot shows is no news to whoever sees it.
    this.#sendNews(now, connection)
    connection.send(JSON.stringify(this.#ticker.snapshot(now)))
  }

  override onMessage(connection: Connection): void {
    connection.close(1003, 'There is nothing to be said here.')
  }

  /** The platform tells of sockets that broke; theirs is the loss. */
  override onError(): void {}

  /** However much comes in, those who look on are told so often and not more. */
  #planNews(now: Instant): void {
    if (this.#isNewsPlanned || this.ctx.getWebSockets().length === 0) return
    this.#isNewsPlanned = true
    // By a clock that was set back, the last news lie ahead.
    const waitMs = Math.min(ROOM_NEWS_EVERY_MS, Math.max(0, this.#newsAt + ROOM_NEWS_EVERY_MS - now))
    setTimeout(() => {
      this.#isNewsPlanned = false
      this.#attempt(() => this.#sendNews(clock.now()))
    }, waitMs)
  }

  #sendNews(now: Instant, except?: Connection): void {
    this.#newsAt = now
    const news = this.#ticker.takeNews(now)
    if (!news) return
    const text = JSON.stringify(news)
    for (const connection of this.getConnections<Viewer>()) {
      // One that breaks at this moment keeps the news from nobody else.
      this.#attempt(() => {
        if (connection.id !== except?.id && this.#isLookingOn(connection, now)) connection.send(text)
      })
    }
  }

  #isLookingOn(connection: Connection<Viewer>, now: Instant): boolean {
    const { expiresAt, joinedAt } = connection.state ?? { expiresAt: 0, joinedAt: 0 }
    if (expiresAt <= now) {
      connection.close(LIVE_CLOSE.signedOut, 'The sign-in is over. Sign in again.')
      return false
    }
    const heardAt = this.ctx.getWebSocketAutoResponseTimestamp(connection)?.getTime() ?? 0
    if (now - Math.max(heardAt, joinedAt) <= ROOM_SILENT_MAX_MS) return true
    connection.close(TRY_AGAIN, 'Nothing was heard of you.')
    return false
  }

  #planKeeping(): void {
    if (this.#isKeepingPlanned) return
    this.#isKeepingPlanned = true
    setTimeout(() => {
      this.#isKeepingPlanned = false
      this.#attempt(() => this.keep())
    }, ROOM_KEEP_EVERY_MS)
  }

  #addFigures(figures: Figures, now: Instant): void {
    const ended = this.#history.add(figures, now)
    if (!ended) return
    this.#save(slotOf(ended), ended)
    this.#save('totals', this.#history.keepTotals())
  }

  /** Writes down what it was told, which happens by itself soon after. */
  keep(): void {
    this.#save('ticker', this.#ticker.keep())
    const minute = this.#history.keepLastMinute()
    if (minute) this.#save(slotOf(minute), minute)
  }

  #attempt(work: () => void): void {
    try {
      work()
    } catch (error) {
      log('room_fault', '-', { error: describeError(error) })
    }
  }

  #save(name: string, value: unknown): void {
    const text = JSON.stringify(value)
    this.ctx.storage.sql.exec('insert or replace into kept (name, value) values (?, ?)', name, text)
  }

  #load<T>(name: string): T | null {
    const [row] = this.ctx.storage.sql.exec<{ value: string }>('select value from kept where name = ?', name).toArray()
    return row ? (JSON.parse(row.value) as T) : null
  }
}

/** Rows are written over and over, so that there are never more of them. */
const slotOf = ({ at }: KeptMinute) => `minute ${(at / MINUTE_MS) % ROOM_MINUTES_MAX}`
const MINUTE_SLOTS = Array.from({ length: ROOM_MINUTES_MAX }, (_, slot) => `minute ${slot}`)
