import type { Answer } from '../api.ts'

/** One reading follows a burst of events. */
export const REREAD_AFTER_MS = 400
/** The news were told once, so a reading that failed is made again, or what it missed would never be seen. */
const RETRY_AFTER_MS = 5_000

/** What a view shows, read anew after news of it. Of several readings under way the one begun last counts. */
export class Rereading<T> {
  readonly #read: () => Promise<Answer<T>>
  readonly #take: (answer: Answer<T>) => void
  #readings = 0
  #isClosed = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(read: () => Promise<Answer<T>>, take: (answer: Answer<T>) => void) {
    this.#read = read
    this.#take = take
  }

  async now(): Promise<void> {
    clearTimeout(this.#timer)
    this.#readings += 1
    const mine = this.#readings
    const answer = await this.#read()
    if (mine !== this.#readings || this.#isClosed) return
    this.#take(answer)
    // A refusal stays one, whereas a server or a network that is down comes back.
    if (!answer.ok && (answer.problem.status === 0 || answer.problem.status >= 500)) this.soon(RETRY_AFTER_MS)
  }

  soon(afterMs = REREAD_AFTER_MS): void {
    if (this.#isClosed) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.now(), afterMs)
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
  }
}
