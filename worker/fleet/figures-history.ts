import { MINUTE_MS, type Instant } from '../../tenants/base/clock.ts'
import { FiguresBook, type Figures } from '../../tenants/base/figures.ts'
import { FIGURES_SERIES_MAX, ROOM_MINUTES_MAX } from '../../tenants/base/fleet-limits.ts'

export type KeptMinute = { at: Instant; figures: Figures }
type Minute = { at: Instant; book: FiguresBook; isFolded: boolean }
/** Everything from before `upTo`. */
export type KeptTotals = { since: Instant; upTo: Instant; figures: Figures }

/**
 * Figures by the minute they were told in, for an hour, and all there ever were. A minute joins the totals when it is
 * over, so that each is written to disk only while it changes.
 */
export class FiguresHistory {
  readonly #totals: FiguresBook
  readonly since: Instant
  #upTo: Instant
  #minutes: Minute[]

  constructor(totals: KeptTotals | null, minutes: readonly KeptMinute[], now: Instant) {
    this.since = totals?.since ?? now
    this.#upTo = totals?.upTo ?? 0
    this.#totals = bookOf(totals ? [totals.figures] : [])
    this.#minutes = minutes
      .toSorted((one, other) => one.at - other.at)
      .map(({ at, figures }) => ({ at, book: bookOf([figures]), isFolded: at < this.#upTo }))
  }

  /** The figures of the minute that has just ended, once. */
  add(figures: Figures, now: Instant): KeptMinute | null {
    const at = now - (now % MINUTE_MS)
    const last = this.#minutes.at(-1)
    // By a clock that was set back a minute goes on for as long as that.
    if (last && last.at >= at && last.at - at < ROOM_MINUTES_MAX * MINUTE_MS) {
      last.book.add(figures)
      return null
    }
    const ended = last ? { at: last.at, figures: last.book.read() } : null
    this.#foldEnded()
    this.#minutes = [...this.#minutes, { at, book: bookOf([figures]), isFolded: false }].slice(-ROOM_MINUTES_MAX)
    return ended
  }

  /** What was told in the last so many minutes, and in the one that is not over. */
  read(minutes: number, now: Instant): Figures {
    const from = now - minutes * MINUTE_MS
    const recent = this.#minutes.filter(({ at }) => at + MINUTE_MS > from && at <= now)
    return bookOf(recent.map(({ book }) => book.read())).read()
  }

  readTotals(): Figures {
    return bookOf([this.#totals.read(), ...this.#unfolded().map(({ book }) => book.read())]).read()
  }

  keepTotals(): KeptTotals {
    return { since: this.since, upTo: this.#upTo, figures: this.#totals.read() }
  }

  keepLastMinute(): KeptMinute | null {
    const last = this.#minutes.at(-1)
    return last ? { at: last.at, figures: last.book.read() } : null
  }

  #unfolded(): Minute[] {
    return this.#minutes.filter(({ isFolded }) => !isFolded)
  }

  #foldEnded(): void {
    for (const minute of this.#unfolded()) {
      this.#totals.add(minute.book.read())
      minute.isFolded = true
      this.#upTo = minute.at + 1
    }
  }
}

function bookOf(several: readonly Figures[]): FiguresBook {
  const book = new FiguresBook(FIGURES_SERIES_MAX)
  for (const figures of several) book.add(figures)
  return book
}
