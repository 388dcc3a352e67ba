import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CollectionInMemory, type Collection, type Options, type Row } from './collection.ts'
import { noPaper, paperOnDisk } from './state-paper.ts'

/** Everything the sandbox remembers; on disk when it was given a folder, safe from SIGKILL once a write returned. */
export type State = {
  /** The first call for a name decides. */
  collection<T extends Row>(name: string, options?: Options<T>): Collection<T>
  /** A secret or key made once and kept for good, through `clear` as well. */
  keep(name: string, make: () => string): string
  /** Rows by collection. */
  counts(): Record<string, number>
  /** Empties every collection; what was kept stays. */
  clear(): void
  close(): void
}

/** The state folder cannot be used; the message says which and why. */
export class StateUnusable extends Error {
  readonly code = 'STATE_UNUSABLE'
}

/** Time for a predecessor that is just ending to let go of the file. */
const LOCK_WAIT_MS = 500

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS document (
    place INTEGER PRIMARY KEY, collection TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (collection, id)
  );
  CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value TEXT NOT NULL);
`

/** Opens `sandbox.sqlite` in the folder, made if missing; without a folder nothing outlives the process. */
export function openState(folder: string | null): State {
  const disk = folder === null ? null : openDisk(folder)
  const kept = new Map<string, string>()
  const collections = new Map<string, CollectionInMemory<Row>>()
  const collection = (name: string, options: Options<Row> = {}) => {
    const known = collections.get(name)
    if (known) return known
    const made = new CollectionInMemory<Row>(name, disk ? paperOnDisk(disk, name) : noPaper(), options)
    collections.set(name, made)
    return made
  }
  const names = disk?.prepare('SELECT DISTINCT collection FROM document')
  return {
    // Rows of a collection have the type its first caller gave it; the sandbox has one caller a name.
    collection: <T extends Row>(name: string, options?: Options<T>) =>
      collection(name, options as Options<Row> | undefined) as unknown as Collection<T>,
    keep(name, make) {
      const known = kept.get(name) ?? disk?.prepare('SELECT value FROM kept WHERE name = ?').get(name)?.['value']
      const value = typeof known === 'string' ? known : make()
      if (typeof known !== 'string') disk?.prepare('INSERT INTO kept (name, value) VALUES (?, ?)').run(name, value)
      kept.set(name, value)
      return value
    },
    counts() {
      for (const row of names?.all() ?? []) collection(String(row['collection']))
      return Object.fromEntries([...collections].map(([name, rows]) => [name, rows.count()]))
    },
    clear() {
      disk?.exec('DELETE FROM document')
      for (const rows of collections.values()) rows.forget()
    },
    close: () => disk?.close(),
  }
}

function openDisk(folder: string): DatabaseSync {
  try {
    makeFolder(resolve(folder))
    const disk = new DatabaseSync(join(folder, 'sandbox.sqlite'), { timeout: LOCK_WAIT_MS })
    // Exclusive, because what is held in memory would go stale if a second sandbox wrote to the same file.
    disk.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;')
    disk.exec(SCHEMA)
    return disk
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    const reason = /locked|busy/i.test(why) ? 'another sandbox is using it' : why
    throw new StateUnusable(`The sandbox cannot keep its state in ${folder}: ${reason}`, { cause })
  }
}

/** Not mkdir's own recursion, which never ends below a folder that denies its children exist, such as /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}
