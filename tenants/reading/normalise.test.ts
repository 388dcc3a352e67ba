import { describe, expect, test } from 'vitest'
import { normalise } from './normalise.ts'

const words = (text: string) => normalise(text).words.join(' ')

describe('a text as the rules see it', () => {
  test.each([
    ['Pls STOP txtng me!', 'please stop texting me'],
    ['dont msg me', 'do not message me'],
    ['can u come tmrw @ 9', 'can you come tomorrow <number>'],
    ['S.T.O.P', 'stop'],
    ['s t o p', 'stop'],
    ['un subscribe', 'unsubscribe'],
    ['stoptextingme', 'stop texting me'],
    ['stooooop', 'stop'],
    ['ｓｔｏｐ', 'stop'],
    ['ѕtор', 'stop'],
    ['mañana', 'manana'],
    ['unsubscirbe', 'unsubscribe'],
    ['good morning, is it $50 or 50%', '<hello> is it <money> or <percent>'],
    ['at 10:30 on 6/15', 'at <time> on <date>'],
    ['call 512-555-0134', 'call <phone>'],
    ['see http://example.com/a', 'see <url>'],
    ['2210 Elm', '<amount> elm'],
    ['Visa [card number removed] thx', 'visa <card> thanks'],
  ])('%s', (text, expected) => expect(words(text)).toBe(expected))

  test('knows where clauses begin', () => {
    expect(normalise('no, stop it').opensClause).toEqual([true, true, false])
  })

  test('counts the words above a signature', () => {
    expect(normalise('stop please\n\nKaren Mills').firstLineLength).toBe(2)
  })

  test('keeps both ends of a text too long to read whole', () => {
    const { words: kept } = normalise(`hello ${'word '.repeat(2_000)} goodbye`)
    expect(kept[0]).toBe('hello')
    expect(kept.at(-1)).toBe('goodbye')
    expect(kept.length).toBeLessThan(400)
  })
})
