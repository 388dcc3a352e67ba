import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { convertV4MiniflareOptions, Miniflare } from '../../sandbox/platform.ts'
import { openScripts, readConfiguration, SCRIPTS } from '../../sandbox/scripts.ts'
import { migrateDirectory } from '../../sandbox/worker.ts'
import type { HostOrder, HostReport } from './workerd.ts'

/**
 * The process that keeps one workerd, apart from whoever loads and kills it. A workerd that dies is started again on
 * the same state, as `npm start` does it; its log is read and dropped, except for what it reports as errors.
 */

type V4Options = Parameters<typeof convertV4MiniflareOptions>[0]

async function optionsFor({ program, port }: HostOrder): Promise<V4Options> {
  const shared = {
    host: '127.0.0.1',
    port: 0,
    handleStructuredLogs: ({ level, message }: { level: string; message: string }) => {
      if (level === 'error') report({ type: 'error', message })
    },
  }
  if (program.kind === 'shoulder') {
    return { ...shared, workers: await openScripts(program.bundleDir, { ...program, port }) }
  }
  const { compatibilityDate, compatibilityFlags } = readConfiguration(SCRIPTS[0].config)
  const contents = stripTypeScriptTypes(await readFile(program.file, 'utf8'))
  return {
    ...shared,
    unsafeDirectSockets: [{ host: '127.0.0.1', port }],
    name: 'bare',
    modules: [{ type: 'ESModule', path: 'worker.js', contents }],
    ...(compatibilityDate ? { compatibilityDate } : {}),
    ...(compatibilityFlags ? { compatibilityFlags } : {}),
    ...(program.objectClass ? { durableObjects: { TENANT: { className: program.objectClass, useSQLite: true } } } : {}),
  }
}

async function run(order: HostOrder): Promise<void> {
  const options = convertV4MiniflareOptions(await optionsFor(order))
  const miniflare = new Miniflare({ ...options, resourcePersistencePath: order.stateDir })
  await miniflare.ready
  if (order.program.kind === 'shoulder') await migrateDirectory(miniflare)
  process.once('disconnect', () => void miniflare.dispose().finally(() => process.exit(0)))
  report({ type: 'ready' })
}

function report(message: HostReport): void {
  process.send?.(message)
}

process.once('message', (order: HostOrder) => {
  run(order).catch((error: unknown) => {
    report({ type: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    process.disconnect()
  })
})
