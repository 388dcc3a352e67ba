import { loadHeads } from '../storage/ledger-rows.ts'
import type { TenantDb } from '../storage/open.ts'
import { loadSetting, saveSetting } from '../storage/settings-rows.ts'

/**
 * Lays the heads of closed days where the object itself cannot change them any more: a head that is there is never
 * written again. A day that could not be published is tried with the next.
 */
export async function publishHeads(db: TenantDb, files: R2Bucket, tenantId: string): Promise<void> {
  const published = loadSetting<string>(db, 'ledger_published') ?? ''
  for (const { day, rowCount, hash, madeAt } of loadHeads(db, published)) {
    const body = JSON.stringify({ tenantId, day, rowCount, head: hash, madeAt })
    const onlyNew = { onlyIf: new Headers({ 'if-none-match': '*' }), httpMetadata: { contentType: 'application/json' } }
    await files.put(headKey(tenantId, day), body, onlyNew)
    saveSetting(db, 'ledger_published', day)
  }
}

function headKey(tenantId: string, day: string): string {
  return `ledger/${tenantId}/${day}.json`
}
