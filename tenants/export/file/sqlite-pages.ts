/**
 * The pages of one file, in the order in which they leave. A page is told by its ordinal, which counts pages that can
 * be used; the one that holds the byte at 1 GiB cannot be, since SQLite locks the file there.
 */

const LOCK_BYTE = 2 ** 30

export class PageFile {
  readonly pageBytes: number
  readonly #lockPage: number
  /** Of a trial run the pages are counted and not kept. */
  readonly isTrial: boolean
  #used: number
  #ready: Uint8Array[] = []

  constructor(pageBytes: number, isTrial: boolean, used = 0) {
    this.pageBytes = pageBytes
    this.#lockPage = LOCK_BYTE / pageBytes + 1
    this.isTrial = isTrial
    this.#used = used
  }

  /** Usable pages so far. */
  get used(): number {
    return this.#used
  }

  /** The number by which other pages point to the one with this ordinal, which counts from one. */
  numberOf(ordinal: number): number {
    return ordinal < this.#lockPage ? ordinal : ordinal + 1
  }

  /** Adds a page behind the others and answers its number. */
  append(make: () => Uint8Array): number {
    this.#used += 1
    const number = this.numberOf(this.#used)
    if (this.isTrial) return number
    if (number === this.#lockPage + 1) this.#ready.push(new Uint8Array(this.pageBytes))
    this.#ready.push(make())
    return number
  }

  /** The pages that were added since the last time. */
  take(): Uint8Array[] {
    const ready = this.#ready
    this.#ready = []
    return ready
  }
}
