import { setTimeout as sleep } from 'node:timers/promises'
import { ScenarioFailed } from './scenario.ts'

const LOOK_EVERY_MS = 200

type Clocked = { signal: AbortSignal; now: () => number }

export async function lookUntil<T>(
  { signal, now }: Clocked,
  withinS: number,
  complaint: string,
  look: () => Promise<T | undefined>,
): Promise<T> {
  const giveUpAt = now() + withinS * 1000
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (now() > giveUpAt) throw new ScenarioFailed(`${complaint} within ${withinS} s.`)
    await sleep(LOOK_EVERY_MS, undefined, { signal })
  }
}

/** What was ordered goes on; only nobody waits for it any longer. */
export function until<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
