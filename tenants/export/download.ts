import { after, type Instant } from '../base/clock.ts'
import { EXPORT_CHUNK_BYTES, EXPORT_STALLED_MS } from '../base/limits.ts'

/**
 * Downloads of one business, of which one runs at a time: each reads the whole of its rows. Whoever goes away frees the
 * place, and so does one of whom nothing is heard any more.
 */
export class Downloads {
  readonly #now: () => Instant
  #running: { takenAt: Instant } | null = null

  constructor(now: () => Instant) {
    this.#now = now
  }

  /** How long to wait for the one that runs, null where there is room. */
  get busyForMs(): number | null {
    const running = this.#running
    if (running === null) return null
    const leftMs = after(running.takenAt, EXPORT_STALLED_MS) - this.#now()
    return leftMs > 0 ? leftMs : null
  }

  /** Passes the parts on as a stream, no faster than they are taken. */
  open(parts: AsyncGenerator<Uint8Array>, report: (error: unknown) => void): ReadableStream<Uint8Array> {
    const own = { takenAt: this.#now() }
    this.#running = own
    const release = () => {
      if (this.#running === own) this.#running = null
    }
    return new ReadableStream<Uint8Array>({
      type: 'bytes',
      // Otherwise workerd cuts what it is given into pieces of four KiB.
      autoAllocateChunkSize: EXPORT_CHUNK_BYTES,
      pull: async (controller) => {
        try {
          if (this.#running !== own) throw new Error('Another download has taken the place of this one.')
          own.takenAt = this.#now()
          const bytes = await gather(parts)
          own.takenAt = this.#now()
          if (bytes.byteLength > 0) controller.enqueue(bytes)
          else {
            release()
            controller.close()
            // A reader that brought a buffer of its own has to be told that nothing will come into it.
            const { byobRequest } = controller as ReadableByteStreamController
            byobRequest?.respond(0)
          }
        } catch (error) {
          release()
          report(error)
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
