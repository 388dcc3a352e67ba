import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { V4DurableObject, V4WorkerOptions, V4WorkerOptionsShape } from 'miniflare'
import { unstable_getMiniflareWorkerOptions } from './platform.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/**
 * The two Workers that Shoulder is deployed as: its router, which everybody reaches, and its objects, which only that
 * reaches. In the order in which workerd takes them: the first answers.
 */
export const SCRIPTS = [
  { folder: 'router', name: 'shoulder', config: 'wrangler.jsonc' },
  { folder: 'objects', name: 'shoulder-objects', config: 'wrangler.objects.jsonc' },
] as const

export type Folder = (typeof SCRIPTS)[number]['folder']

export const ENTRY = 'index.js'

/** Both once were one Worker of the router's name. Under it their state is found, whoever wrote it. */
const STATE_OF = 'shoulder'

type Given = {
  port: number
  settings: Record<string, string>
  /** The fleet's Postgres, where it is not the one that is configured. */
  databaseUrl?: string | undefined
}

/** Both as they are deployed, for one workerd: what each is bound to stands in its own configuration. */
export async function openScripts(bundleDir: string, given: Given): Promise<V4WorkerOptions[]> {
  return Promise.all(
    SCRIPTS.map(async ({ folder, name, config }): Promise<V4WorkerOptions> => {
      const configured = readConfiguration(config)
      const isRouter = folder === 'router'
      const place = path.join(bundleDir, folder)
      return {
        ...configured,
        ...(isRouter ? askingWarehouse(given) : { ...keepingState(configured), ...answering(given) }),
        name,
        rootPath: place,
        modulesRoot: place,
        modules: await readModules(place),
        bindings: { ...configured.bindings, ...given.settings },
      }
    }),
  )
}

export function readConfiguration(config: string): V4WorkerOptionsShape {
  return unstable_getMiniflareWorkerOptions(path.join(ROOT, config)).workerOptions
}

function askingWarehouse({ databaseUrl }: Given): V4WorkerOptionsShape {
  return databaseUrl === undefined ? {} : { hyperdrives: { FLEET_DB: databaseUrl } }
}

/**
 * The router answers on its port itself, without a proxy in front, as it does in production. On a socket of its own two
 * Workers of Miniflare's would stand before its files, and only pass on what is the router's first anyway
 * (`run_worker_first`), for a fifth of what a webhook costs; so the socket is one of the Worker's that has no files.
 */
function answering({ port }: Given): V4WorkerOptionsShape {
  return { unsafeDirectSockets: [{ host: '127.0.0.1', port, serviceName: SCRIPTS[0].name }] }
}

function keepingState({ durableObjects = {}, additionalUnboundDurableObjects = [] }: V4WorkerOptionsShape) {
  const keep = (options: V4DurableObject) => ({ ...options, unsafeUniqueKey: `${STATE_OF}-${options.className}` })
  const bound = Object.entries(durableObjects).map(([binding, options]) => [
    binding,
    keep(typeof options === 'string' ? { className: options } : options),
  ])
  return {
    durableObjects: Object.fromEntries(bound) as Record<string, V4DurableObject>,
    additionalUnboundDurableObjects: additionalUnboundDurableObjects.map(keep),
  }
}

/** The entry comes first; SQL files are modules of text. */
export async function readModules(folder: string) {
  const names = (await readdir(folder)).sort()
  const sql = names.filter((name) => name.endsWith('.sql'))
  return [
    { type: 'ESModule' as const, path: path.join(folder, ENTRY) },
    ...sql.map((name) => ({ type: 'Text' as const, path: path.join(folder, name) })),
  ]
}
