import { and, eq, sql } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import type { TenantDb } from './open.ts'
import { scripts } from './schema.ts'
import { RowQuery } from './statement.ts'

export type Script = { name: string; language: string; text: string; version: number; updatedAt: Instant }

const byName = new RowQuery(scripts, (db) =>
  db
    .select()
    .from(scripts)
    .where(and(eq(scripts.name, sql.placeholder('name')), eq(scripts.language, sql.placeholder('language')))),
)

/** The business's own words, or null where there never were any. An empty text means: ours again. */
export function loadScript(db: TenantDb, name: string, language: string): Script | null {
  return byName.get(db, { name, language })
}

/** The words in force for a template, null where they are ours. */
export function findScriptIn(db: TenantDb): (name: string, language: string) => Script | null {
  return (name, language) => {
    const script = loadScript(db, name, language)
    return script === null || script.text === '' ? null : script
  }
}

export function loadScripts(db: TenantDb): Script[] {
  return db.select().from(scripts).all()
}

/** The row stays when its words go, so that the version goes on counting. */
export function saveScript(db: TenantDb, script: Script): void {
  const { text, version, updatedAt } = script
  db.insert(scripts)
    .values(script)
    .onConflictDoUpdate({ target: [scripts.name, scripts.language], set: { text, version, updatedAt } })
    .run()
}
