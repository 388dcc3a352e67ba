import { describe, expect, test } from 'vitest'
import { candidatesOf, emptyRow, findRepeated, rowsOf } from './price-rows.ts'

const DRAIN = { service: 'Drain cleaning', from: 14_950, to: 29_900, unit: 'job', keywords: ['clog', 'slow drain'] }
const VISIT = { service: 'Service call', from: 8_900, to: 8_900, unit: 'visit', keywords: [] }

describe('the lines of a price book in their fields', () => {
  test('come back as they went in', () => {
    expect(candidatesOf(rowsOf([DRAIN, VISIT], 'USD'), 'USD')).toEqual([DRAIN, VISIT])
  })

  test('show a fixed price once', () => {
    expect(rowsOf([VISIT], 'USD')[0]).toMatchObject({ from: '89', to: '' })
  })

  test('an amount that cannot be read is left to the schema', () => {
    const [line] = candidatesOf([{ ...emptyRow('new-1'), service: 'Drain', from: 'cheap', to: '90' }], 'USD')
    expect(line).toEqual({ service: 'Drain', from: Number.NaN, to: 9_000, unit: 'job', keywords: [] })
  })

  test('words to know a service by are taken apart, each once', () => {
    const [line] = candidatesOf([{ ...emptyRow('new-1'), keywords: 'clog, slow drain;; clog ,' }], 'USD')
    expect(line?.keywords).toEqual(['clog', 'slow drain'])
  })

  test('the second of two equal names is found', () => {
    const named = (service: string) => ({ ...emptyRow(service), service })
    expect(findRepeated([named('Drain'), named(''), named(' drain '), named('')])).toBe(2)
    expect(findRepeated([named('Drain'), named('')])).toBeNull()
  })
})
