import type { NoticeReason } from '../../tenants/timeline/event.ts'
import type { AfterFact } from '../../tenants/timeline/after-event.ts'

/** What the timeline says of a job that is done and of what follows, one example of each. */
export const AFTER_SENTENCES: { [T in AfterFact['type']]: [Extract<AfterFact, { type: T }>, string] } = {
  job_completed: [
    { type: 'job_completed', jobId: 'job_1', service: 'Drain cleaning', amountMinor: 25_000 },
    'The job is done: Drain cleaning.',
  ],
  review_not_asked: [
    { type: 'review_not_asked', code: 'asked_lately' },
    'No review is asked for: they were asked not long ago.',
  ],
  review_link_followed: [{ type: 'review_link_followed' }, 'They went from our page to your review page.'],
  review_ended: [{ type: 'review_ended', outcome: 'ignored' }, 'They did not answer the request for a review.'],
  visit_praised: [{ type: 'visit_praised' }, 'They are happy with the visit. We thanked them.'],
  visit_complained_of: [{ type: 'visit_complained_of' }, 'They are not happy with the visit. You were told.'],
  feedback_left: [{ type: 'feedback_left', messageId: 'msg_1' }, 'They wrote to you on the page about their visit.'],
  offers_agreed: [{ type: 'offers_agreed' }, 'They agreed in writing to get offers by text.'],
  plan_not_offered: [
    { type: 'plan_not_offered', code: 'written_consent_missing' },
    'No maintenance plan is offered: they have not agreed to offers in writing.',
  ],
  plan_agreed: [{ type: 'plan_agreed', plan: 'Comfort' }, 'They agreed to the terms of Comfort. Their words are kept.'],
  plan_noted: [
    { type: 'plan_noted', plan: 'Comfort', how: 'paper', until: '2027-11-26' },
    'They agreed to Comfort on paper, until 2027-11-26. You entered it here.',
  ],
  plan_more_agreed: [
    { type: 'plan_more_agreed', plan: 'Comfort', until: '2028-01-15' },
    'They agreed to another term of Comfort, until 2028-01-15. Their words are kept.',
  ],
  plan_renewed: [
    { type: 'plan_renewed', until: '2027-11-26', priceMinor: 18_900 },
    'The maintenance plan was renewed until 2027-11-26.',
  ],
  plan_cancelled: [{ type: 'plan_cancelled', by: 'customer' }, 'They cancelled the maintenance plan by text.'],
  plan_ended: [
    { type: 'plan_ended', wasReminded: false },
    'The maintenance plan did not renew: no reminder reached them in time.',
  ],
  plan_closed: [{ type: 'plan_closed', outcome: 'declined' }, 'They do not want the maintenance plan.'],
  reengage_not_written: [
    { type: 'reengage_not_written', code: 'suppressed' },
    'They were not written to after a long time: they opted out.',
  ],
  reengage_ended: [{ type: 'reengage_ended', outcome: 'replied' }, 'They are back after a long time.'],
}

type AfterReason = Extract<NoticeReason, 'customer_complained' | 'feedback_left' | `plan_${string}`>

/** What the technician reads about `who`, in English. */
export function afterNotices(who: string): Record<AfterReason, [{ detail?: string }, string][]> {
  return {
    feedback_left: [[{}, `${who} wrote to you about your visit, on the page.`]],
    customer_complained: [[{}, `${who} is not happy with your visit. We said you will get back to them.`]],
    plan_agreed: [[{ detail: 'Comfort' }, `${who} agreed to Comfort. Please arrange the payment and the first visit.`]],
    plan_more_agreed: [
      [{ detail: 'Comfort' }, `${who} agreed to another term of Comfort. You hear again on the day it begins.`],
    ],
    plan_word: [
      [
        { detail: 'Comfort' },
        `${who} answered our reminder of Comfort. It is neither a yes nor a no. Please talk to them.`,
      ],
    ],
    plan_renewed: [
      [{ detail: 'Comfort' }, `The plan of ${who} (Comfort) renewed today. They were reminded. Please bill it.`],
    ],
    plan_ended: [
      [{}, `The maintenance plan of ${who} is over. Please bill nothing more for it.`],
      [
        { detail: 'not_reminded' },
        `The plan of ${who} did not renew: no reminder reached them in time. Please bill nothing more, or ask them.`,
      ],
    ],
    plan_cancelled: [[{}, `${who} cancelled their maintenance plan. Please bill nothing more for it.`]],
    plan_terms_unsent: [
      [
        { detail: '30003' },
        `Our text about the maintenance plan did not reach ${who}: the phone is off or out of reach. ` +
          'Please give it to them yourself.',
      ],
    ],
    plan_reminder_failed: [
      [
        { detail: '30006' },
        `The reminder of the renewal did not reach ${who}: the number is a landline. ` +
          'So their plan will not renew. Please ask them.',
      ],
    ],
    plan_customer_opted_out: [
      [
        { detail: 'Comfort' },
        `${who} opted out of texts and has a plan with you. It will not renew by itself. Please call them.`,
      ],
    ],
  }
}
