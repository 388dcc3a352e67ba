import { describe, expect, test } from 'vitest'
import { freezeDeeply } from '../../../tests/support/missed-call.ts'
import { describeDecision } from '../../../tests/support/offers.ts'
import { DAY_MS, HOUR_MS } from '../../base/clock.ts'
import { decideReview } from './decide-review.ts'
import type { ReviewFacts, ReviewInput, ReviewState } from './states.ts'

const NOW = Date.UTC(2026, 10, 24, 21)

const facts = (change: Partial<ReviewFacts> = {}): ReviewFacts => ({
  isOn: true,
  askAfterMs: 3 * HOUR_MS,
  everyMs: 180 * DAY_MS,
  lastAskedAt: null,
  unreachable: null,
  isSilent: false,
  ...change,
})

const asked = {
  kind: 'review',
  status: 'asked',
  jobId: 'job_1',
  plannedAt: NOW,
  textedAt: NOW,
  answered: null,
} as const
const STATES = {
  none: null,
  planned: { kind: 'review', status: 'planned', jobId: 'job_1', plannedAt: NOW },
  ordered: { ...asked, textedAt: null },
  asked,
  closed: { kind: 'review', status: 'closed', jobId: 'job_1', outcome: 'left', closedAt: NOW },
} as const satisfies Record<string, ReviewState | null>

const said = (change: Partial<Extract<ReviewInput, { type: 'reply_received' }>>): ReviewInput => ({
  ...{ type: 'reply_received', mood: null, saysLeft: false, repliedAt: NOW },
  ...change,
})

const INPUTS = {
  job_completed: { type: 'job_completed', jobId: 'job_2', completedAt: NOW },
  job_withdrawn: { type: 'job_withdrawn', jobId: 'job_1' },
  review_due: { type: 'review_due' },
  review_rest_due: { type: 'review_rest_due' },
  text_sent: { type: 'text_sent', template: 'review_request' },
  text_failed: { type: 'text_failed', template: 'review_request', code: '30003' },
  thanks_failed: { type: 'text_failed', template: 'review_thanks', code: '30003' },
  praised: said({ mood: 'praise' }),
  complained: said({ mood: 'complaint' }),
  said_left: said({ saysLeft: true }),
  other_words: said({}),
  heard: { type: 'heard' },
  link_followed: { type: 'link_followed' },
  offers_ended: { type: 'offers_ended' },
  taken_over: { type: 'taken_over' },
} as const satisfies Record<string, ReviewInput>

const NOBODY = 'ignored: nobody_asked'
const NOT_YET = 'ignored: not_asked_yet'
const OVER = 'ignored: journey_closed'

/** Each pair of status and input: what it leads to and what is ordered, or why it changes nothing. */
const TABLE: Record<keyof typeof STATES, Record<keyof typeof INPUTS, string>> = {
  none: {
    job_completed: 'planned',
    job_withdrawn: NOBODY,
    review_due: NOBODY,
    review_rest_due: NOBODY,
    text_sent: NOBODY,
    text_failed: NOBODY,
    thanks_failed: NOBODY,
    praised: NOBODY,
    complained: NOBODY,
    said_left: NOBODY,
    other_words: NOBODY,
    heard: NOBODY,
    link_followed: NOBODY,
    offers_ended: NOBODY,
    taken_over: NOBODY,
  },
  planned: {
    job_completed: 'ignored: asked_once',
    job_withdrawn: 'closed withdrawn',
    review_due: 'asked | marketing review_request',
    review_rest_due: NOT_YET,
    text_sent: 'asked',
    text_failed: NOT_YET,
    thanks_failed: NOT_YET,
    praised: NOT_YET,
    complained: NOT_YET,
    said_left: NOT_YET,
    other_words: NOT_YET,
    heard: NOT_YET,
    link_followed: NOT_YET,
    offers_ended: 'closed opted_out',
    taken_over: 'ignored: looked_at_when_due',
  },
  ordered: {
    job_completed: 'ignored: asked_once',
    job_withdrawn: 'closed withdrawn | cancel_offers',
    review_due: 'ignored: asked_already',
    review_rest_due: 'closed ignored',
    text_sent: 'asked',
    text_failed: 'closed not_asked',
    thanks_failed: 'ignored: another_text',
    praised: 'ignored: not_texted_yet',
    complained: 'ignored: not_texted_yet',
    said_left: 'ignored: not_texted_yet',
    other_words: 'ignored: not_texted_yet',
    heard: 'ignored: not_texted_yet',
    link_followed: 'closed left',
    offers_ended: 'closed opted_out | cancel_offers',
    taken_over: 'planned | cancel_offers',
  },
  asked: {
    job_completed: 'ignored: asked_once',
    job_withdrawn: 'ignored: texted_already',
    review_due: 'ignored: asked_already',
    review_rest_due: 'closed ignored',
    text_sent: 'asked',
    text_failed: 'closed not_asked',
    thanks_failed: 'ignored: another_text',
    praised: 'asked | response review_thanks',
    complained: 'asked | response complaint_received, tell customer_complained',
    said_left: 'closed left | response review_thanks',
    other_words: 'ignored: not_about_the_visit',
    heard: 'asked',
    link_followed: 'closed left',
    offers_ended: 'closed opted_out | cancel_offers',
    taken_over: 'ignored: texted_already',
  },
  closed: {
    job_completed: OVER,
    job_withdrawn: OVER,
    review_due: OVER,
    review_rest_due: OVER,
    text_sent: OVER,
    text_failed: OVER,
    thanks_failed: OVER,
    praised: OVER,
    complained: OVER,
    said_left: OVER,
    other_words: OVER,
    heard: OVER,
    link_followed: OVER,
    offers_ended: OVER,
    taken_over: OVER,
  },
}

