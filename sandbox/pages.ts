import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildOnce, isNewest, runBuilder } from './build-once.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const BUILT = path.join('ui', 'dist')
/** What the pages are made of: their own sources, and the schemas they share with the server. */
const SOURCES = ['ui', 'tenants/contract', 'tenants/contract.ts', 'tenants/base', 'vite.config.ts', 'package-lock.json']

const TURN = path.join('node_modules', '.pages-are-being-built')

/** The pages did not build; the message is what Vite said. */
export class PagesUnbuilt extends Error {}

/** Builds the pages with Vite where none are built or a source is newer than they are. */
export async function buildPages(root = ROOT): Promise<void> {
  const turn = path.join(root, TURN)
  const sources = SOURCES.map((source) => path.join(root, source))
  await buildOnce({
    turn,
    isBuilt: () => isNewest(path.join(root, BUILT, 'index.html'), sources, [path.join(root, BUILT)]),
    build: () => runVite(root, turn),
    failure: (message, cause) => new PagesUnbuilt(`The pages could not be built: ${message}`, { cause }),
  })
}

async function runVite(root: string, turn: string): Promise<void> {
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  try {
    await runBuilder([vite, 'build', '--logLevel', 'warn'], { cwd: root, turn })
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string }
    throw new PagesUnbuilt(`The pages could not be built.\n${`${stdout}${stderr}`.trim() || message}`, { cause: error })
  }
}

/** The Worker's configuration names this folder, so there must be one, be it empty. */
export function makePagesFolder(): void {
  mkdirSync(path.join(ROOT, BUILT), { recursive: true })
}
