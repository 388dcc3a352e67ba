import { describe, expect, test } from 'vitest'
import { normalise } from './normalise.ts'
import {
  asksForBill,
  asksPriceOfIt,
  matchServices,
  namesJob,
  namesUnlisted,
  type PricedService,
} from './price-question.ts'

const BOOK: PricedService[] = [
  { service: 'Drain cleaning', keywords: ['drain', 'clog', 'snake'] },
  { service: 'Water heater replacement', keywords: ['water heater', 'hot water'] },
  { service: 'Toilet repair', keywords: ['toilet', 'running toilet'] },
]

describe('the services a text points at', () => {
  test.each([
    ['how much to snake a drain', ['Drain cleaning']],
    ['price for a new water heater', ['Water heater replacement']],
    ['my sink is clogged', ['Drain cleaning']],
    ['my toliet wont stop running', ['Toilet repair']],
    ['HOW MUCH FOR TOILETS', ['Toilet repair']],
    ['no hot water since monday', ['Water heater replacement']],
  ])('"%s"', (text, services) => expect(matchServices(text, BOOK)).toEqual(services))

  test('stand with the one most spoken of first', () => {
    expect(matchServices('running toilet, and maybe the drain', BOOK)).toEqual(['Toilet repair', 'Drain cleaning'])
  })

  test('keep the order of the price book where nothing tells them apart', () => {
    expect(matchServices('toilet and drain', BOOK)).toEqual(['Drain cleaning', 'Toilet repair'])
  })
})

describe('nothing is pointed at', () => {
  test.each(['how much do you charge', 'do you do repairs', 'is the water safe', 'the train was late', ''])(
    'by "%s"',
    (text) => expect(matchServices(text, BOOK)).toEqual([]),
  )

  test('where the price book is empty', () => {
    expect(matchServices('how much to snake a drain', [])).toEqual([])
  })
})

describe('the price of what was spoken of before', () => {
  test.each([
    ...['how much?', 'ok how much would it cost to fix?', "what's the price", 'to fix it?', 'price?'],
    ...['whats it gonna cost', 'how much do you charge', '¿Cuánto cuesta?', '¿y cuánto sería?'],
  ])('is asked for by "%s"', (text) => expect(asksPriceOfIt(normalise(text))).toBe(true))

  test.each([
    ...['how much for a toilet', "what's your hourly rate", 'how much to come out', 'do you charge for a visit'],
    ...['¿cuánto por el baño?', '', '?'],
  ])('is not by "%s"', (text) => expect(asksPriceOfIt(normalise(text))).toBe(false))
})

describe('which job an estimate is for', () => {
  test.each([
    ...[
      'Estimate for install a new dishwasher',
      'need a quote to replace my garage door',
      'quote for moving an outlet',
    ],
    ...['Presupuesto para instalar un lavaplatos nuevo', '¿me da un estimado para cambiar el inodoro?'],
  ])('"%s" says so itself', (text) => expect(namesJob(text)).toBe(true))

  test.each([
    'Can I get an estimate?',
    'quote please',
    'estimate to fix it',
    'how much to fix this',
    'un presupuesto',
    '',
  ])('"%s" does not', (text) => expect(namesJob(text)).toBe(false))
})

describe('a bill', () => {
  test.each([
    'how much do i owe you?',
    'What do we still owe',
    "what's my total?",
    'cuánto le debo',
    'how much is my bill',
  ])('"%s" asks for it', (text) => expect(asksForBill(text)).toBe(true))

  test.each([
    ...[
      'what would I owe you for a new faucet',
      'how much is a clogged drain',
      'my water bill is high',
      'do i owe for an estimate?',
    ],
    ...['how much?', '¿cuánto cuesta?'],
  ])('"%s" does not', (text) => expect(asksForBill(text)).toBe(false))
})

describe('a price is asked for work', () => {
  const book = [
    { service: 'Water heater repair', keywords: ['water heater', 'no hot water'] },
    { service: 'Drain clearing', keywords: ['drain', 'clog', 'desague'] },
  ]
  test.each([
    'how much to rebuild a swimming pool',
    'how much to install a dishwasher',
    'how much to replace a sewer line',
    'price for my kitchen faucet?',
    'how much for 2 toilets',
    'cuánto cuesta instalar un lavaplatos',
  ])('that is in no list: "%s"', (text) => expect(namesUnlisted(text, book)).toBe(true))

  test.each([
    'how much to fix it',
    'how much to fix my heater',
    'how much for a visit',
    'how much for both',
    'how much for tomorrow',
    'what do you charge for a service call',
    'how much would it cost?',
    'how much would you charge to fix something like that',
    'cuánto cuesta una visita por favor?',
  ])('that nobody names, or that may be in the list: "%s"', (text) => expect(namesUnlisted(text, book)).toBe(false))
})
