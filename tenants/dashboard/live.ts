import { after, earlier, type Instant } from '../base/clock.ts'
import { LIVE_MISSED_MAX, LIVE_SILENT_MAX_MS, LIVE_UNHEARD_CHARS_MAX } from '../base/limits.ts'
import type { Language } from '../contract/board.ts'
import type { LiveMessage } from '../contract/live.ts'
import { LIVE_CLOSE } from '../contract/live-close.ts'
import { loadLastSeq } from '../storage/board-rows.ts'
import type { TenantDb } from '../storage/open.ts'
import type { Context, Tenant } from '../storage/tenant-rows.ts'
import { readBoard } from './board.ts'
import { readNews, type News } from './news.ts'

export type LivePorts = {
  db: TenantDb
  tenant(): Tenant | null
  sockets(): WebSocket[]
  /** When the last ping of a socket was answered, null where none has come. */
  heardAt(socket: WebSocket): Instant | null
  /** Has `push` called again soon, without a commit. */
  lookAgain(): void
  now(): Instant
}

/**
 * What a socket remembers, through hibernation and restarts of the object as well: `seq` is the number of the last
 * event it was sent, so that nobody has to remember what was pushed to whom. `unheardChars` were sent since it was last
 * heard of: the platform does not say how much of it has left.
 */
export type Viewer = {
  language: Language
  email: string
  expiresAt: Instant
  seq: number
  heardAt: Instant
  unheardChars: number
}
type Joining = Pick<Viewer, 'language' | 'email' | 'expiresAt'>

/** RFC 6455 leaves codes to a registry, where this is "Try Again Later". */
const TRY_AGAIN = 1013

/** Pushes what the timeline has new to every open board. */
export class Live {
  readonly #ports: LivePorts

  constructor(ports: LivePorts) {
    this.#ports = ports
  }

  /** A socket that has just been accepted. `known` is the last event its client knows, null where it knows none. */
  join(socket: WebSocket, joining: Joining, known: number | null): void {
    const context = this.#context()
    if (!context) return close(socket, LIVE_CLOSE.tenantMissing, 'There is no such business.')
    const lastSeq = loadLastSeq(context.db)
    const missed = known === null ? null : lastSeq - known
    const canResume = missed !== null && missed >= 0 && missed <= LIVE_MISSED_MAX
    const now = this.#ports.now()
    const delivery = new Delivery(context, now)
    remember(socket, { ...joining, seq: canResume ? (known ?? 0) : 0, heardAt: now, unheardChars: 0 })
    if (canResume) delivery.catchUp(socket, readNews(context, known ?? 0, now))
    else delivery.sendBoard(socket)
  }

  /** Shuts every board of one person, who may not look on any more. */
  drop(email: string): void {
    for (const socket of this.#ports.sockets()) {
      if (recall(socket)?.email === email) close(socket, LIVE_CLOSE.forbidden, 'You do not work here any more.')
    }
  }

  /** After a commit. Whatever is read is read once, however many boards are open, and nothing where none is. */
  push(): void {
    const sockets = this.#open()
    if (sockets.length === 0) return
    const context = this.#context()
    if (!context) return
    const now = this.#ports.now()
    const viewers = sockets.flatMap((socket) => {
      const viewer = recall(socket)
      if (!viewer) return []
      if (viewer.expiresAt > now) return this.#isListening(socket, viewer, now) ? [{ socket, viewer }] : []
      close(socket, LIVE_CLOSE.signedOut, 'The sign-in is over. Sign in again.')
      return []
    })
    if (viewers.length === 0) return
    const news = readNews(context, Math.min(...viewers.map(({ viewer }) => viewer.seq)), now)
    const delivery = new Delivery(context, now)
    for (const { socket } of viewers) delivery.catchUp(socket, news)
  }

  /** When the next sign-in ends of those who look on; null where nobody does. One that is over ends at any push. */
  nextEndAt(): Instant | null {
    const now = this.#ports.now()
    const ends = this.#open().map((socket) => recall(socket)?.expiresAt ?? now)
    return ends.reduce<Instant | null>((first, at) => (at > now ? earlier(first, at) : first), null)
  }

  /** One that is closing is listed until its other side has answered. */
  #open(): WebSocket[] {
    return this.#ports.sockets().filter(({ readyState }) => readyState === WebSocket.OPEN)
  }

  /** Whoever is behind is sent nothing until a ping shows that they are there; what they miss then follows. */
  #isListening(socket: WebSocket, viewer: Viewer, now: Instant): boolean {
    const heardAt = this.#ports.heardAt(socket) ?? 0
    if (heardAt > viewer.heardAt) {
      remember(socket, { ...viewer, heardAt, unheardChars: 0 })
      return true
    }
    if (viewer.unheardChars < LIVE_UNHEARD_CHARS_MAX) return true
    if (now > after(viewer.heardAt, LIVE_SILENT_MAX_MS)) close(socket, TRY_AGAIN, 'Nothing was heard of you.')
    else this.#ports.lookAgain()
    return false
  }

  #context(): Context | null {
    const tenant = this.#ports.tenant()
    return tenant && { db: this.#ports.db, tenant }
  }
}

/** One round of sending: what several sockets are told is put into words and text once a language. */
class Delivery {
  readonly #context: Context
  readonly #now: Instant
  readonly #texts = new Map<string, string>()

  constructor(context: Context, now: Instant) {
    this.#context = context
    this.#now = now
  }

  catchUp(socket: WebSocket, news: News): void {
    const viewer = recall(socket)
    if (!viewer || news.events.length === 0) return
    // A tab that fell far behind, or a change that an event cannot carry: the whole board is the shorter way.
    if (news.isTooLong) return this.sendBoard(socket)
    const behind = news.events.filter(({ seq }) => seq > viewer.seq)
    let { unheardChars } = viewer
    for (const event of behind) {
      unheardChars += this.#send(socket, `${viewer.language} ${event.seq}`, () => event.inWords(viewer.language))
    }
    const last = behind.at(-1)
    if (!last) return
    remember(socket, { ...viewer, seq: last.seq, unheardChars })
    if (behind.some(({ changesBoard }) => changesBoard)) this.sendBoard(socket)
  }

  sendBoard(socket: WebSocket): void {
    const viewer = recall(socket)
    if (!viewer) return
    const { language } = viewer
    const sent = this.#send(socket, `${language} board`, () => ({
      type: 'snapshot',
      board: readBoard(this.#context, language, this.#now),
    }))
    remember(socket, {
      ...viewer,
      seq: loadLastSeq(this.#context.db),
      unheardChars: viewer.unheardChars + sent,
    })
  }

  /** Answers how many characters that were. */
  #send(socket: WebSocket, name: string, make: () => LiveMessage): number {
    const text = this.#texts.get(name) ?? JSON.stringify(make())
    this.#texts.set(name, text)
    socket.send(text)
    return text.length
  }
}

function remember(socket: WebSocket, viewer: Viewer): void {
  socket.serializeAttachment(viewer)
}

function recall(socket: WebSocket): Viewer | null {
  return socket.deserializeAttachment() as Viewer | null
}

function close(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, reason)
}
