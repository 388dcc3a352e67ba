import { signal } from '@preact/signals'
import type { Page } from '../../tenants/contract/lists.ts'
import { get, type Problem } from '../api.ts'
import { onLiveEvent, wholeReadings } from './tenant-model.ts'

/** One reading follows a burst of events. */
const REREAD_AFTER_MS = 400

/** A list that is read page by page, and anew when something happened that may have changed it. */
export class PagedList<T> {
  readonly items = signal<T[] | null>(null)
  readonly next = signal<string | null>(null)
  readonly problem = signal<Problem | null>(null)
  readonly isPaging = signal(false)
  readonly #path: (after: string) => string
  readonly #stops: (() => void)[]
  #readings = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `path` takes what is to follow its query; `changing` matches the types of events that concern the list. */
  constructor(path: (after: string) => string, changing: RegExp) {
    this.#path = path
    this.#stops = [
      onLiveEvent(({ event }) => changing.test(event.type) && this.#rereadSoon()),
      wholeReadings.subscribe(() => this.#rereadSoon()),
    ]
    void this.load()
  }

  close(): void {
    clearTimeout(this.#timer)
    for (const stop of this.#stops) stop()
  }

  /** From the first page, as when something else is to be listed. */
  restart(): void {
    this.items.value = null
    this.next.value = null
    void this.load()
  }

  async load(): Promise<void> {
    const page = await this.#read('')
    if (page === null) return
    this.items.value = page.items
    // A list that always comes whole names no next page.
    this.next.value = page.next ?? null
  }

  async more(): Promise<void> {
    const { value: after } = this.next
    if (after === null || this.isPaging.value) return
    this.isPaging.value = true
    const page = await this.#read(`&after=${after}`)
    this.isPaging.value = false
    if (page === null) return
    this.items.value = [...(this.items.value ?? []), ...page.items]
    this.next.value = page.next
  }

  /** Null where it failed, or something newer has been asked for meanwhile. */
  async #read(after: string): Promise<Page<T> | null> {
    this.#readings += 1
    const mine = this.#readings
    const answer = await get<Page<T>>(this.#path(after), { items: 'array' })
    if (mine !== this.#readings) return null
    this.problem.value = answer.ok ? null : answer.problem
    return answer.ok ? answer.value : null
  }

  #rereadSoon(): void {
    if (this.items.peek() === null) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.load(), REREAD_AFTER_MS)
  }
}
