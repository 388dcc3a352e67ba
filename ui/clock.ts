import { signal } from '@preact/signals'

/** The only place of the screens that reads the time or rolls dice. */
export function now(): number {
  return Date.now()
}

/** Between 0 and 1, for delays that must not fall together. */
export function chance(): number {
  return Math.random()
}

/** A name of its own for one thing that somebody does, by which a repeat of it is known. */
export function newKey(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-')
}

const TICK_MS = 20_000

/** The time to which "3 minutes ago" refers. */
export const minute = signal(now())

export function startClock(): void {
  setInterval(() => {
    if (document.visibilityState === 'visible') minute.value = now()
  }, TICK_MS)
  document.addEventListener('visibilitychange', () => (minute.value = now()))
}
