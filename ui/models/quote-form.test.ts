import { describe, expect, test } from 'vitest'
import type { QuoteView } from '../../tenants/contract/quotes.ts'
import { quoteFields, readApproval, readNewQuote, type QuoteFields } from './quote-form.ts'

const CUSTOMER = `cus_${'a'.repeat(24)}`
const quote = (change: Partial<QuoteView>) =>
  ({ description: null, fromMinor: null, toMinor: null, ...change }) as QuoteView
const fields = (change: Partial<QuoteFields>): QuoteFields => ({ work: '', from: '', to: '', ...change })

describe('the price of one job', () => {
  test.each([
    [
      { from: '420', to: '615.50' },
      { fromMinor: 42_000, toMinor: 61_550 },
    ],
    [{ from: '$1,299' }, { fromMinor: 129_900, toMinor: 129_900 }],
  ])('is read from %j', (given, range) => {
    const read = readApproval(fields({ ...given, work: ' new pipes ' }), 'USD')
    expect(read).toEqual({ ok: true, value: { move: 'approve', range, description: 'new pipes' } })
  })

  test.each([
    [{}, { from: 'amount' }],
    [{ from: 'a lot' }, { from: 'amount' }],
    [{ from: '420', to: 'more' }, { to: 'amount' }],
    [{ from: '615', to: '420' }, { to: 'below_from' }],
    [{ from: '0' }, { from: 'too_small' }],
    [{ from: '420', work: 'x'.repeat(121) }, { work: 'too_long' }],
  ])('is not read from %j', (given, codes) => {
    const read = readApproval(fields(given), 'USD')
    const faults = read.ok ? {} : read.faults
    expect(Object.fromEntries(Object.entries(faults).map(([field, { code }]) => [field, code]))).toEqual(codes)
  })

  test('may be left open where a quote is begun, and then the customer is asked', () => {
    expect(readNewQuote(CUSTOMER, fields({ work: 'a gate' }), 'USD')).toEqual({
      ok: true,
      value: { customerId: CUSTOMER, description: 'a gate', range: null },
    })
    expect(readNewQuote(CUSTOMER, fields({ from: '80' }), 'USD')).toMatchObject({
      value: { description: null, range: { fromMinor: 8_000, toMinor: 8_000 } },
    })
    expect(readNewQuote(CUSTOMER, fields({ to: '80' }), 'USD').ok).toBe(false)
  })

  test('begins with what is known, in words that can stand in a text', () => {
    expect(quoteFields(null, 'USD')).toEqual(fields({}))
    expect(quoteFields(quote({ description: 'a gate\nand a fence', fromMinor: 100, toMinor: 100 }), 'USD')).toEqual(
      fields({ work: 'a gate and a fence', from: '1' }),
    )
    expect(quoteFields(quote({ description: 'x'.repeat(121), fromMinor: 100, toMinor: 250 }), 'USD')).toEqual(
      fields({ from: '1', to: '2.50' }),
    )
  })
})
