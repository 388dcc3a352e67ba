import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BUNDLED_FROM, bundleWorker, readModules } from './bundle.ts'

const ROOT = path.resolve(import.meta.dirname, '..')

let folder: string
beforeEach(async () => void (folder = await mkdtemp(path.join(os.tmpdir(), 'bundle-test-'))))
afterEach(() => rm(folder, { recursive: true }))

test('a bundle is made once, of sources that are all watched, and each run has a copy of its own', async () => {
  const first = await bundleWorker(folder)
  const madeAt = async () => (await stat(path.join(ROOT, '.build', 'worker', 'index.js'))).mtimeMs
  const before = await madeAt()
  const { sources, sourceRoot = '' } = await readMap(first)
  const places = sources.map((source) =>
    path.relative(ROOT, path.resolve(ROOT, '.build', 'worker', sourceRoot, source)),
  )
  const ours = places.filter((place) => !/node_modules|node-built-in-modules|^\.\./.test(place))
  expect(ours).toContain(path.join('tenants', 'tenant-object.ts'))
  expect(ours.filter((place) => !BUNDLED_FROM.includes(place.split(path.sep)[0] ?? ''))).toEqual([])

  const second = await bundleWorker(folder)
  expect(await madeAt()).toBe(before)
  expect(second).not.toBe(first)
  // What an earlier run has left goes.
  expect(await readdir(folder)).toEqual([path.basename(second)])
  const modules = await readModules(second)
  expect(modules.map(({ type }) => type)).toEqual(['ESModule', ...modules.slice(1).map(() => 'Text')])
  expect(modules.length).toBeGreaterThan(5)
}, 60_000)

/** Aimed at were 600: docs/decisions/0038 says what it is made of, and what the rest would have to come from. */
const GZIP_KIB_MAX = 750

test('a bundle is no larger than it has to be, and without what nobody calls', async () => {
  const bundled = await bundleWorker(folder)
  const script = await readFile(path.join(bundled, 'index.js'))
  expect(gzipSync(script).length / 1_024).toBeLessThan(GZIP_KIB_MAX)
  // Where a later release of a library calls these otherwise, the aliases in wrangler.jsonc name nothing any more.
  const { sources } = await readMap(bundled)
  expect(sources.filter((source) => LEFT_OUT.test(source))).toEqual([])
}, 60_000)

const LEFT_OUT =
  /\/lru-cache\/|graphiql-html|landing-page-html|ResponseStream|EventStream|\/MessageStream|credential-chain|\/pg-core\/dialect/

async function readMap(bundled: string): Promise<{ sources: string[]; sourceRoot?: string }> {
  return JSON.parse(await readFile(path.join(bundled, 'index.js.map'), 'utf8')) as never
}
