import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildOnce, isNewest, runBuilder } from './build-once.ts'
import { makePagesFolder } from './pages.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const BUILT = path.join(ROOT, '.build', 'worker')
const TURN = path.join(ROOT, '.build', 'worker-is-being-bundled')
const ENTRY = 'index.js'
/** What the Worker is made of. A folder tells of every file in it. */
export const BUNDLED_FROM = ['worker', 'tenants', 'migrations', 'wrangler.jsonc', 'package-lock.json', 'tsconfig.json']

/** The Worker cannot be bundled; the message is what wrangler said. */
export class WorkerUnbundled extends Error {}

/**
 * A copy of the Worker's bundle below `stateDir`, for one run of it. Wrangler's own bundler makes it, so that what runs
 * here is what is deployed, and makes it anew only where a source is newer.
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
        path.join(BUILT, ENTRY),
        BUNDLED_FROM.map((source) => path.join(ROOT, source)),
      ),
    build: rebuild,
    failure: (message, cause) => new WorkerUnbundled(`The Worker cannot be bundled. ${message}`, { cause }),
  })
  await cp(BUILT, outDir, { recursive: true })
  return outDir
}

/** The Worker behind another entry, as a test stands in front of it; made anew each time. */
export async function bundleBehind(entry: string, stateDir: string): Promise<string> {
  makePagesFolder()
  const outDir = await mkdtemp(path.join(stateDir, 'bundle-'))
  await runWrangler([entry, '--outdir', outDir], path.join(stateDir, 'is-being-bundled'))
  await rename(path.join(outDir, `${path.parse(entry).name}.js`), path.join(outDir, ENTRY))
  return outDir
}

/** What was there until now is replaced at once, and only by what is whole. */
async function rebuild(): Promise<void> {
  const outDir = `${BUILT}-new`
  await rm(outDir, { recursive: true, force: true })
  await runWrangler(['--outdir', outDir], TURN)
  await rm(BUILT, { recursive: true, force: true })
  await rename(outDir, BUILT)
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

/** The entry comes first; SQL files are modules of text. */
export async function readModules(bundleDir: string) {
  const names = (await readdir(bundleDir)).sort()
  const sql = names.filter((name) => name.endsWith('.sql'))
  return [
    { type: 'ESModule' as const, path: path.join(bundleDir, ENTRY) },
    ...sql.map((name) => ({ type: 'Text' as const, path: path.join(bundleDir, name) })),
  ]
}
