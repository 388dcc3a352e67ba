import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildOnce, isNewest, runBuilder } from './build-once.ts'
import { makePagesFolder } from './pages.ts'
import { ENTRY, SCRIPTS, type Folder } from './scripts.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const BUILT = path.join(ROOT, '.build', 'worker')
const TURN = path.join(ROOT, '.build', 'worker-is-being-bundled')
/** What the Workers are made of. A folder tells of every file in it. */
export const BUNDLED_FROM = [
  ...['worker', 'objects', 'tenants', 'migrations'],
  ...['wrangler.jsonc', 'wrangler.objects.jsonc', 'package-lock.json', 'tsconfig.json'],
]

/** A Worker cannot be bundled; the message is what wrangler said. */
export class WorkerUnbundled extends Error {}

/**
 * A copy of both Workers' bundles below `stateDir`, a folder each, for one run of them. Wrangler's own bundler makes
 * them, so that what runs here is what is deployed, and makes them anew only where a source is newer.
 */
export async function bundleWorker(stateDir: string): Promise<string> {
  makePagesFolder()
  const outDir = await mkdtemp(path.join(stateDir, 'bundle-'))
  for (const name of await readdir(stateDir)) {
    // A bundle that an earlier run left when it was killed.
    const isOld = name.startsWith('bundle-') && path.join(stateDir, name) !== outDir
    if (isOld) await rm(path.join(stateDir, name), { recursive: true, force: true })
  }
  await mkdir(path.dirname(BUILT), { recursive: true })
  await buildOnce({
    turn: TURN,
    isBuilt: () =>
      isNewest(
        path.join(BUILT, SCRIPTS[0].folder, ENTRY),
        BUNDLED_FROM.map((source) => path.join(ROOT, source)),
      ),
    build: rebuild,
    failure: (message, cause) => new WorkerUnbundled(`The Worker cannot be bundled. ${message}`, { cause }),
  })
  await cp(BUILT, outDir, { recursive: true })
  return outDir
}

/** Both Workers behind other entries, as a test stands in front of them; made anew each time. */
export async function bundleBehind(entries: Record<Folder, string>, stateDir: string): Promise<string> {
  makePagesFolder()
  const outDir = await mkdtemp(path.join(stateDir, 'bundle-'))
  await bundleBoth(outDir, path.join(stateDir, 'is-being-bundled'), entries)
  for (const [folder, entry] of Object.entries(entries)) {
    await rename(path.join(outDir, folder, `${path.parse(entry).name}.js`), path.join(outDir, folder, ENTRY))
  }
  return outDir
}

/** What was there until now is replaced at once, and only by what is whole. */
async function rebuild(): Promise<void> {
  const outDir = `${BUILT}-new`
  await rm(outDir, { recursive: true, force: true })
  await bundleBoth(outDir, TURN)
  await rm(BUILT, { recursive: true, force: true })
  await rename(outDir, BUILT)
}

/** Side by side, since there are two cores wherever this is done often. */
async function bundleBoth(outDir: string, turn: string, entries?: Record<Folder, string>): Promise<void> {
  const made = SCRIPTS.map(({ folder, config }) => {
    const entry = entries ? [entries[folder]] : []
    return runWrangler([...entry, '--config', config, '--outdir', path.join(outDir, folder)], turn)
  })
  // Where one cannot be made the other still writes for a while.
  await Promise.allSettled(made)
  await Promise.all(made)
}

async function runWrangler(args: string[], turn: string): Promise<void> {
  const wrangler = path.join(ROOT, 'node_modules', 'wrangler', 'bin', 'wrangler.js')
  const env = { ...process.env, WRANGLER_SEND_METRICS: 'false', WRANGLER_LOG: 'error', CI: 'true', NO_COLOR: '1' }
  try {
    await runBuilder([wrangler, 'deploy', '--dry-run', ...args], { cwd: ROOT, turn, env })
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string }
    throw new WorkerUnbundled(`The Worker cannot be bundled. ${stderr.trim() || message}`, { cause: error })
  }
}
