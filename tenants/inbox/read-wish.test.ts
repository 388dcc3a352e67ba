import { describe, expect, test } from 'vitest'
import { ownSubject, ownWords } from './own-words.ts'
import { judgeTopic, readWish } from './read-wish.ts'

const BEFORE = Date.parse('2027-01-30T12:00:00Z')
const AFTER = Date.parse('2027-01-31T00:00:00Z')

describe('an opt-out is about', () => {
  test.each([
    ['stop the reviews', 'marketing'],
    ['please stop sending me offers', 'marketing'],
    ['no más ofertas por favor', 'marketing'],
    ['no quiero más reseñas', 'marketing'],
    ['STOP', 'all'],
    ['cancel', 'all'],
    ['stop texting me', 'all'],
    ['no more offers, no more texts', 'all'],
    ['leave me alone', 'all'],
    ['stop all of it', 'all'],
  ])('"%s": %s', (text, topic) => {
    expect(judgeTopic(text, 'topic', BEFORE)).toBe(topic)
    expect(judgeTopic(text, 'all', BEFORE)).toBe('all')
    expect(judgeTopic(text, 'topic', AFTER)).toBe('all')
  })
})

describe('a wish for texts again', () => {
  test.each([
    ['START', true, true],
    ['start', false, true],
    ['UNSTOP', true, true],
    ['yes', true, true],
    ['yes', false, false],
    ['yes please', true, false],
    ['you can text me again', true, true],
    ['ugh not again', true, false],
    ['again?', true, false],
    ['do not start texting me again', true, false],
  ])('"%s" (opted out: %s): %s', (text, wasSuppressed, lifts) => {
    expect(readWish(text, null, wasSuppressed).lifts).toBe(lifts)
  })
})

describe('words that may be an opt-out', () => {
  test.each([
    ['another one of these', true],
    ['is there a way to turn this off', true],
    ['no more review requests please', true],
    ['我不想再收到这些', true],
    ['не присылайте больше', true],
    ['من فضلك لا ترسل', true],
    ['ขอบคุณ', true],
    ['Hello 我不想', true],
    ['水?', true],
    ['✋', true],
    ['✋🏽', true],
    ['退订', false],
    ['🛑', false],
    ['the 5 kΩ part and 10 µm filter', false],
    ['ѕure, сome at 9', false],
    ['Señor Muñoz, ¿a qué hora?', false],
    ['Çok thanks, Łukasz', false],
    ['👍🏽', false],
    ['stop', false],
    ['wrong number', false],
    ['how much for a water heater?', false],
    ['can you stop by tomorrow at 9', false],
    ['I smell gas, is there a way to turn this off', false],
    ['thanks', false],
    ['hi', false],
    ['Hello!', false],
    ['¡Hola!', false],
    ['hey 👋', false],
    ['text me tomorrow', false],
    ['hey no more', false],
    ['hi, another one of these', true],
  ])('"%s": %s', (text, may) => {
    expect(readWish(text, null, false).mayBeOptOut).toBe(may)
  })
})

describe('of an e-mail', () => {
  test.each([
    ['Stop.\n\nOn Tue, Nov 24, 2026 at 9:00 AM Larkspur <hello@example.com> wrote:\n> hello', 'Stop.'],
    ['Sí\n\nEl mar, 24 nov 2026 a las 9:00, Larkspur (<hello@example.com>)\nescribió:\n> hola', 'Sí'],
    ['Hello\r\n-----Original Message-----\r\nFrom: hello@example.com', 'Hello'],
    ['> Unsubscribe\nFriday works', 'Friday works'],
    ['On Friday I wrote: call me', 'On Friday I wrote: call me'],
  ])('%j only the own words count', (text, own) => {
    expect(ownWords(text)).toBe(own)
  })

  test('the subject of an answer is ours', () => {
    expect(['Re: Unsubscribe', 'RE : x', 'unsubscribe'].map(ownSubject)).toEqual(['', '', 'unsubscribe'])
  })
})
