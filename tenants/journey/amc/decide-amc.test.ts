import { describe, expect, test } from 'vitest'
import { freezeDeeply } from '../../../tests/support/missed-call.ts'
import { describeDecision } from '../../../tests/support/offers.ts'
import { DAY_MS } from '../../base/clock.ts'
import type { PlanTerms } from '../offer-types.ts'
import { decideAmc } from './decide-amc.ts'
import type { AmcFacts, AmcInput, AmcState, PlanAnswer } from './states.ts'

const NOW = Date.UTC(2026, 10, 24, 21)

const PLAN: PlanTerms = {
  ...{ planId: 'comfort', name: 'Comfort', priceMinor: 18_900, termMonths: 12 },
  ...{ holds: '2 visits a year', renewsByItself: true },
}

const facts = (change: Partial<AmcFacts> = {}): AmcFacts => ({
  ...{ isOn: true, offerAfterMs: 7 * DAY_MS, firstPlan: PLAN, planNow: PLAN, lastOfferedAt: null, hasEnded: false },
  ...{ unreachable: null, isSilent: false, hasTerms: true, zone: 'America/Chicago' },
  ...change,
})

const offered: Extract<AmcState, { status: 'offered' }> = {
  kind: 'amc',
  status: 'offered',
  plan: PLAN,
  reason: 'job',
  plannedAt: NOW,
  textedAt: NOW,
}
const active: Extract<AmcState, { status: 'active' }> = {
  kind: 'amc',
  status: 'active',
  contractId: 'amc_1',
  term: { plan: PLAN, startsOn: '2026-01-15', renewsOn: '2027-01-15' },
  acceptedAt: NOW,
  notice: null,
  mayRenew: true,
}
/** Thirty days before the renewal, at ten in Chicago. */
const REMINDED = Date.UTC(2026, 11, 16, 16)
/** The day of the renewal, at nine. */
const RENEWS = Date.UTC(2027, 0, 15, 15)

const STATES = {
  none: null,
  planned: { kind: 'amc', status: 'planned', plan: PLAN, reason: 'job', plannedAt: NOW },
  ordered: { ...offered, textedAt: null },
  offered,
  terms_sent: { kind: 'amc', status: 'terms_sent', plan: PLAN, askedAt: NOW },
  active,
  closed: { kind: 'amc', status: 'closed', outcome: 'declined', closedAt: NOW },
} as const satisfies Record<string, AmcState | null>

const said = (answer: PlanAnswer | null): AmcInput => ({ type: 'reply_received', answer, repliedAt: NOW })

const INPUTS = {
  job_completed: { type: 'job_completed' },
  anniversary: { type: 'anniversary' },
  offered_by_hand: { type: 'offered_by_hand', plan: PLAN },
  noted_by_hand: { type: 'noted_by_hand', term: active.term, acceptedAt: NOW - DAY_MS, how: 'paper' },
  offer_due: { type: 'offer_due' },
  offer_rest_due: { type: 'offer_rest_due' },
  remind_due: { type: 'remind_due' },
  renew_due: { type: 'renew_due' },
  text_sent: { type: 'text_sent', template: 'amc_offer' },
  text_failed: { type: 'text_failed', template: 'amc_offer', code: '30003' },
  terms_failed: { type: 'text_failed', template: 'amc_terms', code: '30003' },
  said_yes: said('yes'),
  said_no: said('no'),
  said_end: said('end'),
  said_fine: said('fine'),
  said_asks: said('asks'),
  said_other: said(null),
  offers_ended: { type: 'offers_ended' },
  opted_out: { type: 'opted_out' },
  taken_over: { type: 'taken_over' },
  ended_by_hand: { type: 'ended_by_hand' },
} as const satisfies Record<string, AmcInput>

type Row = Record<keyof typeof INPUTS, string>
const all = (outcome: string) => Object.fromEntries(Object.keys(INPUTS).map((name) => [name, outcome])) as Row

