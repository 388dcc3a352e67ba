import type { Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import type { Decision } from '../effect.ts'
import { answer } from '../offer-moves.ts'
import { close, ignore, leaveOut, moveTo, waitForPerson } from './moves.ts'
import type { ReviewFacts, ReviewInput, ReviewState } from './states.ts'

type Asked = Extract<ReviewState, { status: 'asked' }>

/** They were asked. What they say is thanked for or told to the technician, and changes nothing about the link. */
export function decideAsked(state: Asked, input: ReviewInput, facts: ReviewFacts, now: Instant): Decision<ReviewState> {
  const { jobId } = state
  switch (input.type) {
    case 'text_sent':
      return moveTo({ ...state, textedAt: state.textedAt ?? now })
    case 'text_failed':
      if (input.template !== 'review_request') return ignore('another_text')
      return leaveOut(jobId, input.code, now)
    case 'reply_received':
      return decideReply(state, input, facts, now)
    case 'heard':
      if (facts.isSilent) return ignore('somebody_has_it')
      return state.textedAt === null ? ignore('not_texted_yet') : moveTo(state)
    case 'link_followed':
      return close(jobId, 'left', now, { events: [{ type: 'review_link_followed' }] })
    case 'offers_ended':
      return close(jobId, 'opted_out', now, { effects: [{ type: 'cancel_offers', reason: 'opted_out' }] })
    case 'taken_over': {
      if (state.textedAt !== null) return ignore('texted_already')
      const moved = waitForPerson(state, now)
      return { ...moved, effects: [{ type: 'cancel_offers', reason: 'taken_over' }] }
    }
    case 'job_withdrawn':
      if (input.jobId !== jobId || state.textedAt !== null) return ignore('texted_already')
      return close(jobId, 'withdrawn', now, { effects: [{ type: 'cancel_offers', reason: 'job_withdrawn' }] })
    case 'review_rest_due':
      return close(jobId, 'ignored', now)
    case 'job_completed':
      return ignore('asked_once')
    case 'review_due':
      return ignore('asked_already')
    default:
      return unreachable(input)
  }
}

/** Only words about the visit are ours; whatever else they want is the conversation's. */
function decideReply(
  state: Asked,
  { mood, saysLeft, repliedAt }: Extract<ReviewInput, { type: 'reply_received' }>,
  facts: ReviewFacts,
  now: Instant,
): Decision<ReviewState> {
  if (facts.isSilent) return ignore('somebody_has_it')
  if (state.textedAt === null) return ignore('not_texted_yet')
  if (saysLeft) return close(state.jobId, 'left', now, { effects: [answer('review_thanks', repliedAt)] })
  if (mood === null || mood === state.answered) return ignore('not_about_the_visit')
  const answered = { ...state, answered: mood }
  if (mood === 'praise') {
    return moveTo(answered, { effects: [answer('review_thanks', repliedAt)], events: [{ type: 'visit_praised' }] })
  }
  return moveTo(answered, {
    effects: [
      answer('complaint_received', repliedAt),
      { type: 'tell_technician', reason: 'customer_complained', wishedAt: null, detail: null },
    ],
    events: [{ type: 'visit_complained_of' }],
  })
}
