import { explainDeliveryCode } from '../base/delivery-codes.ts'
import type { AfterWords } from './after-words.ts'

const because = (code: string) => `: ${explainDeliveryCode(code, 'en')}`

const REVIEW_ENDS: Record<string, string> = {
  left: 'They left a review, as far as we can tell.',
  ignored: 'They did not answer the request for a review.',
  opted_out: 'They want no requests for a review.',
  withdrawn: 'No review is asked for: the job was not done after all.',
}

const PLAN_ENDS: Record<string, string> = {
  declined: 'They do not want the maintenance plan.',
  expired: 'They did not take up the offer of a maintenance plan.',
  opted_out: 'They want no offers, so no maintenance plan is offered.',
  cancelled: 'Their maintenance plan is cancelled.',
  ended: 'Their maintenance plan is over.',
}

const REENGAGE_ENDS: Record<string, string> = {
  replied: 'They are back after a long time.',
  ignored: 'They did not answer our message after a long time.',
  opted_out: 'They want no messages after a long time.',
  not_written: 'They were not written to after a long time.',
}

const AGREED = { paper: 'on paper', email: 'by e-mail', spoken: 'by word of mouth' }

export const AFTER_ENGLISH: AfterWords = {
  job_completed: ({ service }) => (service === null ? 'The job is done.' : `The job is done: ${service}.`),
  review_not_asked: ({ code }) => `No review is asked for${because(code)}.`,
  review_link_followed: () => 'They went from our page to your review page.',
  review_ended: ({ outcome }) => REVIEW_ENDS[outcome] ?? 'No review is asked for.',
  visit_praised: () => 'They are happy with the visit. We thanked them.',
  visit_complained_of: () => 'They are not happy with the visit. You were told.',
  feedback_left: () => 'They wrote to you on the page about their visit.',
  offers_agreed: () => 'They agreed in writing to get offers by text.',
  plan_not_offered: ({ code }) => `No maintenance plan is offered${because(code)}.`,
  plan_agreed: ({ plan }) => `They agreed to the terms of ${plan}. Their words are kept.`,
  plan_noted: ({ plan, how, until }) => `They agreed to ${plan} ${AGREED[how]}, until ${until}. You entered it here.`,
  plan_more_agreed: ({ plan, until }) =>
    `They agreed to another term of ${plan}, until ${until}. Their words are kept.`,
  plan_renewed: ({ until }) => `The maintenance plan was renewed until ${until}.`,
  plan_cancelled: ({ by }) =>
    by === 'hand' ? 'You ended the maintenance plan.' : 'They cancelled the maintenance plan by text.',
  plan_ended: ({ wasReminded }) =>
    wasReminded
      ? 'The term of the maintenance plan is over.'
      : 'The maintenance plan did not renew: no reminder reached them in time.',
  plan_closed: ({ outcome }) => PLAN_ENDS[outcome] ?? 'Nothing more is offered.',
  reengage_not_written: ({ code }) => `They were not written to after a long time${because(code)}.`,
  reengage_ended: ({ outcome }) => REENGAGE_ENDS[outcome] ?? 'Closed.',
}
