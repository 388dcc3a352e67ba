import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BUNDLED_FROM, bundleWorker } from './bundle.ts'
import { readConfiguration, readModules, SCRIPTS } from './scripts.ts'

const ROOT = path.resolve(import.meta.dirname, '..')

let folder: string
beforeEach(async () => void (folder = await mkdtemp(path.join(os.tmpdir(), 'bundle-test-'))))
afterEach(() => rm(folder, { recursive: true }))

test('both are made once, of sources that are all watched, and each run has a copy of its own', async () => {
  const first = await bundleWorker(folder)
  const madeAt = async () => (await stat(path.join(BUILT, 'router', 'index.js'))).mtimeMs
  const before = await madeAt()
  for (const script of SCRIPTS) {
    const ours = (await sourcesOf(first, script.folder)).filter((source) => !NOT_OURS.test(source))
    expect(ours).toContain(script.folder === 'router' ? 'worker/index.ts' : 'tenants/tenant-object.ts')
    expect(ours.filter((source) => !BUNDLED_FROM.includes(source.split(path.sep)[0] ?? ''))).toEqual([])
  }

  const second = await bundleWorker(folder)
  expect(await madeAt()).toBe(before)
  expect(second).not.toBe(first)
  // What an earlier run has left goes.
  expect(await readdir(folder)).toEqual([path.basename(second)])
  const modules = await readModules(path.join(second, 'objects'))
  expect(modules.map(({ type }) => type)).toEqual(['ESModule', ...modules.slice(1).map(() => 'Text')])
  expect(modules.length).toBeGreaterThan(5)
}, 60_000)

const GZIP_KIB_MAX = 600

test('each is no larger than it has to be, and without what nobody there calls', async () => {
  const bundled = await bundleWorker(folder)
  for (const script of SCRIPTS) {
    const entry = await readFile(path.join(bundled, script.folder, 'index.js'))
    expect([script.name, gzipSync(entry).length / 1_024 < GZIP_KIB_MAX]).toEqual([script.name, true])
    // Where a later release of a library calls these otherwise, the aliases of its configuration name nothing any more.
    const sources = await sourcesOf(bundled, script.folder)
    const needless = sources.filter((source) => LEFT_OUT.test(source) || KEPT_APART[script.folder].test(source))
    expect(needless).toEqual([])
  }
}, 60_000)

test('what both are told and bound to is the same', () => {
  const [router, objects] = SCRIPTS.map(({ config }) => readConfiguration(config))
  if (!router || !objects) throw new Error('There are two Workers.')
  expect(objects.compatibilityDate).toBe(router.compatibilityDate)
  for (const kind of ['bindings', 'd1Databases', 'r2Buckets', 'analyticsEngineDatasets'] as const) {
    const [here, there] = [router[kind] as Record<string, unknown>, objects[kind] as Record<string, unknown>]
    const shared = Object.keys(here).filter((name) => name in there)
    expect(shared).not.toEqual([])
    expect(shared.map((name) => [name, here[name]])).toEqual(shared.map((name) => [name, there[name]]))
  }
  // Every object that the router calls is one that is there.
  const classes = [
    ...Object.values(objects.durableObjects ?? {}),
    ...(objects.additionalUnboundDurableObjects ?? []),
  ].map((options) => (typeof options === 'string' ? options : options.className))
  expect(classes.toSorted()).toEqual(['FleetRoom', 'TenantObject'])
  for (const options of Object.values(router.durableObjects ?? {})) {
    expect(options).toMatchObject({ scriptName: 'shoulder-objects' })
    expect(classes).toContain(typeof options === 'string' ? options : options.className)
  }
})

const BUILT = path.join(ROOT, '.build', 'worker')
const NOT_OURS = /node_modules|node-built-in-modules|^\.\./
const LEFT_OUT =
  /\/lru-cache\/|graphiql-html|landing-page-html|ResponseStream|EventStream|\/MessageStream|credential-chain|@opentelemetry|openai\/src\/core\/streaming|\/pg-core\/dialect|sdk\/src\/internal\/(node|qs)|\/tracing\/(content|response|streaming)/

/** What belongs to the other of the two: see docs/decisions/0044. */
const KEPT_APART = {
  router:
    /^tenants\/(?!base\/|contract|providers\/|media\/|experiments\/)|node_modules\/(@anthropic-ai|openai|agents|chrono-node|partyserver)\//,
  objects: /^worker\/(?!fleet\/|left-out)|node_modules\/(@?graphql|jose|postgres|itty-router)/,
}

/** Of our own as they stand in the tree. */
async function sourcesOf(bundled: string, script: string): Promise<string[]> {
  const text = await readFile(path.join(bundled, script, 'index.js.map'), 'utf8')
  const { sources, sourceRoot = '' } = JSON.parse(text) as { sources: string[]; sourceRoot?: string }
  return sources.map((source) => path.relative(ROOT, path.resolve(BUILT, script, sourceRoot, source)))
}
