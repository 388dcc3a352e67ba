import { describe, expect, test } from 'vitest'
import { holderOf, maskPan, readPan } from './pan.ts'

describe('a PAN', () => {
  test.each([
    ['AAPFU0939F', 'firm'],
    ['AAGCB7383J', 'company'],
    ['ABCPE1234F', 'person'],
    ['AAAAA0000A', 'association'],
    ['ZZZBZ9999Z', 'body'],
    ['ABCGE1234F', 'government'],
    ['ABCHE1234F', 'family'],
    ['ABCJE1234F', 'juridical'],
    ['ABCLE1234F', 'local_body'],
    ['ABCTE1234F', 'trust'],
  ])('%s belongs to a %s', (text, holder) => {
    const pan = readPan(text)
    if (!pan.ok) throw new Error(`${text} was refused: ${pan.error}`)
    expect(holderOf(pan.value)).toBe(holder)
  })

  test('is read as people write it', () => {
    expect(readPan(' aapfu0939f\n')).toEqual({ ok: true, value: 'AAPFU0939F' })
  })

  test('knows ten kinds of holder and no more, whatever other programs admit', () => {
    const known = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ').filter((letter) => readPan(`ABC${letter}E1234F`).ok)
    expect(known.join('')).toBe('ABCFGHJLPT')
    expect(readPan('ABCEE1234F')).toEqual({ ok: false, error: 'pan_holder_unknown' })
  })

  test.each([
    '',
    'AAPFU0939',
    'AAPFU0939FF',
    'AAPFU09399',
    'AAPF00939F',
    'AAPFUO939F',
    'AAPFU 0939F',
    'AAPFU٠٩٣٩F',
    'AAPFU0939F\n1',
    'ſAPFU0939F',
  ])('"%s" is none', (text) => {
    expect(readPan(text)).toEqual({ ok: false, error: 'pan_malformed' })
  })

  test('is shown with four signs hidden', () => {
    expect(maskPan('ABCPE1234F')).toBe('ABCPE****F')
  })
})
