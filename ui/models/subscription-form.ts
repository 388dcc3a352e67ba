import { SubscriptionChange, type SubscriptionView } from '../../tenants/contract/subscriptions.ts'
import { parseAmount, writeAmount } from './amount-field.ts'
import type { Faults } from './field-faults.ts'
import { NO_FAULTS } from './field-faults.ts'

/** A change of what a business pays, as it is typed. Days are calendar days (UTC), as the fleet's months are. */
export type SubscriptionFields = Pick<SubscriptionView, 'plan' | 'status' | 'currency' | 'interval'> & {
  amount: string
  effectiveOn: string
  trialEndsOn: string
}

const CURRENCIES = ['USD', 'CAD', 'INR', 'EUR', 'GBP', 'AUD']

/** The usual ones, and the one that is paid in. */
export function currenciesFor(present: string): string[] {
  return [...new Set([...CURRENCIES, present])]
}

export const dayAt = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** Begins with what stands, from today. */
export function fieldsOf(present: SubscriptionView | null, now: number): SubscriptionFields {
  const effectiveOn = dayAt(now)
  if (present === null) {
    const paid = { status: 'active', currency: 'USD', interval: 'month' } as const
    return { plan: '', amount: '', ...paid, effectiveOn, trialEndsOn: '' }
  }
  const { plan, status, currency, interval, amountMinor, trialEndsAt } = present
  const trialEndsOn = trialEndsAt === null ? '' : dayAt(trialEndsAt)
  return { plan, status, currency, interval, amount: writeAmount(amountMinor, currency), effectiveOn, trialEndsOn }
}

/** What is typed as the API wants it; today counts from now, as what leaves the day out. */
export const subscriptionRules = (now: number) => ({
  schema: SubscriptionChange,
  toValue: ({ plan, status, currency, interval, amount, effectiveOn, trialEndsOn }: SubscriptionFields) => ({
    ...{ plan: plan.trim(), status, currency, interval },
    amountMinor: parseAmount(amount, currency) ?? Number.NaN,
    ...(effectiveOn === dayAt(now) ? {} : { effectiveOn }),
    ...(status === 'trialing' && trialEndsOn !== '' ? { trialEndsAt: Date.parse(`${trialEndsOn}T00:00:00Z`) } : {}),
  }),
  alsoWrong: ({ effectiveOn }: SubscriptionFields): Faults =>
    effectiveOn > dayAt(now) ? { effectiveOn: { code: 'future_day' } } : NO_FAULTS,
})