const PAIRS = Object.entries(TABLE).flatMap(([state, row]) =>
  Object.entries(row).map(([input, outcome]) => [state, input, outcome] as const),
)

describe('a request for a review', () => {
  test.each(PAIRS)('%s, told %s: %s', (state, input, outcome) => {
    const given = freezeDeeply(STATES[state as keyof typeof STATES])
    const decision = decideReview(given, INPUTS[input as keyof typeof INPUTS], freezeDeeply(facts()), NOW)
    expect(describeDecision(decision)).toBe(outcome)
  })

  test.each([
    [{ isOn: false }, 'ignored: reviews_off'],
    [{ unreachable: 'no_phone' }, 'closed not_asked'],
    [{ lastAskedAt: NOW - 179 * DAY_MS }, 'closed not_asked'],
    [{ lastAskedAt: NOW - 180 * DAY_MS }, 'planned'],
    // A person has the conversation now; whether they still do is looked at when it is due.
    [{ isSilent: true }, 'planned'],
  ])('is begun with %j: %s', (change, outcome) => {
    expect(describeDecision(decideReview(null, INPUTS.job_completed, facts(change), NOW))).toBe(outcome)
  })

  test.each([
    [{ isOn: false }, 'closed not_asked'],
    [{ unreachable: 'suppressed' }, 'closed not_asked'],
    [{ isSilent: true }, 'planned'],
  ])('is due with %j: %s', (change, outcome) => {
    expect(describeDecision(decideReview(STATES.planned, INPUTS.review_due, facts(change), NOW))).toBe(outcome)
  })

  test('waits no longer than a month for a person to be done', () => {
    const later = NOW + 31 * DAY_MS
    const decision = decideReview(STATES.planned, INPUTS.review_due, facts({ isSilent: true }), later)
    expect(describeDecision(decision)).toBe('closed not_asked')
  })

  test('is about a visit of the last month, and due hours after it', () => {
    const job = (completedAt: number): ReviewInput => ({ type: 'job_completed', jobId: 'job_1', completedAt })
    const old = decideReview(null, job(NOW - 31 * DAY_MS), facts(), NOW)
    expect(describeDecision(old)).toBe('closed not_asked')
    const planned = decideReview(null, job(NOW - HOUR_MS), facts(), NOW)
    expect(planned).toMatchObject({ timers: { review_due: NOW + 2 * HOUR_MS } })
    expect(decideReview(null, job(NOW - DAY_MS), facts(), NOW)).toMatchObject({ timers: { review_due: NOW } })
  })

  test('falls silent while a person has the conversation, and thanks for the same words once', () => {
    expect(describeDecision(decideReview(asked, INPUTS.praised, facts({ isSilent: true }), NOW))).toBe(
      'ignored: somebody_has_it',
    )
    const thanked = { ...asked, answered: 'praise' } as const
    expect(describeDecision(decideReview(thanked, INPUTS.praised, facts(), NOW))).toBe('ignored: not_about_the_visit')
  })

  test('orders the same text for everybody: nothing about them is in it', () => {
    const everybody = [{}, { lastAskedAt: 0 }, { askAfterMs: 0 }].map((change) =>
      decideReview(STATES.planned, INPUTS.review_due, facts(change), NOW),
    )
    const effects = everybody.map((decision) => (decision.kind === 'moved' ? decision.effects : []))
    expect(effects[0]).toHaveLength(1)
    expect(effects).toEqual([effects[0], effects[0], effects[0]])
  })
})
