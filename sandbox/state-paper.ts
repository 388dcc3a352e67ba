import type { DatabaseSync } from 'node:sqlite'

/** Where rows are written down, if anywhere. */
export type Paper = {
  stored(): Iterable<{ place: number; body: string }>
  insert(id: string, row: unknown): number
  update(place: number, row: unknown): void
  remove(place: number): void
  clear(): void
}

export function paperOnDisk(disk: DatabaseSync, name: string): Paper {
  const stored = disk.prepare('SELECT place, body FROM document WHERE collection = ? ORDER BY place')
  const insert = disk.prepare('INSERT INTO document (collection, id, body) VALUES (?, ?, ?)')
  const update = disk.prepare('UPDATE document SET body = ? WHERE place = ?')
  const remove = disk.prepare('DELETE FROM document WHERE place = ?')
  const clear = disk.prepare('DELETE FROM document WHERE collection = ?')
  return {
    stored: () => stored.all(name).map(({ place, body }) => ({ place: Number(place), body: String(body) })),
    insert: (id, row) => Number(insert.run(name, id, JSON.stringify(row)).lastInsertRowid),
    update: (place, row) => void update.run(JSON.stringify(row), place),
    remove: (place) => void remove.run(place),
    clear: () => void clear.run(name),
  }
}

export function noPaper(): Paper {
  let places = 0
  return {
    stored: () => [],
    insert: () => (places += 1),
    update: () => undefined,
    remove: () => undefined,
    clear: () => undefined,
  }
}
