import { describe, expect, test } from 'vitest'
import { normalise } from './normalise.ts'
import { PhraseBook } from './phrase.ts'

const stands = (phrase: string, text: string) =>
  new PhraseBook([[phrase, true] as const]).find(normalise(text)).length > 0

describe('a phrase', () => {
  test.each([
    ['one of several words', 'stop|quit it', 'quit it', 'halt it'],
    ['a word that begins so', 'schedul*', 'scheduling', 'school'],
    ['a class of words', 'lose my @number', 'lose my phone', 'lose my cat'],
    ['a word that may be absent', 'stop please? it', 'stop it', 'stop now it'],
    ['up to three of a class', 'stop @fill* texting', 'stop all the texting', 'stop all the other damn texting'],
    ['a gap of two words', 'stop ~2 it', 'stop doing about it', 'stop doing more about it'],
    ['one of several groups', '(do not/never) come', 'never come', 'do come'],
    ['the beginning of the text', '^ stop', 'stop it', 'please stop'],
    ['the end of the text', 'stop $', 'please stop', 'stop it'],
    ['the beginning of a clause', '[ stop', 'no, stop', 'no stop'],
    ['the end of a clause', 'stop ]', 'stop, please', 'stop please'],
    ['a word or the end of a clause', 'stop now|]', 'stop', 'stop later'],
  ])('reads %s', (_, phrase, within, without) => {
    expect(stands(phrase, within)).toBe(true)
    expect(stands(phrase, without)).toBe(false)
  })

  test('keeps a gap within one clause', () => {
    expect(stands('stop ~3 it', 'stop and fix it')).toBe(true)
    expect(stands('stop ~3 it', 'stop. And fix it')).toBe(false)
  })

  test('tells where it stands', () => {
    const book = new PhraseBook([['texting me', 'ask'] as const])
    expect(book.find(normalise('please stop texting me now'))).toEqual([
      { source: 'texting me', value: 'ask', start: 2, end: 4 },
    ])
  })

  test('may not begin with a gap or name a class that is not there', () => {
    expect(() => new PhraseBook([['~2 stop', true] as const])).toThrow('cannot begin with a gap')
    expect(() => new PhraseBook([['@nothing', true] as const])).toThrow('@nothing')
  })
})
