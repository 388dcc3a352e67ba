/** Time that passes only when something is due, and then at once. */

export type Task = () => void | Promise<void>
type Due = { at: number; seq: number; run: Task; life: number | null; isOff: boolean }
export type Cancel = () => void

const STEPS_A_TURN = 64

export class VirtualTime {
  now: number
  /** Counts the lives of the tenant's object; what an earlier one waited for never comes. */
  life = 0
  steps = 0
  #seq = 0
  readonly #heap: Due[] = []

  constructor(startAt: number) {
    this.now = startAt
  }

  get nextAt(): number | null {
    this.#dropSettled()
    return this.#heap[0]?.at ?? null
  }

  /** The world's own doing: it goes on whatever becomes of the object. */
  at(at: number, run: Task): Cancel {
    return this.#push(at, run, null)
  }

  later(delayMs: number, run: Task): Cancel {
    return this.at(this.now + Math.max(0, delayMs), run)
  }

  /** Something that this life of the object waits for. */
  laterInLife(delayMs: number, run: Task): Cancel {
    return this.#push(this.now + Math.max(0, delayMs), run, this.life)
  }

  /** Does what is due next, if it is due by `until`, and waits for all that it started. */
  async step(until: number): Promise<boolean> {
    const at = this.nextAt
    if (at === null || at > until) {
      this.now = Math.max(this.now, until)
      return false
    }
    const due = this.#pop()
    this.now = Math.max(this.now, due.at)
    this.steps += 1
    await due.run()
    await quiesce(this.steps)
    return true
  }

  #push(at: number, run: Task, life: number | null): Cancel {
    const due: Due = { at, seq: this.#seq, run, life, isOff: false }
    this.#seq += 1
    this.#heap.push(due)
    this.#rise(this.#heap.length - 1)
    return () => void (due.isOff = true)
  }

  #dropSettled(): void {
    for (let top = this.#heap[0]; top && (top.isOff || this.#isOfDeadLife(top)); top = this.#heap[0]) this.#pop()
  }

  #isOfDeadLife(due: Due): boolean {
    return due.life !== null && due.life !== this.life
  }

  #pop(): Due {
    const heap = this.#heap
    const top = heap[0]
    const last = heap.pop()
    if (!top || !last) throw new Error('Nothing is due.')
    if (top !== last) {
      heap[0] = last
      this.#sink()
    }
    return top
  }

  #rise(from: number): void {
    const heap = this.#heap
    for (let place = from; place > 0;) {
      const parent = (place - 1) >> 1
      if (isBefore(heap[parent], heap[place])) return
      swap(heap, parent, place)
      place = parent
    }
  }

  #sink(): void {
    const heap = this.#heap
    for (let place = 0; ;) {
      const [left, right] = [2 * place + 1, 2 * place + 2]
      let least = place
      if (left < heap.length && isBefore(heap[left], heap[least])) least = left
      if (right < heap.length && isBefore(heap[right], heap[least])) least = right
      if (least === place) return
      swap(heap, least, place)
      place = least
    }
  }
}

function isBefore(one: Due | undefined, other: Due | undefined): boolean {
  if (!one || !other) return true
  return one.at < other.at || (one.at === other.at && one.seq < other.seq)
}

function swap(heap: Due[], one: number, other: number): void {
  const [a, b] = [heap[one], heap[other]]
  if (a && b) [heap[one], heap[other]] = [b, a]
}

/**
 * Node runs a tick only once no promise has anything left to do, so all that wait for nothing outside have gone their
 * way by then. Its loop, which asks the operating system for news that never comes, turns now and then.
 */
async function quiesce(steps: number): Promise<void> {
  const isToTurn = steps % STEPS_A_TURN === 0
  await new Promise<void>((resolve) => (isToTurn ? void setImmediate(resolve) : process.nextTick(resolve)))
  await new Promise<void>((resolve) => process.nextTick(resolve))
}
