import { textOf, type Copy } from './copy.ts'
import type { Deed, Span, Told } from './deed.ts'

/** What was done about plans and reviews, on the board and on the page behind the link. */
export function readOffers(copy: Copy, timeline: readonly Told[], span: Span): Deed[] {
  const done = timeline.flatMap(({ at, customerId, fact }): Deed[] => {
    const about = { at, customerId }
    switch (fact.type) {
      case 'plan_cancelled':
        return fact['by'] === 'hand' ? [{ ...about, kind: 'ended_plan' }] : []
      case 'review_link_followed':
        return [{ ...about, kind: 'followed_review' }]
      case 'feedback_left': {
        const [row] = copy.rowsOf('messages', 'message_id = ? and redacted_at is null', String(fact['messageId']))
        return row?.['subject'] === 'review_page'
          ? [{ ...about, kind: 'left_feedback', words: String(row['body']) }]
          : []
      }
      case 'offers_agreed':
        return agreed(copy, at, customerId)
      default:
        return []
    }
  })
  return [...done, ...offeredByHand(copy, span)]
}

function agreed(copy: Copy, at: number, customerId: string | null): Deed[] {
  const given = `customer_id = ? and purpose = 'offers' and given_at = ?`
  const [row] = copy.rowsOf('consents', given, customerId ?? '', at)
  const wording = textOf(row?.['wording'])
  if (!row || wording === null) return []
  return [{ at, customerId, kind: 'agreed_to_offers', wording, isOnPage: row['evidence'] === 'page:review' }]
}

/** Whether a plan was offered by hand is known for as long as its offer is open. */
function offeredByHand(copy: Copy, { from, to }: Span): Deed[] {
  const byHand = `kind = 'amc' and json_extract(state, '$.reason') = 'hand' and opened_at >= ? and opened_at < ?`
  return copy.rowsOf('journeys', byHand, from, to).flatMap((row): Deed[] => {
    const { plan } = JSON.parse(String(row['state'])) as { plan?: { planId?: string } }
    const about = { at: Number(row['opened_at']), customerId: String(row['customer_id']) }
    return plan?.planId === undefined ? [] : [{ ...about, kind: 'offered_plan', planId: plan.planId }]
  })
}
