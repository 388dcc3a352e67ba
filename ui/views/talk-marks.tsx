import type { ConversationView } from '../../tenants/contract/board.ts'
import { Badge } from '../parts/badge.tsx'
import { PhoneNumber } from '../parts/phone-number.tsx'
import { plansWords } from '../words/plans-words.ts'
import { ReviewBadge } from './customer-jobs.tsx'
import '../styles/quotes.css'

/** Below a name: the number, the plan they have, and whether they were asked for a review. */
export function TalkMarks({ view: { summary, card } }: { view: ConversationView }) {
  const { phone, name } = summary
  const plan = card.contracts.find(({ status }) => status === 'active')
  const review = card.jobs[0]?.review ?? null
  return (
    <p class="soft small talking-marks">
      {phone === null || name === null ? null : <PhoneNumber phone={phone} />}
      {plan === undefined ? null : <Badge tone="good">{plansWords().planBadge(plan.plan)}</Badge>}
      {review === 'asked' || review === 'left' ? <ReviewBadge review={review} /> : null}
    </p>
  )
}
