import { describe, expect, test } from 'vitest'
import { openForm } from './form.ts'
import { EMPTY_PAPER, paperRules, takePlan, type PaperFields } from './paper-plan-form.ts'

const WHOLE: PaperFields = {
  ...EMPTY_PAPER,
  ...{ phone: '(512) 555-0147', name: ' Pat Rivers ', plan: 'Winter check', holds: '2 visits a year', price: '$240' },
  ...{ startsOn: '2026-02-01', endsOn: '2027-02-01', agreedOn: '2026-01-30', kept: 'folder 12' },
  wording: 'Two visits a year for $240.',
}

const check = (change: Partial<PaperFields>, customerId: string | null = null) => {
  const form = openForm({ ...WHOLE, ...change }, paperRules(customerId, 'USD'))
  const value = form.check()
  return { value, form }
}

describe('a plan that was agreed to elsewhere, in its fields', () => {
  test('is read as it is sent, for a phone or for a customer', () => {
    expect(check({}).value).toEqual({
      ...{ phone: '+15125550147', name: 'Pat Rivers', plan: 'Winter check', holds: '2 visits a year' },
      ...{ priceMinor: 24_000, termMonths: 12, renewsByItself: false, startsOn: '2026-02-01', endsOn: '2027-02-01' },
      ...{ how: 'paper', agreedOn: '2026-01-30', wording: 'Two visits a year for $240.', kept: 'folder 12' },
      ...{ agreedToRenewal: false, mayBeTexted: false },
    })
    const customerId = 'cus_000000000000000000000001'
    const { value } = check({ phone: '', name: '' }, customerId)
    expect(value).toMatchObject({ customerId })
    expect(value).not.toHaveProperty('phone')
  })

  test('takes over a plan of the settings, and what was ticked for a renewal only where it renews', () => {
    const plan = { id: 'comfort', name: 'Comfort', priceMinor: 18_950, termMonths: 6, holds: 'One visit' }
    const taken = takePlan({ ...plan, renewsByItself: true }, 'USD')
    expect(taken).toEqual({
      ...{ planId: 'comfort', plan: 'Comfort', holds: 'One visit', price: '189.50', termMonths: '6' },
      renewsByItself: true,
    })
    expect(check({ ...taken, agreedToRenewal: true }).value).toMatchObject({ agreedToRenewal: true })
    expect(check({ agreedToRenewal: true }).value).toMatchObject({ agreedToRenewal: false })
  })

  test.each([
    ['phone', { phone: '12' }],
    ['plan', { plan: '' }],
    ['holds', { holds: '' }],
    ['priceMinor', { price: 'free' }],
    ['startsOn', { startsOn: '' }],
    ['endsOn', { endsOn: '2026-02-01' }],
    ['agreedOn', { agreedOn: '2027-02-01' }],
    ['wording', { wording: 'yes' }],
    ['kept', { kept: '' }],
    ['agreedToRenewal', { renewsByItself: true }],
    ['agreedToRenewal', { renewsByItself: true, agreedToRenewal: true, how: 'spoken' as const }],
  ])('is at fault at %s with %j', (path, change) => {
    const { value, form } = check(change)
    expect(value).toBeNull()
    expect(form.faultAt(path)).not.toBeNull()
  })
})
