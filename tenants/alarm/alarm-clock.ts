import { after, earlier, type Instant } from '../base/clock.ts'
import { ALARM_STANDBY_MS, NEAR_TIMER_MS } from '../base/limits.ts'

/**
 * The object's one physical alarm, shared by two who want to be woken: our timers and outbox, and the agents library's
 * job queue. Each says when; the earlier is armed. Left alone, the library would overwrite our alarm with its own.
 *
 * Beside the alarm an in-memory timer covers what is due soon, because the platform does not deliver an alarm while the
 * previous one is still being handled, and the library may hold one for seconds.
 */
export class AlarmClock {
  readonly #storage: DurableObjectStorage
  readonly #onDue: () => void
  readonly #now: () => Instant
  #ours: Instant | null = null
  #library: Instant | null = null
  #armedAt: Instant | null = null
  #timer: ReturnType<typeof setTimeout> | null = null
  #timerAt: Instant | null = null

  constructor(storage: DurableObjectStorage, now: () => Instant, onDue: () => void) {
    this.#storage = storage
    this.#now = now
    this.#onDue = onDue
  }

  /** When the library's queue is due; null when it is empty. */
  get libraryDueAt(): Instant | null {
    return this.#library
  }

  /** Writes the alarm in the same turn as the rows that need it, so that the platform commits both or neither. */
  armOurs(at: Instant | null): void {
    const isNear = at !== null && at - this.#now() <= NEAR_TIMER_MS
    // Where the timer is at work the alarm only stands by, a moment later: two at one instant would race for the work.
    this.#ours = at !== null && isNear ? after(at, ALARM_STANDBY_MS) : at
    this.#arm()
    this.#armTimer(isNear ? at : null)
  }

  armLibrary(at: Instant | null): void {
    this.#library = at
    this.#arm()
  }

  /** The platform has taken the alarm off; whatever is wanted must be armed anew. */
  fired(): void {
    this.#armedAt = null
  }

  /** Once the storage failed, nobody knows which alarm stands; the next change writes it again. */
  forget(): void {
    this.#armedAt = null
  }

  #arm(): void {
    const wanted = earlier(this.#ours, this.#library)
    // An alarm set for this instant or earlier from inside a running alarm is lost (cloudflare/workerd#6866).
    const at = wanted === null ? null : Math.max(wanted, this.#now() + 1)
    if (at === this.#armedAt || (at !== null && this.#armedAt !== null && wanted === this.#armedAt)) return
    this.#armedAt = at
    void (at === null ? this.#storage.deleteAlarm() : this.#storage.setAlarm(at))
  }

  #armTimer(at: Instant | null): void {
    if (at === this.#timerAt) return
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timerAt = at
    this.#timer = at === null ? null : setTimeout(() => this.#ring(), Math.max(0, at - this.#now()))
  }

  #ring(): void {
    this.#timer = null
    this.#timerAt = null
    this.#onDue()
  }
}

/** The storage as the library sees it: the same in all, but for the alarm, which goes through the clock. */
export function shareAlarm(storage: DurableObjectStorage, clock: AlarmClock): DurableObjectStorage {
  return new Proxy(storage, {
    get(target, name) {
      if (name === 'setAlarm') return async (at: number | Date) => clock.armLibrary(Number(at))
      if (name === 'deleteAlarm') return async () => clock.armLibrary(null)
      if (name === 'getAlarm') return async () => clock.libraryDueAt
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
