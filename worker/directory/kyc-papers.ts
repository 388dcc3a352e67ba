import type { Instant } from '../../tenants/base/clock.ts'
import { KYC_ERASURES_AT_ONCE_MAX } from '../bounds.ts'

/** The rows of `migrations/directory/0004_kyc.sql` that hold papers and the consent to keep them. */

export type SealedPapers = { email: string; folder: string; sealed: string; updatedAt: Instant }
export type KycConsent = { noticeVersion: string; givenAt: Instant; withdrawnAt: Instant | null }

export async function loadPapers(directory: D1Database, email: string): Promise<SealedPapers | null> {
  const row = await directory
    .prepare('SELECT email, folder, sealed, updated_at AS updatedAt FROM kyc WHERE email = ?')
    .bind(email)
    .first<SealedPapers>()
  return row ?? null
}

/**
 * Keeps papers and, unless the same consent stands already, the consent they came with. What is sealed is bound to its
 * folder, so papers for another folder than the row has by now are not taken: false.
 */
export async function savePapers(
  directory: D1Database,
  papers: { email: string; folder: string; sealed: string; noticeVersion: string; areDifferent: boolean },
  now: Instant,
): Promise<boolean> {
  const { email, folder, sealed, noticeVersion, areDifferent } = papers
  const [saved] = await directory.batch([
    directory
      .prepare(
        `INSERT INTO kyc (email, folder, sealed, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?4)
         ON CONFLICT (email) DO UPDATE SET sealed = ?3, updated_at = ?4 WHERE folder = ?2`,
      )
      .bind(email, folder, sealed, now),
    directory
      .prepare(
        `INSERT INTO kyc_consent (email, notice_version, given_at) SELECT ?1, ?2, ?3
         WHERE EXISTS (SELECT 1 FROM kyc WHERE email = ?1 AND folder = ?4) AND NOT EXISTS
           (SELECT 1 FROM kyc_consent WHERE email = ?1 AND notice_version = ?2 AND withdrawn_at IS NULL)`,
      )
      .bind(email, noticeVersion, now, folder),
    // What was found in order beside other papers has to be looked at again.
    directory
      .prepare(
        `UPDATE kyc_document SET status = 'received', reason = NULL, judged_at = NULL, judged_by = NULL
         WHERE folder = ?1 AND status = 'accepted' AND ?2`,
      )
      .bind(folder, areDifferent ? 1 : 0),
  ])
  return (saved?.meta.changes ?? 0) > 0
}

/** Puts the same papers under another key, unless they have changed meanwhile. */
export async function resealPapers(
  directory: D1Database,
  { folder, sealed }: SealedPapers,
  resealed: string,
): Promise<void> {
  await directory
    .prepare('UPDATE kyc SET sealed = ?1 WHERE folder = ?2 AND sealed = ?3')
    .bind(resealed, folder, sealed)
    .run()
}

/** The papers and all that is known of their files go at once; that there was consent, and until when, stays. */
export async function withdrawPapers(directory: D1Database, email: string, now: Instant): Promise<boolean> {
  const [, erased] = await directory.batch([
    directory
      .prepare('INSERT INTO kyc_erasure (folder, erased_at) SELECT folder, ?2 FROM kyc WHERE email = ?1')
      .bind(email, now),
    directory.prepare('DELETE FROM kyc WHERE email = ?1').bind(email),
    directory
      .prepare('UPDATE kyc_consent SET withdrawn_at = ?2 WHERE email = ?1 AND withdrawn_at IS NULL')
      .bind(email, now),
  ])
  return (erased?.meta.changes ?? 0) > 0
}

/** Newest first. */
export async function loadConsents(directory: D1Database, email: string): Promise<KycConsent[]> {
  const { results } = await directory
    .prepare(
      `SELECT notice_version AS noticeVersion, given_at AS givenAt, withdrawn_at AS withdrawnAt
       FROM kyc_consent WHERE email = ? ORDER BY consent_id DESC LIMIT 20`,
    )
    .bind(email)
    .all<KycConsent>()
  return results
}

/** Folders whose files have to go, or may have to go once more. */
export async function loadErasures(directory: D1Database): Promise<{ folder: string; erasedAt: Instant }[]> {
  const { results } = await directory
    .prepare('SELECT folder, erased_at AS erasedAt FROM kyc_erasure ORDER BY erased_at LIMIT ?')
    .bind(KYC_ERASURES_AT_ONCE_MAX)
    .all<{ folder: string; erasedAt: Instant }>()
  return results
}

export async function dropErasure(directory: D1Database, folder: string): Promise<void> {
  await directory.prepare('DELETE FROM kyc_erasure WHERE folder = ?').bind(folder).run()
}
