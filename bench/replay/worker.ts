import '../simulate/register.ts'
import { parentPort, workerData } from 'node:worker_threads'
import { ChangeRefused, type Change } from './change.ts'
import type { RunThrough } from './run-through.ts'

/** One run in a thread of its own: it replaces the clock, the chance and the network of whatever it runs in. */

export type RunOrder = { file: string; days: number; change: Change }
export type RunAnswer = { run: RunThrough } | { refused: string }

const { Copy, spanOf } = await import('./copy.ts')
const { readDeeds } = await import('./deeds.ts')
const { runThrough } = await import('./run-through.ts')

const { file, days, change } = workerData as RunOrder
const copy = new Copy(file)
const span = spanOf(copy, days)
try {
  const run = await runThrough(copy, readDeeds(copy, span).deeds, span, change)
  parentPort?.postMessage({ run } satisfies RunAnswer)
} catch (error) {
  if (!(error instanceof ChangeRefused)) throw error
  parentPort?.postMessage({ refused: error.message } satisfies RunAnswer)
} finally {
  copy.close()
}
