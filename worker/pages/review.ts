import * as v from 'valibot'
import { clock } from '../../tenants/base/clock.ts'
import { API_BODY_BYTES_MAX } from '../../tenants/base/limits.ts'
import { ReviewVisit, type ReviewPage } from '../../tenants/contract/after-job.ts'
import type { TenantRpc } from '../../tenants/contract/rpc.ts'
import { askOutcome } from '../api/ask-outcome.ts'
import type { Context, Route } from '../context.ts'
import { findTenant, type FoundTenant } from '../directory/find-tenant.ts'
import { readBytes } from '../read-body.ts'
import { statusOf, type RefusalCode } from '../refusal-codes.ts'
import { respondHtml } from '../respond.ts'
import { escapeHtml, layOut, type Language } from './layout.ts'
import { chooseLanguage } from './reader-language.ts'
import { REVIEW_WORDS } from './review-words.ts'

/** The tenant's id without its prefix, then what only the tenant can tell. */
const TOKEN = /^([0-9a-z]{24})\.[\w-]{8,100}$/

/** `GET /r/:token`: where to write a review, and besides how to tell the business alone. Looking changes nothing. */
export const showReview: Route = async (request, context) => {
  const token = request.params['token'] ?? ''
  const tenant = await findOwner(token, context)
  if (!tenant) return apologise(chooseLanguage(request) ?? 'en', 'not_found')
  const page = await askOutcome(context, () => objectOf(tenant, context).readReviewPage(token))
  return page.ok
    ? show(page.value, token, null)
    : apologise(chooseLanguage(request) ?? tenant.language, page.error.code)
}

/** `POST /r/:token`: words for the business alone, or a consent to offers. */
export const visitReview: Route = async (request, context) => {
  const token = request.params['token'] ?? ''
  const tenant = await findOwner(token, context)
  if (!tenant) return apologise(chooseLanguage(request) ?? 'en', 'not_found')
  const visit = await readVisit(request)
  if (visit === null) return apologise(chooseLanguage(request) ?? tenant.language, 'body_invalid')
  const page = await askOutcome(context, () => objectOf(tenant, context).visitReviewPage(token, visit))
  return page.ok
    ? show(page.value, token, visit.visit)
    : apologise(chooseLanguage(request) ?? tenant.language, page.error.code)
}

/** `GET /r/:token/go`: on to the page where reviews are written. */
export const followReview: Route = async (request, context) => {
  const token = request.params['token'] ?? ''
  const tenant = await findOwner(token, context)
  if (!tenant) return apologise(chooseLanguage(request) ?? 'en', 'not_found')
  const followed = await askOutcome(context, () => objectOf(tenant, context).followReview(token))
  if (!followed.ok) return apologise(chooseLanguage(request) ?? tenant.language, followed.error.code)
  return new Response(null, { status: 302, headers: { location: followed.value.url, 'cache-control': 'no-store' } })
}

type Owner = FoundTenant & { tenantId: string }

/** Asks the directory first: an object comes into being by being asked, and anybody can make up a link. */
async function findOwner(token: string, { env }: Context): Promise<Owner | null> {
  const id = TOKEN.exec(token)?.[1]
  return id ? findTenant(env.DIRECTORY, { kind: 'tenant', tenantId: `ten_${id}` }, clock.now()) : null
}

function objectOf({ tenantId }: Owner, { env }: Context): TenantRpc {
  return env.TENANT.getByName(tenantId)
}

async function readVisit(request: Request): Promise<ReviewVisit | null> {
  const bytes = await readBytes(request, API_BODY_BYTES_MAX)
  if (!bytes.ok) return null
  const form = Object.fromEntries(new URLSearchParams(new TextDecoder().decode(bytes.value)))
  const parsed = v.safeParse(ReviewVisit, form)
  return parsed.success ? parsed.output : null
}

function show(page: ReviewPage, token: string, done: ReviewVisit['visit'] | null): Response {
  const { language, businessName } = page
  const words = REVIEW_WORDS[language]
  const parts: string[] = []
  if (page.reviewUrl !== null) parts.push(`<p><a href="/r/${token}/go">${escapeHtml(words.review)}</a></p>`)
  if (done === 'feedback') parts.push(`<p role="status">${escapeHtml(words.sent(businessName))}</p>`)
  else if (page.offersFeedback) parts.push(feedbackForm(page))
  if (done === 'agree') parts.push(`<p role="status">${escapeHtml(words.agreed)}</p>`)
  else if (page.consentWords !== null) parts.push(consentForm(page.consentWords, language))
  return respondHtml(
    layOut({ language, title: words.title, sentence: words.thanks(businessName), below: parts.join('') }),
  )
}

function feedbackForm({ language, businessName }: ReviewPage): string {
  const words = REVIEW_WORDS[language]
  return (
    `<form method="post"><p>${escapeHtml(words.feedbackLead(businessName))}</p>` +
    `<input type="hidden" name="visit" value="feedback"><p><label>${escapeHtml(words.feedback)}<br>` +
    `<textarea name="words" rows="4" cols="32" maxlength="1000" required></textarea></label></p>` +
    `<button type="submit">${escapeHtml(words.send)}</button></form>`
  )
}

/** The words somebody agrees to stand before the button, and nothing else of the page needs them. */
function consentForm(consentWords: string, language: Language): string {
  const words = REVIEW_WORDS[language]
  return (
    `<form method="post"><p>${escapeHtml(words.agreeLead)}</p><input type="hidden" name="visit" value="agree">` +
    `<p><label><input type="checkbox" name="agrees" value="yes" required> ${escapeHtml(consentWords)}</label></p>` +
    `<button type="submit">${escapeHtml(words.agree)}</button></form>`
  )
}

function apologise(language: Language, code: RefusalCode): Response {
  const words = REVIEW_WORDS[language]
  const status = statusOf(code)
  const sentence = status === 404 ? words.gone : words.later
  return respondHtml(layOut({ language, title: words.title, sentence, below: '' }), status)
}
