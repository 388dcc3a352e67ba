type Kept<R> = { at: number; row: R }

/** Rows by an instant of each, so that who asks for the last of them is not shown all there ever were. */
export class InTime<R> {
  readonly #rows: Kept<R>[] = []

  add(at: number, row: R): void {
    this.#rows.splice(this.#placeAfter(at), 0, { at, row })
  }

  drop(at: number, row: R): void {
    const place = this.#rows.findLastIndex((kept) => kept.row === row && kept.at === at)
    if (place >= 0) this.#rows.splice(place, 1)
  }

  /** Of this instant and later. */
  *since(at: number): Iterable<R> {
    for (let place = this.#placeAfter(at - 1); place < this.#rows.length; place += 1) {
      const kept = this.#rows[place]
      if (kept) yield kept.row
    }
  }

  clear(): void {
    this.#rows.length = 0
  }

  /** Of the first row that is later. */
  #placeAfter(at: number): number {
    let [from, until] = [0, this.#rows.length]
    while (from < until) {
      const middle = (from + until) >> 1
      if ((this.#rows[middle]?.at ?? 0) > at) until = middle
      else from = middle + 1
    }
    return from
  }
}
