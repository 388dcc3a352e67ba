import type { Instant } from '../../tenants/base/clock.ts'
import type { KycDocumentKind, KycDocumentStatus, KycJudgement } from '../../tenants/contract/kyc.ts'
import type { FileType } from '../kyc/file-type.ts'

/** What is known of each file; the file itself lies in R2, sealed. */

export type KycDocument = {
  kind: KycDocumentKind
  objectKey: string
  contentType: FileType
  byteCount: number
  sha256: string
  status: KycDocumentStatus
  reason: string | null
  receivedAt: Instant
}

const COLUMNS = `kind, object_key AS objectKey, content_type AS contentType, byte_count AS byteCount, sha256, status,
  reason, received_at AS receivedAt`

export async function loadDocuments(directory: D1Database, folder: string): Promise<KycDocument[]> {
  const { results } = await directory
    .prepare(`SELECT ${COLUMNS} FROM kyc_document WHERE folder = ? ORDER BY kind`)
    .bind(folder)
    .all<KycDocument>()
  return results
}

/**
 * Names a file that already lies in R2 and answers the key of the one it replaces. `folder_gone` where the papers it
 * belongs to were withdrawn while it was on its way.
 */
export async function recordDocument(
  directory: D1Database,
  folder: string,
  document: Omit<KycDocument, 'status' | 'reason'>,
): Promise<{ replaced: string | null } | 'folder_gone'> {
  const { kind, objectKey, contentType, byteCount, sha256, receivedAt } = document
  const [before, recorded] = await directory.batch([
    directory
      .prepare('SELECT object_key AS objectKey FROM kyc_document WHERE folder = ? AND kind = ?')
      .bind(folder, kind),
    directory
      .prepare(
        `INSERT INTO kyc_document (folder, kind, object_key, content_type, byte_count, sha256, received_at)
         SELECT folder, ?2, ?3, ?4, ?5, ?6, ?7 FROM kyc WHERE folder = ?1
         ON CONFLICT (folder, kind) DO UPDATE SET object_key = ?3, content_type = ?4, byte_count = ?5, sha256 = ?6,
           received_at = ?7, status = 'received', reason = NULL, judged_at = NULL, judged_by = NULL`,
      )
      .bind(folder, kind, objectKey, contentType, byteCount, sha256, receivedAt),
  ])
  if ((recorded?.meta.changes ?? 0) === 0) return 'folder_gone'
  const [old] = (before?.results ?? []) as { objectKey: string }[]
  return { replaced: old?.objectKey ?? null }
}

/** False where the file that was looked at is not the one that is there. */
export async function judgeDocument(
  directory: D1Database,
  document: { folder: string; kind: KycDocumentKind; judgement: KycJudgement; by: string },
  now: Instant,
): Promise<boolean> {
  const { folder, kind, judgement, by } = document
  const reason = judgement.status === 'rejected' ? judgement.reason : null
  const judged = await directory
    .prepare(
      `UPDATE kyc_document SET status = ?4, reason = ?5, judged_at = ?6, judged_by = ?7
       WHERE folder = ?1 AND kind = ?2 AND sha256 = ?3`,
    )
    .bind(folder, kind, judgement.sha256, judgement.status, reason, now, by)
    .run()
  return judged.meta.changes > 0
}
