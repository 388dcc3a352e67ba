import { copyFile, cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { bundleWorker } from '../sandbox/bundle.ts'
import { ENTRY, SCRIPTS, type Folder } from '../sandbox/scripts.ts'
import { freePort, startWorkerd, type Program } from '../tests/support/workerd.ts'
import { percentile } from './support/figures.ts'

const STARTS = 5

/** Both bundles as they are deployed, and how long workerd takes to answer with each, against one that is empty. */
export async function measure(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'shoulder-size-'))
  try {
    const bundled = await bundleWorker(folder)
    const variants = [null, ...SCRIPTS.map((script) => script.folder)]
    const programs = await Promise.all(variants.map((kept) => leaveOnly(kept, bundled, folder)))
    const starts = programs.map((): number[] => [])
    for (let start = 0; start < STARTS; start += 1) {
      for (const [place, program] of programs.entries()) starts[place]?.push(await startOnce(program))
    }
    const [empty = 0, ...ours] = starts.map((tookMs) => percentile(tookMs, 0.5))
    const lines = await Promise.all(
      SCRIPTS.map(async ({ folder: script }, place) => {
        const gzipKiB = gzipSync(await readFile(path.join(bundled, script, ENTRY))).length / 1_024
        return `${script} ${Math.round(gzipKiB)} KiB gzip, start-up +${Math.round((ours[place] ?? 0) - empty)} ms`
      }),
    )
    return `size      ${lines.join('; ')} (aim <= 600 and <= 120 each; above two empty Workers' ${Math.round(empty)} ms; median of ${STARTS}, all with our bindings, in Miniflare)`
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * One of the two, or neither, as it is deployed, and nothing in the place of the rest: with the same bindings, so that
 * what is left between two of these is a script. Settings are missing on purpose: what counts is the time to the first
 * answer, whatever it says.
 */
async function leaveOnly(kept: Folder | null, bundled: string, folder: string): Promise<Program> {
  const bundleDir = await mkdtemp(path.join(folder, 'leave-'))
  for (const { folder: script } of SCRIPTS) {
    const place = path.join(bundleDir, script)
    if (script === kept) await cp(path.join(bundled, script), place, { recursive: true })
    else {
      await mkdir(place)
      await copyFile(path.join(import.meta.dirname, 'floor', 'empty.js'), path.join(place, ENTRY))
    }
  }
  return { kind: 'shoulder', bundleDir, settings: {} }
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
