import { describe, expect, test } from 'vitest'
import { findBareAmounts } from './amounts.ts'
import { lintText, type LintContext } from './lint.ts'

const WRITTEN: LintContext = {
  channel: 'sms',
  audience: 'customer',
  class: 'response',
  first: false,
  byHuman: false,
  disclosureDue: false,
  exemption: null,
  priceBarredFromFirst: false,
  businessName: 'Lone Star Plumbing',
  postalAddress: '',
  allowedAmountsMinor: [15_000, 25_000],
  allowedHosts: [],
  serviceNames: [],
  byModel: true,
}

function codes(text: string, context = WRITTEN): string[] {
  return lintText(text, context).map(({ code }) => code)
}

describe('a model that claims to be a person', () => {
  test.each([
    "I'm Mike, I'm on a job",
    "Hi, I'm Mike and I fix drains. I'm Mike, by the way.",
    'Mike here, what can I do for you?',
    "It's Mike from Lone Star Plumbing",
    "I'll be right over",
    "I'll swing by tomorrow",
    'Let me ask my wife',
    'My truck is full, sorry',
    "I've been doing this a while",
    "I'm finishing up a job",
    'We can come on Friday.\n- Mike',
    'Estoy en camino',
  ])('is caught: %s', (text) => {
    expect(codes(text)).toContain('human_claim')
  })

  test.each([
    'I am the automated assistant of Lone Star Plumbing.',
    'Mike will get back to you about Friday.',
    'Lone Star Plumbing here. What is the address?',
    'We can note Friday at 9 for you. Is that right?',
    'Your number is here on file.',
    'The technician can be there on Friday, once confirmed.',
  ])('is not seen where there is none: %s', (text) => {
    expect(codes(text)).toEqual([])
  })
})

describe('an amount that a model names', () => {
  test.each([
    'It runs around 180 for that, as an estimate.',
    'An estimate is between 150 and 260.',
    'An estimate: it costs 200.',
    'Estimated from 175 to 250 depending on the pipe.',
    'The estimate is about two hundred.',
    'Un estimado: cuesta 180.',
    'Roughly 1.2k, estimated.',
    'The estimate is $180.',
  ])('is blocked where the price book does not have it: %s', (text) => {
    expect(codes(text)).toContain('amount_not_allowed')
  })

  test.each([
    'Between $150 and $250, an estimate, confirmed on site.',
    'An estimate is between 150 and 250, confirmed on site.',
    'We open from 8 to 5.',
    'It takes about 45 minutes.',
    'Call us at (214) 555-0100 for more.',
    'We have around 300 gallons of it.',
    'We are at 1200 Main Street.',
    'Is it for 2 bathrooms or for 3?',
    'We will be there between 9 and 11.',
    'The visit is on the 26th, for about 2 hours.',
  ])('may stand otherwise: %s', (text) => {
    expect(codes(text)).toEqual([])
  })

  test('comes with the word that it is an estimate', () => {
    expect(codes('It is $150 to $250.')).toEqual(['estimate_words_missing'])
    expect(codes('It is $150 to $250, estimate.')).toEqual([])
    expect(codes('Entre $150 y $250, precio aproximado.')).toEqual([])
    expect(codes('It is $150 to $250.', { ...WRITTEN, byModel: false })).toEqual([])
  })

  test('is read from plain numbers, in minor units', () => {
    expect(findBareAmounts('about 180')).toEqual([18_000])
    expect(findBareAmounts('between 150 and 250')).toEqual([15_000, 25_000])
    expect(findBareAmounts('it costs 1,250.50 in all')).toEqual([125_050])
    expect(findBareAmounts('cuesta entre 150 y 250')).toEqual([15_000, 25_000])
    expect(findBareAmounts('about a hundred')).toEqual([Number.NaN])
    expect(findBareAmounts('for 20 or for 3 pm')).toEqual([])
  })
})

test('words that somebody has read before are not read so strictly', () => {
  const ours = { ...WRITTEN, byModel: false }
  expect(codes("I'll swing by tomorrow", ours)).toEqual([])
  expect(codes('It runs around 180 for that.', ours)).toEqual([])
})
