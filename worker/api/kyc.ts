import * as v from 'valibot'
import { clock } from '../../tenants/base/clock.ts'
import { fail, succeed, type Result } from '../../tenants/base/result.ts'
import { KYC_DOCUMENT_KINDS, KycJudgement, NewKyc, type KycDocumentKind } from '../../tenants/contract/kyc.ts'
import { PersonEmail } from '../../tenants/contract/people.ts'
import type { Route, SignedInContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { judgeDocument } from '../directory/kyc-documents.ts'
import * as rows from '../directory/kyc-papers.ts'
import { erasePapers } from '../kyc/erase.ts'
import { finishErasures, newFolder } from '../kyc/files.ts'
import { NOTICE_VERSION, writeNotice } from '../kyc/notice.ts'
import { openPapers, PAPERS_MISSING, sealPapers, viewPapers } from '../kyc/open-papers.ts'
import { isSamePapers, readPapers } from '../kyc/papers.ts'
import { readJson, readQuery } from '../read-body.ts'
import { refuse, respondEmpty, respondJson, type Refusal } from '../respond.ts'

export const PapersQuery = v.object({ view: v.optional(v.picklist(['masked', 'full']), 'masked') })

/** `GET /api/v1/resellers/me/kyc?view=full`: a KycView, masked unless the whole is asked for, which is recorded. */
export const readOwnPapers: Route<SignedInContext> = (request, context) =>
  showPapersOf(request, context, context.person.email)

/** `GET /api/v1/resellers/:email/kyc?view=full`: the same, for whoever looks papers over. */
export const readPapersOf: Route<SignedInContext> = async (request, context) => {
  const email = readEmail(request.params['email'])
  return email.ok ? showPapersOf(request, context, email.value) : refuse(email.error)
}

/** `GET /api/v1/resellers/me/kyc/notice`: a KycNotice. Its version goes back with the papers as the consent. */
export const showNotice: Route<SignedInContext> = async (_request, { env }) => {
  const { EMAIL_FROM } = env.settings
  return respondJson(writeNotice(/<([^>]+)>/.exec(EMAIL_FROM)?.[1] ?? EMAIL_FROM))
}

/** `PUT /api/v1/resellers/me/kyc`: the papers after it, masked. 409 where the notice agreed to is not today's. */
export const savePapers: Route<SignedInContext> = async (request, context) => {
  const sent = await readJson(request, NewKyc)
  if (!sent.ok) return refuse(sent.error)
  if (sent.value.consentNoticeVersion !== NOTICE_VERSION) return refuse(NOTICE_OUTDATED)
  const papers = readPapers(sent.value)
  if (!papers.ok) return refuse({ ...PAPERS_INVALID, issues: papers.error })
  const { DIRECTORY, FILES } = context.env
  const { email } = context.person
  await finishErasures(FILES, DIRECTORY, clock.now())
  const kept = await openPapers(context, email)
  if (!kept.ok) return refuse(kept.error)
  const folder = kept.value?.row.folder ?? newFolder()
  const sealed = sealPapers(context, folder, papers.value)
  const areDifferent = kept.value !== null && !isSamePapers(kept.value.papers, papers.value)
  await recordAccess(context, 'kyc_changed', null, email)
  const row = { email, folder, sealed, noticeVersion: NOTICE_VERSION, areDifferent }
  if (!(await rows.savePapers(DIRECTORY, row, clock.now()))) return refuse(EDITED_MEANWHILE)
  return showPapersOf(request, context, email)
}

/**
 * `DELETE /api/v1/resellers/me/kyc`: withdraws the consent and erases papers and files, 204 however often. What stays
 * says only that there was consent to which notice, from when until when.
 */
export const withdrawPapers: Route<SignedInContext> = async (_request, context) => {
  const { email } = context.person
  await recordAccess(context, 'kyc_withdrawn', null, email)
  await erasePapers(context, email)
  return respondEmpty(204)
}

/** `PATCH /api/v1/resellers/:email/kyc/documents/:kind`: what a person of ours found. The papers after it, masked. */
export const judgePaper: Route<SignedInContext> = async (request, context) => {
  const email = readEmail(request.params['email'])
  const kind = readKind(request.params['kind'])
  if (!email.ok) return refuse(email.error)
  if (!kind.ok) return refuse(kind.error)
  const judgement = await readJson(request, KycJudgement)
  if (!judgement.ok) return refuse(judgement.error)
  const row = await rows.loadPapers(context.env.DIRECTORY, email.value)
  if (!row) return refuse(PAPERS_MISSING)
  await recordAccess(context, 'kyc_reviewed', null, `${email.value} ${kind.value} ${judgement.value.status}`)
  const found = { folder: row.folder, kind: kind.value, judgement: judgement.value, by: context.person.email }
  if (!(await judgeDocument(context.env.DIRECTORY, found, clock.now()))) return refuse(DOCUMENT_REPLACED)
  return showPapersOf(request, context, email.value)
}

export function readEmail(param: string | undefined): Result<string, Refusal> {
  try {
    const email = v.safeParse(PersonEmail, decodeURIComponent(param ?? ''))
    if (email.success) return succeed(email.output)
  } catch {
    // Not a well-formed address of a page, so nobody's address either.
  }
  return fail(PAPERS_MISSING)
}

export function readKind(param: string | undefined): Result<KycDocumentKind, Refusal> {
  const kind = KYC_DOCUMENT_KINDS.find((known) => known === param)
  return kind ? succeed(kind) : fail({ code: 'not_found', detail: `Use one of ${KYC_DOCUMENT_KINDS.join(', ')}.` })
}

/** The one place where papers are handed out. Whoever sees all of them is written down before. */
async function showPapersOf(request: Request, context: SignedInContext, email: string): Promise<Response> {
  const query = readQuery(request.url, PapersQuery)
  if (!query.ok) return refuse(query.error)
  const open = await openPapers(context, email)
  if (!open.ok) return refuse(open.error)
  if (!open.value) return refuse(PAPERS_MISSING)
  const isMasked = query.value.view === 'masked'
  if (!isMasked) await recordAccess(context, 'kyc_viewed', null, email)
  return respondJson(await viewPapers(context, open.value, isMasked))
}

const PAPERS_INVALID: Refusal = { code: 'body_invalid', detail: 'The papers have fields that cannot be used.' }

const NOTICE_OUTDATED: Refusal = {
  code: 'notice_outdated',
  detail: `The notice has changed. Read version ${NOTICE_VERSION}, and send the papers once more if you agree to it.`,
}

const EDITED_MEANWHILE: Refusal = {
  code: 'edited_meanwhile',
  detail: 'The papers were changed or withdrawn in another window meanwhile. Nothing was saved; look at them again.',
}

const DOCUMENT_REPLACED: Refusal = {
  code: 'document_replaced',
  detail: 'The file that was looked at is not the one that is there now. Nothing was changed; look at it again.',
}
