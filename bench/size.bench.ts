import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { bundleWorker } from '../sandbox/bundle.ts'
import { freePort, startWorkerd, type Program } from '../tests/support/workerd.ts'
import { percentile } from './support/figures.ts'

const STARTS = 5

/** The bundle as it is deployed, and how long workerd takes to answer with it, against an empty Worker. */
export async function measure(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'shoulder-size-'))
  try {
    const bundleDir = await bundleWorker(folder)
    const gzipKiB = gzipSync(await readFile(path.join(bundleDir, 'index.js'))).length / 1_024
    // The same bindings around nothing, so that what is left between the two is our script.
    const emptyDir = await mkdtemp(path.join(folder, 'empty-'))
    await copyFile(path.join(import.meta.dirname, 'floor', 'empty.js'), path.join(emptyDir, 'index.js'))
    const empty: Program = { kind: 'shoulder', bundleDir: emptyDir, settings: {} }
    // Settings are missing on purpose: what counts is the time to the first answer, whatever it says.
    const ours: Program = { kind: 'shoulder', bundleDir, settings: {} }
    const starts = { empty: [] as number[], ours: [] as number[] }
    for (let start = 0; start < STARTS; start += 1) {
      starts.empty.push(await startOnce(empty))
      starts.ours.push(await startOnce(ours))
    }
    const extra = percentile(starts.ours, 0.5) - percentile(starts.empty, 0.5)
    return `size      bundle ${Math.round(gzipKiB)} KiB gzip (aim <= 600), start-up ${Math.round(extra)} ms above an empty Worker's ${Math.round(percentile(starts.empty, 0.5))} ms (aim <= 120; median of ${STARTS}, both with our bindings, in Miniflare)`
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function startOnce(program: Program): Promise<number> {
  const stateDir = await mkdtemp(path.join(os.tmpdir(), 'shoulder-start-'))
  const beganAt = Date.now()
  const workerd = await startWorkerd(program, stateDir, { port: await freePort() })
  const tookMs = Date.now() - beganAt
  await workerd.close()
  await rm(stateDir, { recursive: true, force: true, maxRetries: 3 })
  return tookMs
}
