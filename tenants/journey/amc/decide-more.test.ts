import { describe, expect, test } from 'vitest'
import { describeDecision } from '../../../tests/support/offers.ts'
import { DAY_MS } from '../../base/clock.ts'
import type { PlanTerms } from '../offer-types.ts'
import { decideAmc } from './decide-amc.ts'
import type { AmcFacts, AmcInput, AmcState, PlanAnswer } from './states.ts'

/** A plan that ends by itself, whose customer is asked whether they want another term of it. */

const PLAN: PlanTerms = {
  ...{ planId: 'once', name: 'Comfort', priceMinor: 18_900, termMonths: 12 },
  ...{ holds: '2 visits a year', renewsByItself: false },
}
const DEARER = { ...PLAN, priceMinor: 20_900 }
const REMINDED = Date.UTC(2026, 11, 16, 16)
const RENEWS = Date.UTC(2027, 0, 15, 15)
const NOW = REMINDED + DAY_MS

const FACTS: AmcFacts = {
  ...{ isOn: true, offerAfterMs: DAY_MS, firstPlan: PLAN, planNow: DEARER, lastOfferedAt: null, hasEnded: false },
  ...{ unreachable: null, isSilent: false, hasTerms: true, zone: 'America/Chicago' },
}

type Active = Extract<AmcState, { status: 'active' }>
const active: Active = {
  ...{ kind: 'amc', status: 'active', contractId: 'amc_1', acceptedAt: REMINDED - 300 * DAY_MS, mayRenew: true },
  ...{ term: { plan: PLAN, startsOn: '2026-01-15', renewsOn: '2027-01-15' }, notice: null },
}
const asked: Active = { ...active, notice: { orderedAt: REMINDED, reachedAt: REMINDED + 1, priceMinor: 20_900 } }
const leaving: Active = { ...active, notice: { orderedAt: REMINDED, reachedAt: null, priceMinor: 20_900 } }
const agreed: Active = { ...asked, more: { agreedAt: NOW, priceMinor: 20_900 } }

const said = (answer: PlanAnswer | null): AmcInput => ({ type: 'reply_received', answer, repliedAt: NOW })
const tell = (state: AmcState, input: AmcInput, now = NOW) => describeDecision(decideAmc(state, input, FACTS, now))

const MORE = 'active | response amc_more'
const OVER = 'closed cancelled | cancel_offers, response amc_cancelled, tell plan_cancelled'

describe('the question whether they want another term', () => {
  test.each([
    ['yes', 'active | response amc_extended, tell plan_more_agreed'],
    ['fine', MORE],
    ['asks', MORE],
    ['asks_by_name', MORE],
    ['no', OVER],
    ['end', OVER],
    [null, 'active | tell plan_word'],
  ] as const)('is answered with %s: %s', (answer, outcome) => {
    expect(tell(asked, said(answer))).toBe(outcome)
  })

  test.each([
    ['has not left yet', leaving, 'yes', MORE],
    ['was never asked', active, 'yes', 'active'],
    ['was never asked', active, 'fine', 'active'],
    ['was never asked', active, 'asks', 'active | response amc_details'],
    ['was answered already', agreed, 'yes', 'active'],
    ['was answered already', agreed, 'fine', 'active'],
    ['was answered already', agreed, 'no', OVER],
  ] as const)('that %s: %s', (_, state, answer, outcome) => {
    expect(tell(state, said(answer))).toBe(outcome)
  })

  test('names the price and the end in both of its texts, and the yes is to these', () => {
    const reminder = decideAmc(active, { type: 'remind_due' }, FACTS, REMINDED)
    const words = { priceMinor: 20_900, oldPriceMinor: 18_900, renewsOn: '2027-01-15', renewsByItself: false }
    expect(reminder).toMatchObject({ effects: [{ template: 'amc_reminder', plan: words }] })
    expect(decideAmc(asked, said('fine'), FACTS, NOW)).toMatchObject({ effects: [{ plan: words }] })
    expect(decideAmc(asked, said('yes'), FACTS, NOW)).toMatchObject({
      state: { more: { agreedAt: NOW, priceMinor: 20_900 } },
      effects: [{ plan: { priceMinor: 20_900, renewsOn: '2028-01-15' } }, { detail: 'Comfort' }],
      events: [{ type: 'plan_more_agreed', until: '2028-01-15' }],
    })
  })

  test('may be asked until the last day, other than a notice of a renewal', () => {
    expect(tell(active, { type: 'remind_due' }, RENEWS - 3 * DAY_MS)).toBe('active | service amc_reminder')
    expect(tell(active, { type: 'remind_due' }, RENEWS)).toBe('active | tell plan_reminder_failed')
  })
})

describe('another term that was agreed to', () => {
  test('begins when the first is over, ends by itself, and is asked about again', () => {
    // Whatever became of the settings, and of the texts, since: they said yes to this price.
    for (const state of [agreed, { ...agreed, mayRenew: false }]) {
      const renewed = decideAmc(state, { type: 'renew_due' }, { ...FACTS, planNow: null }, RENEWS)
      expect(describeDecision(renewed)).toBe('active | tell plan_renewed')
      expect(renewed).toMatchObject({
        state: { notice: null, term: { plan: DEARER, startsOn: '2027-01-15', renewsOn: '2028-01-15' } },
        timers: { remind_due: Date.UTC(2027, 11, 16, 16), renew_due: Date.UTC(2028, 0, 15, 15) },
      })
      expect(renewed.kind === 'moved' && 'more' in renewed.state).toBe(false)
    }
  })

  test('does not begin where nobody said yes', () => {
    expect(tell(asked, { type: 'renew_due' }, RENEWS)).toBe('closed ended | cancel_offers, tell plan_ended')
  })

  test('whose confirmation fails is told of, and stands', () => {
    const failed: AmcInput = { type: 'text_failed', template: 'amc_extended', code: '30005' }
    expect(tell(agreed, failed)).toBe('active | tell plan_terms_unsent')
  })
})
