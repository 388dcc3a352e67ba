import { describe, expect, test } from 'vitest'
import { matchServices, type PricedService } from './price-question.ts'

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