/** Each pair of status and input: what it leads to and what is ordered, or why it changes nothing. */
const TABLE: Record<keyof typeof STATES, Row> = {
  none: {
    ...all('ignored: no_plan'),
    job_completed: 'planned',
    anniversary: 'planned',
    offered_by_hand: 'planned',
    noted_by_hand: 'active',
  },
  planned: {
    ...all('ignored: not_offered_yet'),
    job_completed: 'ignored: planned_already',
    anniversary: 'ignored: planned_already',
    offered_by_hand: 'planned',
    noted_by_hand: 'active | cancel_offers',
    offer_due: 'offered | marketing amc_offer',
    text_sent: 'offered',
    offers_ended: 'closed opted_out',
    opted_out: 'closed opted_out',
    taken_over: 'ignored: looked_at_when_due',
    ended_by_hand: 'closed declined',
  },
  ordered: {
    ...all('ignored: offered_already'),
    noted_by_hand: 'active | cancel_offers',
    offer_rest_due: 'closed expired',
    remind_due: 'ignored: no_contract',
    renew_due: 'ignored: no_contract',
    text_sent: 'offered',
    text_failed: 'closed not_offered',
    terms_failed: 'closed not_offered',
    said_yes: 'ignored: not_texted_yet',
    said_no: 'ignored: not_texted_yet',
    said_end: 'ignored: not_texted_yet',
    said_fine: 'ignored: not_texted_yet',
    said_asks: 'ignored: not_texted_yet',
    said_other: 'ignored: not_texted_yet',
    offers_ended: 'closed opted_out | cancel_offers',
    opted_out: 'closed opted_out | cancel_offers',
    taken_over: 'planned | cancel_offers',
    ended_by_hand: 'closed declined | cancel_offers',
  },
  offered: {
    ...all('ignored: offered_already'),
    noted_by_hand: 'active | cancel_offers',
    offer_rest_due: 'closed expired',
    remind_due: 'ignored: no_contract',
    renew_due: 'ignored: no_contract',
    text_sent: 'offered',
    text_failed: 'closed not_offered',
    terms_failed: 'closed not_offered',
    // A yes to the offer enrols nobody: the terms have to stand before them first.
    said_yes: 'terms_sent | response amc_terms',
    said_no: 'closed declined',
    said_end: 'closed declined',
    said_fine: 'terms_sent | response amc_terms',
    // The terms say what it is, costs and binds to.
    said_asks: 'terms_sent | response amc_terms',
    said_other: 'ignored: not_about_the_plan',
    offers_ended: 'closed opted_out | cancel_offers',
    opted_out: 'closed opted_out | cancel_offers',
    taken_over: 'ignored: texted_already',
    ended_by_hand: 'closed declined | cancel_offers',
  },
  terms_sent: {
    ...all('ignored: offered_already'),
    noted_by_hand: 'active | cancel_offers',
    offer_rest_due: 'closed expired',
    remind_due: 'ignored: no_contract',
    renew_due: 'ignored: no_contract',
    text_sent: 'ignored: terms_stand',
    text_failed: 'ignored: another_text',
    terms_failed: 'closed not_offered | tell plan_terms_unsent',
    said_yes: 'active | response amc_enrolled, tell plan_agreed',
    said_no: 'closed declined',
    said_end: 'closed declined',
    said_fine: 'terms_sent | response amc_agree',
    said_asks: 'terms_sent | response amc_terms',
    said_other: 'ignored: not_about_the_plan',
    offers_ended: 'closed opted_out | cancel_offers',
    opted_out: 'closed opted_out | cancel_offers',
    taken_over: 'ignored: terms_stand',
    ended_by_hand: 'closed declined | cancel_offers',
  },
  active: {
    ...all('ignored: enrolled_already'),
    remind_due: 'active | service amc_reminder',
    renew_due: 'closed ended | cancel_offers, tell plan_ended',
    text_sent: 'ignored: another_text',
    text_failed: 'ignored: another_text',
    terms_failed: 'ignored: another_text',
    said_yes: 'active',
    said_no: 'closed cancelled | cancel_offers, response amc_cancelled, tell plan_cancelled',
    said_fine: 'active',
    said_asks: 'active | response amc_details',
    said_end: 'closed cancelled | cancel_offers, response amc_cancelled, tell plan_cancelled',
    said_other: 'ignored: not_about_the_plan',
    offers_ended: 'ignored: offers_alone',
    opted_out: 'active | tell plan_customer_opted_out',
    taken_over: 'ignored: contract_stands',
    ended_by_hand: 'closed cancelled | cancel_offers, service amc_cancelled',
  },
  closed: all('ignored: journey_closed'),
}

