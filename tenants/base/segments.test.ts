import { describe, expect, test } from 'vitest'
import { countSegments, toGsm } from './segments.ts'

describe('a text in GSM-7', () => {
  test.each([
    [0, 0],
    [1, 1],
    [160, 1],
    [161, 2],
    [306, 2],
    [307, 3],
    [459, 3],
    [460, 4],
  ])('of %i letters takes %i segments', (length, segments) => {
    expect(countSegments('a'.repeat(length))).toEqual({ encoding: 'gsm7', units: length, segments })
  })

  test('counts each sign of the extension table twice', () => {
    for (const sign of ['^', '{', '}', '\\', '[', ']', '~', '|', '€', '\f']) {
      expect(countSegments(sign)).toEqual({ encoding: 'gsm7', units: 2, segments: 1 })
    }
    expect(countSegments('€'.repeat(80)).segments).toBe(1)
    expect(countSegments('€'.repeat(80) + 'a').segments).toBe(2)
  })

  test('never splits an escape over the border of a segment', () => {
    const straddling = 'a'.repeat(152) + '€' + 'a'.repeat(152)
    expect(countSegments(straddling)).toEqual({ encoding: 'gsm7', units: 306, segments: 3 })
    const fitting = 'a'.repeat(151) + '€' + 'a'.repeat(153)
    expect(countSegments(fitting)).toEqual({ encoding: 'gsm7', units: 306, segments: 2 })
  })

  test('holds the accented letters, Greek capitals and line breaks of the basic table, and no others', () => {
    expect(countSegments('@£$¥èéùìòÇØøÅåÆæßÉÄÖÑÜ§¿äöñüàΔΦΓΛΩΠΨΣΘΞ¡¤\r\n').encoding).toBe('gsm7')
    for (const letter of ['á', 'í', 'ç', 'ê', '`', '\t', '’', '—', '…', '\u00a0']) {
      expect(countSegments(letter).encoding).toBe('ucs2')
    }
  })
})

describe('a text in UCS-2', () => {
  test.each([
    [70, 1],
    [71, 2],
    [134, 2],
    [135, 3],
  ])('of %i units takes %i segments', (length, segments) => {
    expect(countSegments('á'.repeat(length))).toEqual({ encoding: 'ucs2', units: length, segments })
  })

  test('never splits an emoji over the border of a segment', () => {
    expect(countSegments('🔧'.repeat(35))).toEqual({ encoding: 'ucs2', units: 70, segments: 1 })
    expect(countSegments('🔧'.repeat(67))).toEqual({ encoding: 'ucs2', units: 134, segments: 3 })
    expect(countSegments('á' + '🔧'.repeat(66) + 'á').segments).toBe(2)
  })

  test('counts half of a broken pair as one unit', () => {
    expect(countSegments('\ud83d')).toEqual({ encoding: 'ucs2', units: 1, segments: 1 })
  })
})

describe('look-alikes', () => {
  test('are replaced so that the text stays in GSM-7', () => {
    const plain = toGsm('“Mike’s” – we’re here…\u00a0• call us\u200b—anytime')
    expect(plain).toBe('"Mike\'s" - we\'re here... - call us-anytime')
    expect(countSegments(plain).encoding).toBe('gsm7')
  })

  test('are composed first, so that a letter with a loose accent finds its place', () => {
    expect(toGsm('cafe\u0301')).toBe('café')
  })

  test('leave plain text, foreign letters and emoji as they are', () => {
    for (const text of ['Plain text, $179 @ 9:30?', 'mañana está bien', 'Done 🔧 👩\u200d🔧'])
      expect(toGsm(text)).toBe(text)
  })

  test('are replaced once and for all', () => {
    const once = toGsm('‘a’ … b')
    expect(toGsm(once)).toBe(once)
  })
})
