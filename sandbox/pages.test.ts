import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { buildPages, PagesUnbuilt } from './pages.ts'

const HOUR_MS = 3_600_000
/** Beyond what Linux hands out. */
const PID_MAX = 4_194_305
const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url))

let root: string
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'pages-'))
  await mkdir(path.join(root, 'ui'))
  await mkdir(path.join(root, 'node_modules'))
  await symlink(path.join(MODULES, 'vite'), path.join(root, 'node_modules', 'vite'))
  await writeFile(path.join(root, 'package.json'), '{"type":"module"}')
  const config = "export default { root: 'ui', build: { outDir: 'dist', emptyOutDir: true } }"
  await writeFile(path.join(root, 'vite.config.ts'), config)
  await writeFile(path.join(root, 'ui', 'index.html'), '<script type="module" src="/main.ts"></script>')
  await write('main.ts', "document.title = 'first'")
})
afterEach(() => rm(root, { recursive: true }))

/** A source that was changed an hour ago. */
async function write(name: string, text: string): Promise<void> {
  await writeFile(path.join(root, 'ui', name), text)
  await age(path.join(root, 'ui', name), HOUR_MS)
}

async function age(file: string, byMs: number): Promise<void> {
  const at = new Date(Date.now() - byMs)
  await utimes(file, at, at)
}

const built = async () => {
  const folder = path.join(root, 'ui', 'dist')
  const [script = ''] = await readdir(path.join(folder, 'assets'))
  return {
    script: await readFile(path.join(folder, 'assets', script), 'utf8'),
    at: (await stat(path.join(folder, 'index.html'))).mtimeMs,
  }
}

describe('the pages', () => {
  test('are built where there are none, and left alone while no source is newer', async () => {
    await buildPages(root)
    const first = await built()
    expect(first.script).toContain('first')
    await buildPages(root)
    expect(await built()).toEqual(first)
  })

  test('are built again when a source is newer', async () => {
    await buildPages(root)
    await write('main.ts', "document.title = 'second'")
    await age(path.join(root, 'ui', 'dist', 'index.html'), 2 * HOUR_MS)
    await buildPages(root)
    expect((await built()).script).toContain('second')
  })

  test('are built once for two who start side by side', async () => {
    await Promise.all([buildPages(root), buildPages(root)])
    expect((await built()).script).toContain('first')
    expect((await readdir(path.join(root, 'node_modules'))).filter((name) => name.includes('built'))).toEqual([])
  })

  test('are built although somebody was killed who was building them', async () => {
    await writeFile(path.join(root, 'node_modules', '.pages-are-being-built'), String(PID_MAX))
    await buildPages(root)
    expect((await built()).script).toContain('first')
  })

  test('that cannot be built are explained in Vite’s words, and tried again the next time', async () => {
    await write('main.ts', 'import "./nowhere.ts"')
    const failure = await buildPages(root).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(PagesUnbuilt)
    expect((failure as Error).message).toContain('nowhere.ts')
    await write('main.ts', "document.title = 'mended'")
    await buildPages(root)
    expect((await built()).script).toContain('mended')
  })
})
