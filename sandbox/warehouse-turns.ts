import type net from 'node:net'

/**
 * The embedded Postgres has one session for all who are connected, and whoever says half a sentence must not be
 * interrupted: what one prepares another would bind. So connections take turns. A turn begins with what a client asks
 * and ends when everything asked is answered and no transaction is open.
 */
export class Turns {
  readonly #waiting: (() => void)[] = []
  #isTaken = false

  take(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      if (!this.#isTaken) this.pass()
    })
  }

  pass(): void {
    const next = this.#waiting.shift()
    this.#isTaken = next !== undefined
    next?.()
  }
}

/** What a client says goes to Postgres in its turn, and the answers come back; they end together. */
export function joinInTurns(client: net.Socket, server: net.Socket, turns: Turns): void {
  const asked = new Frames({ hasOpening: true })
  const answered = new Frames({ hasOpening: false })
  let held: Buffer[] = []
  let state: 'idle' | 'waiting' | 'ours' | 'over' = 'idle'
  let unanswered = 0
  let isRefusalDue = false

  const begin = () => {
    if (state === 'over') return turns.pass()
    state = 'ours'
    for (const chunk of held.splice(0)) server.write(chunk)
  }
  const end = () => {
    if (state === 'ours') turns.pass()
    // One who waits for a turn gives it on when it comes.
    state = 'over'
    held = []
    client.destroy()
    server.destroy()
  }
  client.on('data', (chunk: Buffer) => {
    for (const { type } of asked.read(chunk)) {
      if (IS_ANSWERED_WHOLE.has(type)) unanswered += 1
      if (type === ENCRYPTION) isRefusalDue = true
    }
    if (state === 'ours') return void server.write(chunk)
    held.push(chunk)
    if (state !== 'idle') return
    state = 'waiting'
    void turns.take().then(begin)
  })
  server.on('data', (chunk: Buffer) => {
    if (!client.destroyed) client.write(chunk)
    // A single letter refuses encryption; everything else comes in messages.
    const messages = isRefusalDue ? chunk.subarray(1) : chunk
    isRefusalDue = false
    for (const { type, first } of answered.read(messages)) {
      if (type !== READY) continue
      unanswered -= 1
      if (unanswered > 0 || first !== NO_TRANSACTION || state !== 'ours') continue
      state = 'idle'
      turns.pass()
    }
  })
  for (const socket of [client, server]) socket.on('error', end).on('close', end)
}

/** ReadyForQuery, and its word for being outside of any transaction (PostgreSQL, "Message Formats"). */
const READY = 'Z'
const NO_TRANSACTION = 'I'.charCodeAt(0)
/** What Postgres ends its answer to with ReadyForQuery: the opening, Query, FunctionCall and Sync. */
const OPENING = 'opening'
const ENCRYPTION = 'encryption'
const IS_ANSWERED_WHOLE = new Set([OPENING, 'Q', 'F', 'S'])

/** Codes of what has the form of an opening and is none: a wish to cancel, and two for encryption. */
const CANCEL_CODE = 80_877_102
const ENCRYPTION_CODES = new Set([80_877_103, 80_877_104])

type Frame = { type: string; first: number }

/** Messages of the protocol, as they become whole: a letter, the length of what follows, and that. */
class Frames {
  #rest: Buffer = Buffer.alloc(0)
  #isOpening: boolean

  constructor({ hasOpening }: { hasOpening: boolean }) {
    this.#isOpening = hasOpening
  }

  *read(chunk: Buffer): Generator<Frame> {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    for (;;) {
      const start = this.#isOpening ? 0 : 1
      if (this.#rest.length < start + 4) return
      const end = start + this.#rest.readUInt32BE(start)
      if (this.#rest.length < end) return
      const frame = this.#rest.subarray(0, end)
      this.#rest = this.#rest.subarray(end)
      if (start === 1) yield { type: String.fromCharCode(frame[0] ?? 0), first: frame[5] ?? 0 }
      else yield this.#open(frame.readUInt32BE(4))
    }
  }

  #open(code: number): Frame {
    if (ENCRYPTION_CODES.has(code)) return { type: ENCRYPTION, first: 0 }
    this.#isOpening = false
    return { type: code === CANCEL_CODE ? 'cancel' : OPENING, first: 0 }
  }
}
