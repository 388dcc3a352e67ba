import os from 'node:os'
import { Worker } from 'node:worker_threads'
import { ChangeRefused, type Change } from './change.ts'
import type { RunThrough } from './run-through.ts'
import type { RunAnswer, RunOrder } from './worker.ts'

/** Runs side by side, as many as there are cores, each in the order in which it was asked for. */
export async function runAll(file: string, days: number, changes: readonly Change[]): Promise<RunThrough[]> {
  const runs: RunThrough[] = []
  const workers = new Set<Worker>()
  const left = [...changes.entries()]
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [place, change] = next
      runs[place] = await runOne({ file, days, change }, workers)
    }
  }
  const cores = Math.max(1, os.availableParallelism())
  try {
    await Promise.all(Array.from({ length: Math.min(cores, changes.length) }, work))
    return runs
  } finally {
    // Where one is refused nobody waits for the others.
    left.length = 0
    for (const worker of workers) void worker.terminate()
  }
}

function runOne(workerData: RunOrder, workers: Set<Worker>): Promise<RunThrough> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData })
    workers.add(worker)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`A run ended with ${code} and no answer.`)))
    worker.once('message', (answer: RunAnswer) => {
      if ('run' in answer) resolve(answer.run)
      else reject(new ChangeRefused(answer.refused))
      workers.delete(worker)
      void worker.terminate()
    })
  })
}
