import { describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { PriceBookEntry } from '../../tenants/contract.ts'
import { Carrier, ServicesStep, Trade } from '../../tenants/contract/join.ts'
import { forwardingFor } from './forwarding.ts'
import { starterPriceBook } from './starter.ts'

const OURS = '+17375550160'
const codesOf = (carrier: Carrier) =>
  Object.fromEntries(forwardingFor(carrier, OURS, 'en').codes.map(({ condition, code }) => [condition, code]))

describe('forwarding codes', () => {
  test('name our number in ten digits where the carrier wants it so', () => {
    expect(codesOf('verizon')).toEqual({ all_missed: '*717375550160', off: '*73' })
    expect(codesOf('att')).toMatchObject({ all_missed: '*004*7375550160#', no_answer: '*61*7375550160#' })
    expect(codesOf('landline')).toMatchObject({ busy: '*907375550160', no_answer: '*927375550160' })
  })

  test('name it with the leading one where the carrier wants that, one condition at a time', () => {
    expect(codesOf('tmobile')).toEqual({
      no_answer: '**61*17375550160#',
      busy: '**67*17375550160#',
      unreachable: '**62*17375550160#',
      off: '##004#',
    })
  })

  test('are none for a line that is set up in a portal, which the hint says', () => {
    const voip = forwardingFor('voip', OURS, 'en')
    expect(voip.codes).toEqual([])
    expect(voip.hints.join(' ')).toContain('(737) 555-0160')
  })

  test.each(Carrier.options)('of %s are complete, and those unconfirmed say so', (carrier) => {
    for (const language of ['en', 'es'] as const) {
      const { codes, hints, isConfirmed } = forwardingFor(carrier, OURS, language)
      expect(codes.filter(({ code }) => !/^[*#\d]+$/.test(code))).toEqual([])
      expect(hints.length).toBeGreaterThan(0)
      expect(hints.join(' ')).not.toMatch(/[{}]/)
      const saysSo = hints.some((hint) => /not confirmed|no están confirmados|disagree|no coinciden/.test(hint))
      expect(saysSo).toBe(!isConfirmed)
    }
  })
})

describe('a starter price book', () => {
  test.each(Trade.options)('of %s can be kept as it is', (trade) => {
    const priceBook = starterPriceBook(trade)
    expect(v.safeParse(ServicesStep, { priceBook }).success).toBe(true)
    expect(new Set(priceBook.map(({ service }) => service)).size).toBe(priceBook.length)
    for (const entry of priceBook) {
      expect(v.safeParse(PriceBookEntry, entry).success).toBe(true)
      expect(entry.from).toBeLessThan(entry.to)
      expect(entry.keywords.length).toBeGreaterThan(1)
    }
    // Customers write in both languages.
    expect(
      priceBook.flatMap(({ keywords }) => keywords).filter((word) => /[áéíóúñü]/.test(word)).length,
    ).toBeGreaterThan(2)
  })
})