const PAIRS = Object.entries(TABLE).flatMap(([state, row]) =>
  Object.entries(row).map(([input, outcome]) => [state, input, outcome] as const),
)

const tell = (state: AmcState | null, input: AmcInput, change: Partial<AmcFacts> = {}, now = NOW) =>
  describeDecision(decideAmc(state, input, facts(change), now))

describe('a maintenance plan', () => {
  test.each(PAIRS)('%s, told %s: %s', (state, input, outcome) => {
    const given = freezeDeeply(STATES[state as keyof typeof STATES])
    const decision = decideAmc(given, INPUTS[input as keyof typeof INPUTS], freezeDeeply(facts()), NOW)
    expect(describeDecision(decision)).toBe(outcome)
  })

  test.each([
    ['job_completed', { isOn: false }, 'ignored: plans_off'],
    ['job_completed', { firstPlan: null }, 'ignored: plans_off'],
    ['job_completed', { unreachable: 'no_phone' }, 'closed not_offered'],
    ['job_completed', { unreachable: 'written_consent_missing' }, 'planned'],
    ['anniversary', { unreachable: 'written_consent_missing' }, 'closed not_offered'],
    ['anniversary', { lastOfferedAt: NOW - 329 * DAY_MS }, 'ignored: offered_lately'],
    ['anniversary', { lastOfferedAt: NOW - 330 * DAY_MS }, 'planned'],
    ['anniversary', { hasEnded: true }, 'ignored: ended_before'],
    ['job_completed', { hasEnded: true }, 'ignored: ended_before'],
    ['offered_by_hand', { hasEnded: true }, 'planned'],
    ['offered_by_hand', { isOn: false, lastOfferedAt: NOW - DAY_MS }, 'planned'],
    ['offered_by_hand', { unreachable: 'suppressed' }, 'closed not_offered'],
  ] as const)('is begun by %s with %j: %s', (input, change, outcome) => {
    expect(tell(null, INPUTS[input], change)).toBe(outcome)
  })

  test.each([
    [{ isOn: false }, 'closed not_offered'],
    [{ planNow: null }, 'closed not_offered'],
    [{ unreachable: 'suppressed' }, 'closed not_offered'],
    [{ unreachable: 'written_consent_missing' }, 'closed not_offered'],
    [{ isSilent: true }, 'planned'],
  ])('is due with %j: %s', (change, outcome) => {
    expect(tell(STATES.planned, INPUTS.offer_due, change)).toBe(outcome)
  })

  test('is offered as it stands in the settings when it is offered', () => {
    const dearer = { ...PLAN, priceMinor: 20_900 }
    const decision = decideAmc(STATES.planned, INPUTS.offer_due, facts({ planNow: dearer }), NOW)
    expect(decision).toMatchObject({ state: { plan: dearer }, effects: [{ plan: dearer }] })
  })

  test('is agreed to only once its terms were shown, also while a person writes', () => {
    expect(tell(STATES.terms_sent, INPUTS.said_yes, { hasTerms: false })).toBe('ignored: terms_not_shown_yet')
    expect(tell(STATES.terms_sent, INPUTS.said_yes, { isSilent: true })).toContain('active')
    expect(tell(STATES.offered, INPUTS.said_yes, { isSilent: true })).toBe('ignored: somebody_has_it')
  })

  test('begins on the day of the yes, on the calendar of the business', () => {
    // It is still the 24th in Chicago.
    const late = Date.UTC(2026, 10, 25, 3)
    const decision = decideAmc(STATES.terms_sent, INPUTS.said_yes, facts(), late)
    expect(decision).toMatchObject({
      state: { term: { startsOn: '2026-11-24', renewsOn: '2027-11-24' } },
      timers: { remind_due: Date.UTC(2027, 9, 25, 15), renew_due: Date.UTC(2027, 10, 24, 15) },
    })
  })
})

