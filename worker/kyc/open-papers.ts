import { isSealedUnderOldKey, openKeyring, seal, unseal, Unsealable, type Keyring } from '../../tenants/base/sealing.ts'
import { fail, succeed, type Result } from '../../tenants/base/result.ts'
import type { KycView } from '../../tenants/contract/kyc.ts'
import type { Context } from '../context.ts'
import { loadDocuments } from '../directory/kyc-documents.ts'
import { loadConsents, loadPapers, resealPapers, type SealedPapers } from '../directory/kyc-papers.ts'
import { log } from '../../tenants/base/log.ts'
import type { Refusal } from '../respond.ts'
import { missingDocuments, showPapers, standingOf, type Papers } from './papers.ts'

export type OpenPapers = { row: SealedPapers; papers: Papers }

export const PAPERS_MISSING: Refusal = {
  code: 'papers_missing',
  detail: 'There are no papers. Read the notice, agree to it and send them.',
}

export function keyringOf({ env }: Context): Keyring {
  return openKeyring(env.settings.SEALING_KEY)
}

/** Papers are bound to their folder, so that what is sealed opens in no other row. */
export function sealPapers(context: Context, folder: string, papers: Papers): string {
  return seal(keyringOf(context), ownerOf(folder), JSON.stringify(papers))
}

/** The papers of a person, null where there are none. What an old key sealed is sealed anew on the way. */
export async function openPapers(context: Context, email: string): Promise<Result<OpenPapers | null, Refusal>> {
  const row = await loadPapers(context.env.DIRECTORY, email)
  if (!row) return succeed(null)
  const keyring = keyringOf(context)
  try {
    const text = unseal(keyring, ownerOf(row.folder), row.sealed)
    if (isSealedUnderOldKey(keyring, row.sealed)) {
      await resealPapers(context.env.DIRECTORY, row, seal(keyring, ownerOf(row.folder), text))
    }
    return succeed({ row, papers: JSON.parse(text) as Papers })
  } catch (error) {
    if (!(error instanceof Unsealable)) throw error
    return fail(refuseUnsealable(context, error))
  }
}

export function refuseUnsealable({ traceId }: Context, error: Unsealable): Refusal {
  log('papers_unreadable', traceId, { keyId: error.keyId })
  return {
    code: 'papers_unreadable',
    detail:
      'The papers are kept, but they were sealed under a key that this server does not hold. An administrator has to ' +
      'add that key to SEALING_KEY again.',
  }
}

export async function viewPapers(context: Context, { row, papers }: OpenPapers, isMasked: boolean): Promise<KycView> {
  const { DIRECTORY } = context.env
  const [documents, consents] = await Promise.all([
    loadDocuments(DIRECTORY, row.folder),
    loadConsents(DIRECTORY, row.email),
  ])
  const [consent] = consents
  if (!consent) throw new Error('Papers are kept without a consent to keep them.')
  return {
    standing: standingOf(papers, documents),
    ...showPapers(papers, isMasked),
    documents: documents.map(({ objectKey: _hidden, ...shown }) => shown),
    missing: missingDocuments(papers, documents),
    consent: { noticeVersion: consent.noticeVersion, givenAt: consent.givenAt },
    updatedAt: row.updatedAt,
  }
}

function ownerOf(folder: string): string {
  return `kyc/${folder}/papers`
}
