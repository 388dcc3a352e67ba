import { describe, expect, test } from 'vitest'
import type { AfterJob } from '../../tenants/contract/after-job.ts'
import { NOTHING_AFTER } from '../../tenants/contract/usual.ts'
import { afterChoices, afterFields, afterRules, freshPlan, isLink, readPlan, type AfterFields } from './after-form.ts'
import { openForm } from './form.ts'
import { licenseFields, licenseValue, readLicense } from './license-form.ts'

const WHOLE: AfterJob = {
  review: { isOn: true, url: 'https://g.page/r/abc', afterHours: 3, everyMonths: 6, offersFeedback: false },
  amc: {
    isOn: true,
    afterDays: 9,
    plans: [
      {
        ...{ id: 'comfort', name: 'Comfort', holds: '2 visits a year' },
        ...{ priceMinor: 18_950, termMonths: 12, renewsByItself: true },
      },
    ],
  },
  reengage: { isOn: false, months: 18, perDay: 3 },
  version: 4,
}

const open = (change: Partial<AfterFields> = {}, from: AfterJob = NOTHING_AFTER) =>
  openForm({ ...afterFields(from, 'USD'), ...change }, afterRules('USD'))

describe('the form of what comes after a job', () => {
  test('says what the server has, and sends back just that', () => {
    const { version: _version, ...value } = WHOLE
    expect(open({}, WHOLE).check()).toEqual(value)
    expect(open().check()).toMatchObject({ review: { isOn: false, url: null }, amc: { plans: [] } })
  })

  test.each([
    ['g.page/r/abc', 'https://g.page/r/abc'],
    [' https://example.com/x ', 'https://example.com/x'],
    ['', null],
  ])('reads the link %j as %j', (url, read) => {
    expect(open({ url }).check()?.review.url).toBe(read)
  })

  test.each([
    ['http://example.com', false],
    ['not a link', false],
    ['example.com/r', true],
  ])('takes %j for a link: %s', (url, is) => {
    expect(isLink(url)).toBe(is)
    expect(open({ url }).check() !== null).toBe(is)
  })

  test('asks for a page to review on, and for a plan to offer, only where they are switched on', () => {
    const form = open({ asks: true, offers: true })
    expect(form.check()).toBeNull()
    expect(form.faultAt('review.url')).toEqual({ code: 'required' })
    expect(form.faultAt('amc.plans')).toEqual({ code: 'required' })
  })

  test.each([
    [{ name: '' }, 'name', 'required'],
    [{ name: '20% off' }, 'name', 'plain_name'],
    [{ holds: '' }, 'holds', 'required'],
    [{ price: '' }, 'priceMinor', 'amount'],
    [{ price: '0' }, 'priceMinor', 'too_small'],
  ] as const)('finds fault with a plan of %j', (change, field, code) => {
    const [plan] = afterFields(WHOLE, 'USD').plans
    if (plan === undefined) throw new Error('There is a plan.')
    const form = open({ plans: [{ ...plan, ...change }] })
    expect(form.check()).toBeNull()
    expect(form.faultAt(`amc.plans.0.${field}`)?.code).toBe(code)
    expect(readPlan({ ...plan, ...change }, 'USD')).toBeNull()
  })

  test('gives a new plan an id of its own, which the server takes', () => {
    const fresh = freshPlan(Date.UTC(2026, 10, 26))
    expect(freshPlan(Date.UTC(2026, 10, 26) + 1).id).not.toBe(fresh.id)
    expect(readPlan({ ...fresh, name: 'Comfort', holds: '2 visits', price: '189' }, 'USD')).toMatchObject({
      id: fresh.id,
      priceMinor: 18_900,
    })
  })

  test('offers what stands there already among what is usual', () => {
    expect(afterChoices('afterDays', '9')).toContain(9)
    expect(afterChoices('termMonths', '12')).toEqual([1, 3, 6, 12, 24])
  })
})

describe('a license', () => {
  const business = 'Larkspur Plumbing'

  test('is none without a word, and in the name of the business unless another is given', () => {
    expect(licenseValue({ number: ' ', state: '', name: '' }, business)).toBeNull()
    expect(licenseValue({ number: '1012345', state: 'ca', name: '' }, business)).toEqual({
      number: '1012345',
      state: 'CA',
      name: business,
    })
  })

  test.each([
    [{ number: '1012345', state: 'CA', name: '' }, true],
    [{ number: '', state: 'CA', name: '' }, false],
    [{ number: '1012345', state: 'C', name: '' }, false],
    [{ number: '#!', state: 'CA', name: '' }, false],
  ])('%j can be shown: %s', (fields, is) => {
    expect(readLicense(fields, business) !== null).toBe(is)
  })

  test('says nothing twice', () => {
    const license = { number: '1012345', state: 'CA', name: business }
    const view = { license, businessName: business } as Parameters<typeof licenseFields>[0]
    expect(licenseFields(view)).toEqual({ number: '1012345', state: 'CA', name: '' })
  })
})
