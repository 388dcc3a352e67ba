import { clock } from '../../tenants/base/clock.ts'
import { Unsealable } from '../../tenants/base/sealing.ts'
import { KYC_FILE_BYTES_MAX } from '../bounds.ts'
import type { Route, SignedInContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { loadDocuments, recordDocument } from '../directory/kyc-documents.ts'
import { loadPapers } from '../directory/kyc-papers.ts'
import { extensionOf, readFileType } from '../kyc/file-type.ts'
import { deleteFile, finishErasures, loadFile, sha256Of, storeFile } from '../kyc/files.ts'
import { keyringOf, PAPERS_MISSING, refuseUnsealable } from '../kyc/open-papers.ts'
import { readBytes } from '../read-body.ts'
import { refuse, respondFile, respondJson, type Refusal } from '../respond.ts'
import { readEmail, readKind } from './kyc.ts'

/**
 * `PUT /api/v1/resellers/me/kyc/documents/:kind`: the body is the file. Answers `{kind, status, contentType, byteCount,
 * sha256, receivedAt}`. Papers come first, because with them comes the consent to keep anything.
 */
export const uploadDocument: Route<SignedInContext> = async (request, context) => {
  const kind = readKind(request.params['kind'])
  if (!kind.ok) return refuse(kind.error)
  const { DIRECTORY, FILES } = context.env
  const papers = await loadPapers(DIRECTORY, context.person.email)
  if (!papers) return refuse(PAPERS_MISSING)
  const bytes = await readBytes(request, KYC_FILE_BYTES_MAX)
  if (!bytes.ok) return refuse(bytes.error)
  const contentType = readFileType(bytes.value)
  if (!contentType) return refuse(TYPE_UNSUPPORTED)
  await recordAccess(context, 'kyc_changed', null, `${papers.email} ${kind.value}`)
  const receivedAt = clock.now()
  const fact = { kind: kind.value, contentType, byteCount: bytes.value.byteLength, sha256: sha256Of(bytes.value) }
  const objectKey = await storeFile(FILES, keyringOf(context), papers.folder, bytes.value)
  const recorded = await recordDocument(DIRECTORY, papers.folder, { ...fact, objectKey, receivedAt })
  const stale = recorded === 'folder_gone' ? objectKey : recorded.replaced
  if (stale) await deleteFile(FILES, stale)
  await finishErasures(FILES, DIRECTORY, clock.now())
  if (recorded === 'folder_gone') return refuse(WITHDRAWN_MEANWHILE)
  return respondJson({ ...fact, status: 'received', reason: null, receivedAt })
}

/** `GET /api/v1/resellers/:email/kyc/documents/:kind`: the file, to be saved. Written down before it is handed out. */
export const readDocument: Route<SignedInContext> = async (request, context) => {
  const email = readEmail(request.params['email'])
  const kind = readKind(request.params['kind'])
  if (!email.ok) return refuse(email.error)
  if (!kind.ok) return refuse(kind.error)
  const papers = await loadPapers(context.env.DIRECTORY, email.value)
  if (!papers) return refuse(PAPERS_MISSING)
  const documents = await loadDocuments(context.env.DIRECTORY, papers.folder)
  const document = documents.find((known) => known.kind === kind.value)
  if (!document) return refuse(DOCUMENT_MISSING)
  await recordAccess(context, 'kyc_viewed', null, `${email.value} ${kind.value}`)
  try {
    const bytes = await loadFile(context.env.FILES, keyringOf(context), document.objectKey)
    if (!bytes) return refuse(DOCUMENT_MISSING)
    return respondFile(bytes, `${document.kind}.${extensionOf(document.contentType)}`, document.contentType)
  } catch (error) {
    if (!(error instanceof Unsealable)) throw error
    return refuse(refuseUnsealable(context, error))
  }
}

const TYPE_UNSUPPORTED: Refusal = {
  code: 'content_type_unsupported',
  detail: 'Send a PDF, a JPEG or a PNG. What came is none of them, whatever its name says.',
}

const WITHDRAWN_MEANWHILE: Refusal = {
  code: 'edited_meanwhile',
  detail: 'The papers were withdrawn while the file was on its way. The file was not kept.',
}

const DOCUMENT_MISSING: Refusal = { code: 'document_missing', detail: 'There is no such document.' }
