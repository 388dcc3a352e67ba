import { after, type Instant } from '../base/clock.ts'
import { EXPORT_CHUNK_BYTES, EXPORT_STALLED_MS } from '../base/limits.ts'
import type { Breath } from './rows.ts'

/** `takenAt`: when bytes were taken last; `isMaking`: somebody waits for the next. */
type Place = { takenAt: Instant; isMaking: boolean }

class PlaceLost extends Error {}

/**
 * Downloads of one business, of which one runs at a time: each reads the whole of its rows. Whoever goes away frees the
 * place, and so does one of whom nothing is heard any more.
 */
export class Downloads {
  readonly #now: () => Instant
  #running: Place | null = null

  constructor(now: () => Instant) {
    this.#now = now
  }

  /** How long to wait for the one that runs, null where there is room. */
  get busyForMs(): number | null {
    const running = this.#running
    if (running === null) return null
    if (running.isMaking) return EXPORT_STALLED_MS
    const leftMs = after(running.takenAt, EXPORT_STALLED_MS) - this.#now()
    return leftMs > 0 ? leftMs : null
  }

  /** Passes on what is made, no faster than it is taken. What is made has to stop for breath now and then. */
  open(
    make: (breathe: Breath) => AsyncGenerator<Uint8Array>,
    report: (error: unknown) => void,
  ): ReadableStream<Uint8Array> {
    const own: Place = { takenAt: this.#now(), isMaking: false }
    this.#running = own
    const release = () => {
      if (this.#running === own) this.#running = null
    }
    const hold = () => {
      if (this.#running !== own) throw new PlaceLost('This download was given up, or another took its place.')
    }
    // Whatever waits is served before more is read, and nothing more is read for somebody who has gone.
    const parts = make(async () => {
      await new Promise((resolve) => setTimeout(resolve, 0))
      hold()
    })
    return new ReadableStream<Uint8Array>({
      type: 'bytes',
      // Otherwise workerd cuts what it is given into pieces of four KiB.
      autoAllocateChunkSize: EXPORT_CHUNK_BYTES,
      pull: async (controller) => {
        try {
          hold()
          const bytes = await this.#next(own, parts)
          if (bytes.byteLength > 0) return controller.enqueue(bytes)
          release()
          controller.close()
          // A reader that brought a buffer of its own has to be told that nothing will come into it.
          const { byobRequest } = controller as ReadableByteStreamController
          byobRequest?.respond(0)
        } catch (error) {
          release()
          if (!(error instanceof PlaceLost)) report(error)
          await parts.return(undefined)
          throw error
        }
      },
      cancel: async () => {
        release()
        await parts.return(undefined)
      },
    })
  }

  async #next(own: Place, parts: AsyncGenerator<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
    own.isMaking = true
    try {
      return await gather(parts)
    } finally {
      own.isMaking = false
      own.takenAt = this.#now()
    }
  }
}

/** As many parts as make one chunk; none at the end. The stream takes the buffer over, so it is a fresh one. */
async function gather(parts: AsyncGenerator<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const taken: Uint8Array[] = []
  let length = 0
  while (length < EXPORT_CHUNK_BYTES) {
    const { value, done } = await parts.next()
    if (done) break
    taken.push(value)
    length += value.byteLength
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const part of taken) {
    bytes.set(part, at)
    at += part.byteLength
  }
  return bytes
}
