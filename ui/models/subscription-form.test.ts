import { describe, expect, test } from 'vitest'
import type { SubscriptionView } from '../../tenants/contract/subscriptions.ts'
import { openForm } from './form.ts'
import { currenciesFor, fieldsOf, subscriptionRules, type SubscriptionFields } from './subscription-form.ts'

const NOW = Date.parse('2026-11-27T23:30:00Z')
const PRESENT: SubscriptionView = {
  ...({ plan: 'crew', status: 'active', amountMinor: 9_950, currency: 'USD', interval: 'month' } as const),
  ...({
    source: 'manual',
    trialEndsAt: null,
    startedAt: 0,
    cancelledAt: null,
    updatedAt: 0,
    monthlyMinor: 9_950,
  } as const),
}

function fill(change: Partial<SubscriptionFields>, present: SubscriptionView | null = PRESENT) {
  const form = openForm(fieldsOf(present, NOW), subscriptionRules(NOW))
  form.set(change)
  return { value: form.check(), fault: (path: string) => form.faultAt(path) }
}

describe('a change of what a business pays', () => {
  test('begins with what stands, and counts from now where it counts from today', () => {
    expect(fill({}).value).toEqual({
      ...{ plan: 'crew', status: 'active', amountMinor: 9_950, currency: 'USD', interval: 'month' },
    })
    expect(fill({ effectiveOn: '2026-11-01', amount: '$1,200' }).value).toMatchObject({
      ...{ effectiveOn: '2026-11-01', amountMinor: 120_000 },
    })
  })

  test('says until when a trial goes, and of nothing else', () => {
    const trial = { status: 'trialing', trialEndsOn: '2026-12-11' } as const
    expect(fill(trial).value).toMatchObject({ trialEndsAt: Date.parse('2026-12-11') })
    expect(fill({ ...trial, status: 'active' }).value).not.toHaveProperty('trialEndsAt')
  })

  test.each([
    ['plan', 'plan_code', { plan: 'The crew plan' }],
    ['plan', 'required', { plan: ' ' }],
    ['amountMinor', 'amount', { amount: 'a lot' }],
    ['amountMinor', 'amount', { amount: '' }],
    ['effectiveOn', 'day', { effectiveOn: '' }],
    ['effectiveOn', 'future_day', { effectiveOn: '2026-11-28' }],
    ['trialEndsAt', 'required', { status: 'trialing' }],
  ] as const)('shows at %s what is wrong there: %s (case %#)', (path, code, change) => {
    const { value, fault } = fill(change)
    expect(value).toBeNull()
    expect(fault(path)).toMatchObject({ code })
  })

  test('starts empty where nothing was written down yet, and offers the currency that is paid in', () => {
    const { value, fault } = fill({}, null)
    expect(value).toBeNull()
    expect([fault('plan'), fault('amountMinor'), fault('effectiveOn')]).toMatchObject([
      { code: 'required' },
      { code: 'amount' },
      null,
    ])
    expect(currenciesFor('USD').filter((each) => each === 'USD')).toHaveLength(1)
    expect(currenciesFor('NZD')).toContain('NZD')
  })
})
