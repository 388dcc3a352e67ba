import { applyReview } from './apply-review.ts'
import { redactCardNumbers } from './base/card-numbers.ts'
import type { Instant } from './base/clock.ts'
import type { Outcome } from './contract.ts'
import type { ReviewPage, ReviewVisit } from './contract/after-job.ts'
import { keepConsent } from './contract-commands.ts'
import { recordOrder } from './record-order.ts'
import { offersConsent } from './replies/offers-consent.ts'
import { loadAfterJob } from './storage/after-job-rows.ts'
import { loadCustomer, type Customer } from './storage/customer-rows.ts'
import { recordReceived, loadToken } from './storage/message-rows.ts'
import { hasWrittenConsent } from './storage/offer-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/** The page behind the link in a request for a review, the same for everybody. The caller holds the transaction. */

/** Bounds what one link can write. */
const NOTES_MAX = 5

const UNKNOWN: Outcome<never> = {
  ok: false,
  error: { code: 'token_unknown', detail: 'This link is not known to us.' },
}

export function readReviewPage(context: Context, token: string): Outcome<ReviewPage> {
  const visitor = findVisitor(context, token)
  return visitor ? { ok: true, value: pageFor(context, visitor) } : UNKNOWN
}

export function visitReviewPage(
  context: Context,
  token: string,
  visit: ReviewVisit,
  now: Instant,
): Outcome<ReviewPage> {
  const visitor = findVisitor(context, token)
  if (!visitor) return UNKNOWN
  const page = pageFor(context, visitor)
  if (visit.visit === 'feedback' && page.offersFeedback) keepFeedback(context, visitor, visit.words, now)
  if (visit.visit === 'agree' && page.consentWords !== null) {
    keepConsent(context, visitor, { evidence: 'page:review', wording: page.consentWords }, now)
  }
  return { ok: true, value: pageFor(context, visitor) }
}

/** They go where reviews are written. Whether they write one there, nobody tells us. */
export function followReview(context: Context, token: string, now: Instant): Outcome<{ url: string }> {
  const visitor = findVisitor(context, token)
  const { url } = loadAfterJob(context.db).review
  if (!visitor || url === null) return UNKNOWN
  applyReview(context, visitor.customerId, { type: 'link_followed' }, now)
  return { ok: true, value: { url } }
}

function findVisitor({ db }: Context, token: string): Customer | null {
  const link = loadToken(db, token, 'review')
  return link && loadCustomer(db, link.customerId)
}

function pageFor({ db, tenant }: Context, { customerId, phone, language, relation }: Customer): ReviewPage {
  const { review, amc, reengage } = loadAfterJob(db)
  const { businessName } = tenant.profile
  const sells = (amc.isOn || reengage.isOn) && relation === null
  const mayAgree = sells && phone !== null && !hasWrittenConsent(db, customerId, phone)
  return {
    businessName,
    language,
    reviewUrl: review.url,
    offersFeedback: review.offersFeedback,
    consentWords: mayAgree ? offersConsent(businessName, language) : null,
  }
}

/** What is written for the technician alone. */
function keepFeedback(context: Context, { customerId }: Customer, words: string, now: Instant): void {
  const { db } = context
  if (countNotes(context, customerId) >= NOTES_MAX) return
  const messageId = recordReceived(db, {
    customerId,
    channel: 'note',
    fromAddress: null,
    subject: 'review_page',
    body: redactCardNumbers(words).text,
    createdAt: now,
  })
  recordEvent(db, { customerId, journeyId: null, fact: { type: 'feedback_left', messageId } }, now)
  const notice = { type: 'tell_technician', reason: 'feedback_left', wishedAt: null, detail: null } as const
  recordOrder(context, customerId, null, notice, now)
}

function countNotes({ db }: Context, customerId: string): number {
  const query = `select count(*) as count from messages where customer_id = ? and subject = 'review_page'`
  return db.$client.sql.exec<{ count: number }>(query, customerId).one().count
}
