import { copyFile, cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { bundleWorker } from '../sandbox/bundle.ts'
import { ENTRY, SCRIPTS, type Folder } from '../sandbox/scripts.ts'
import { freePort, startWorkerd, type Program } from '../tests/support/workerd.ts'
import { percentile } from './support/figures.ts'
import { cpuMs } from './support/open-boards.ts'

const STARTS = 7

type Start = { tookMs: number; computedMs: number }

/**
 * Both bundles as they are deployed, and how long workerd takes to answer with each, against one that is empty. What it
 * computes until then depends less on who else computes on the machine.
 */
export async function measure(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'shoulder-size-'))
  try {
    const bundled = await bundleWorker(folder)
    const variants = [null, ...SCRIPTS.map((script) => script.folder)]
    const programs = await Promise.all(variants.map((kept) => leaveOnly(kept, bundled, folder)))
    const starts = programs.map((): Start[] => [])
    for (let start = 0; start < STARTS; start += 1) {
      for (const [place, program] of programs.entries()) starts[place]?.push(await startOnce(program))
    }
    const medians = starts.map((those): Start => ({
      tookMs: median(those.map(({ tookMs }) => tookMs)),
      computedMs: median(those.map(({ computedMs }) => computedMs)),
    }))
    const [empty = NOTHING, ...ours] = medians
    const lines = await Promise.all(
      SCRIPTS.map(async ({ folder: script }, place) => {
        const gzipKiB = gzipSync(await readFile(path.join(bundled, script, ENTRY))).length / 1_024
        const { tookMs, computedMs } = ours[place] ?? NOTHING
        const more = `+${Math.round(tookMs - empty.tookMs)} ms (+${Math.round(computedMs - empty.computedMs)} of computing)`
        return `${script} ${Math.round(gzipKiB)} KiB gzip, start-up ${more}`
      }),
    )
    return `size      ${lines.join('; ')} (aim <= 600 and <= 120 each; above two empty Workers' ${Math.round(empty.tookMs)} ms; median of ${STARTS}, all with our bindings, in Miniflare)`
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

async function startOnce(program: Program): Promise<Start> {
  const stateDir = await mkdtemp(path.join(os.tmpdir(), 'shoulder-start-'))
  const beganAt = Date.now()
  const workerd = await startWorkerd(program, stateDir, { port: await freePort() })
  const start = { tookMs: Date.now() - beganAt, computedMs: cpuMs(workerd.pid()) }
  await workerd.close()
  await rm(stateDir, { recursive: true, force: true, maxRetries: 3 })
  return start
}

const NOTHING: Start = { tookMs: 0, computedMs: 0 }

const median = (values: number[]) => percentile(values, 0.5)
