import { readFileSync } from 'node:fs'

/** The value below which `share` of the values lie; NaN for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

export function describeSpread(values: readonly number[]): string {
  const at = (share: number) => `${Math.round(percentile(values, share))}`
  return `p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, max ${Math.round(Math.max(...values))} ms`
}

/** Resident memory of a process in MiB, as Linux counts it. */
export function residentMiB(pid: number): number {
  const kib = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kib ?? Number.NaN) / 1_024
}

/** Runs `work` over and over on `lanes` lanes until the time is up; answers how often per second it ended well. */
export async function ratePerSecond(lanes: number, forMs: number, work: () => Promise<boolean>): Promise<number> {
  const beganAt = Date.now()
  let done = 0
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (Date.now() - beganAt < forMs) if (await work()) done += 1
    }),
  )
  return (done * 1_000) / (Date.now() - beganAt)
}