describe('a contract that stands', () => {
  const notice = { orderedAt: REMINDED, reachedAt: REMINDED + 1_000, priceMinor: 20_900 }
  const renewing = { ...active, notice }
  const DEARER = { ...PLAN, priceMinor: 20_900 }

  test('is reminded of at the price it would renew for, which then holds', () => {
    const decision = decideAmc(active, INPUTS.remind_due, facts({ planNow: DEARER }), REMINDED)
    expect(decision).toMatchObject({
      state: { notice: { reachedAt: null, priceMinor: 20_900 } },
      effects: [{ plan: { priceMinor: 20_900, oldPriceMinor: 18_900, renewsOn: '2027-01-15' } }],
    })
    // Whatever became of the settings since: what was announced is what is charged.
    const dearest = { ...PLAN, priceMinor: 99_900 }
    const renewed = decideAmc(renewing, INPUTS.renew_due, facts({ planNow: dearest }), RENEWS)
    expect(renewed).toMatchObject({
      state: { notice: null, term: { startsOn: '2027-01-15', renewsOn: '2028-01-15', plan: { priceMinor: 20_900 } } },
    })
    expect(describeDecision(renewed)).toBe('active | tell plan_renewed')
  })

  test('keeps the moment at which the reminder was taken, once', () => {
    const ordered = { ...active, notice: { ...notice, reachedAt: null } }
    const sent: AmcInput = { type: 'text_sent', template: 'amc_reminder' }
    expect(decideAmc(ordered, sent, facts(), REMINDED + 5)).toMatchObject({
      state: { notice: { reachedAt: REMINDED + 5 } },
    })
    expect(decideAmc(renewing, sent, facts(), REMINDED + DAY_MS)).toMatchObject({ state: { notice } })
  })

  const ENDED = 'closed ended | cancel_offers, tell plan_ended'
  const DAY = (count: number) => RENEWS - count * DAY_MS
  test.each([
    ['was never sent', { ...active, notice: null }, ENDED],
    ['was ordered and never taken', { ...active, notice: { ...notice, reachedAt: null } }, ENDED],
    ['came 14 days before', { ...active, notice: { ...notice, reachedAt: DAY(14) } }, ENDED],
    ['came 15 days before', { ...active, notice: { ...notice, reachedAt: DAY(15) } }, 'active | tell plan_renewed'],
    ['came 45 days before', { ...active, notice: { ...notice, reachedAt: DAY(45) } }, 'active | tell plan_renewed'],
    ['came 46 days before', { ...active, notice: { ...notice, reachedAt: DAY(46) } }, ENDED],
    ['came, and then an opt-out', { ...renewing, mayRenew: false }, ENDED],
  ])('does not renew unless a reminder reached its customer in time: one that %s', (_, state, outcome) => {
    expect(tell(state, INPUTS.renew_due, {}, RENEWS)).toBe(outcome)
  })

  test('that does not renew by itself ends, reminded or not', () => {
    const once = { ...renewing, term: { ...active.term, plan: { ...PLAN, renewsByItself: false } } }
    expect(tell(once, INPUTS.renew_due, {}, RENEWS)).toBe(ENDED)
    expect(decideAmc(once, INPUTS.renew_due, facts(), RENEWS)).toMatchObject({ events: [{ wasReminded: true }, {}] })
  })

  test('whose reminder fails, or comes too late to be one, will not renew, and the technician knows', () => {
    const failed: AmcInput = { type: 'text_failed', template: 'amc_reminder', code: '30005' }
    expect(tell(renewing, failed)).toBe('active | tell plan_reminder_failed')
    expect(decideAmc(renewing, failed, facts(), NOW)).toMatchObject({ state: { mayRenew: false, notice: null } })
    expect(tell(active, INPUTS.remind_due, {}, DAY(10))).toBe('active | tell plan_reminder_failed')
    expect(tell({ ...active, mayRenew: false }, INPUTS.remind_due, {}, REMINDED)).toBe(
      'active | tell plan_reminder_failed',
    )
  })

  test('whose confirmation fails is told of, and stands', () => {
    const failed: AmcInput = { type: 'text_failed', template: 'amc_enrolled', code: '30005' }
    expect(tell(active, failed)).toBe('active | tell plan_terms_unsent')
  })

  test('ends with one message, whoever has the conversation', () => {
    expect(tell(active, INPUTS.said_end, { isSilent: true })).toContain('closed cancelled')
  })
})
