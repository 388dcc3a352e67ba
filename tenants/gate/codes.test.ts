import { describe, expect, test } from 'vitest'
import { describeDeliveryCode } from '../base/delivery-codes.ts'
import { describeGateCode, GATE_CODES } from './codes.ts'

describe('every code', () => {
  test.each(GATE_CODES)('%s is told in a sentence of its own', (code) => {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/)
    expect(describeGateCode(code)).toMatch(/^[A-Z].{20,160}\.$/)
    expect(GATE_CODES.filter((other) => describeGateCode(other) === describeGateCode(code))).toEqual([code])
  })

  test.each(GATE_CODES)('%s is told on the timeline in both languages', (code) => {
    const [english, spanish] = [describeDeliveryCode(code, 'en'), describeDeliveryCode(code, 'es')]
    for (const words of [english, spanish]) expect(words).toMatch(/^\p{L}[^.]{5,60}$/u)
    expect(english).not.toBe(spanish)
  })
})
