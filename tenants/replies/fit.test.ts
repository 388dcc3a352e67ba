import { describe, expect, test } from 'vitest'
import { countSegments } from '../base/segments.ts'
import { cutWords, fitText, quoteWords } from './fit.ts'

describe('fitting', () => {
  test('takes the richest candidate that fits', () => {
    expect(fitText(['short', 'shorter'])).toBe('short')
    expect(fitText(['a'.repeat(307), 'b'.repeat(306), 'c'])).toBe('b'.repeat(306))
  })

  test('writes look-alikes in the characters of GSM-7', () => {
    expect(fitText(['Mike’s – “best”…'])).toBe('Mike\'s - "best"...')
  })

  test('keeps accents while they fit and takes them off where the words matter more', () => {
    expect(fitText(['Martín', 'no'])).toBe('Martín')
    const long = `Martín Ñandú ${'word '.repeat(40)}é`
    expect(fitText([long])).toBe(`Martin Ñandu ${'word '.repeat(40)}é`)
  })

  test('never respells what must be kept', () => {
    const candidates = [`López: ${'palabra '.repeat(20)}`, 'López: sí']
    expect(fitText(candidates, 'López')).toBe('López: sí')
    expect(fitText(candidates, null)).toBe(`Lopez: ${'palabra '.repeat(20)}`)
    expect(fitText([`Mike: ${'Reparación '.repeat(14)}`], 'Mike')).toBe(`Mike: ${'Reparacion '.repeat(14)}`)
  })

  test('cuts the last candidate where none fits', () => {
    const cut = fitText(['word '.repeat(100)])
    expect(countSegments(cut).segments).toBe(2)
    expect(cut).toMatch(/^(word )+word$/)
    expect(countSegments(fitText(['🔧'.repeat(200)])).segments).toBe(2)
    expect(fitText([])).toBe('')
  })
})

describe('cutting', () => {
  test('happens between words and leaves nothing hanging', () => {
    expect(cutWords('Drain cleaning, hydro jetting & more', 30)).toBe('Drain cleaning, hydro jetting')
    expect(cutWords('Drain cleaning, hydro jetting', 16)).toBe('Drain cleaning')
    expect(cutWords('Drain cleaning', 14)).toBe('Drain cleaning')
    expect(cutWords('Drain cleaning', 13)).toBe('Drain')
    expect(cutWords('Drain cleaning', 4)).toBe('')
    expect(cutWords(' Drain ', 5)).toBe('Drain')
  })
})

describe('a quotation', () => {
  test('is one line without double quotes', () => {
    expect(quoteWords(' He said\n\n"now"  ', 50)).toBe("He said 'now'")
  })

  test('is cut between words', () => {
    expect(quoteWords('The kitchen sink is leaking', 20)).toBe('The kitchen sink...')
  })

  test('of one endless word shows its beginning, and never half a character', () => {
    expect(quoteWords('https://example.com/a/very/long/path', 20)).toBe('https://...')
    expect(quoteWords('🔧'.repeat(30), 20)).toBe(`${'🔧'.repeat(8)}...`)
  })
})
