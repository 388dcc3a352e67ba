import { describe, expect, test } from 'vitest'
import { openMask, PlaceholderUnknown } from './model-mask.ts'

const NAMES = ['Pat Rivers', "Siobhán O'Neil"]

describe('what leaves for a model', () => {
  test.each([
    ['call me at (312) 555-0148 please', 'call me at [PHONE_1] please'],
    ['+1 312 555 0148 or 312.555.0149', '[PHONE_1] or [PHONE_2]'],
    ['my office is 555-0162', 'my office is [PHONE_1]'],
    ['mail pat.rivers+home@mail.example.com now', 'mail [EMAIL_1] now'],
    ['see https://example.com/a?b=c and example.com/x', 'see [LINK_1] and [LINK_2]'],
    ['I live at 1420 N Oak Ridge Dr, Apt 3, Austin, TX 78701.', 'I live at [ADDRESS_1].'],
    ['come to 12 oak st', 'come to [ADDRESS_1]'],
    ['Calle Ocho 1200, y PO Box 55', '[ADDRESS_1], y [ADDRESS_2]'],
    ['This is Pat. pat rivers, PAT RIVERS.', 'This is [NAME_1]. [NAME_2], [NAME_3].'],
    ["Siobhán here, O'Neil again", '[NAME_1] here, [NAME_2] again'],
    ['card 4242 4242 4242 4242 thanks', 'card [card number removed] thanks'],
    ['put [NAME_1] here', 'put [MARK_1] here'],
  ])('%s', (text, hidden) => {
    expect(openMask(NAMES).hide(text)).toBe(hidden)
  })

  test.each([
    'A water heater costs $1,200-$1,500, a drain $149 to $349, or 1200-1500 in all',
    'Can you come 2026-11-26 09:00 or 11/27/2026 at 3 pm?',
    'I have 2 guys and 3 days, at 4 pm on Monday',
    'patio riverside, the oneil',
    '24/7, 1-2 hours, 40 gallons, 2.5 tons',
  ])('what it needs to answer stays: %s', (text) => {
    expect(openMask(NAMES).hide(text)).toBe(text)
  })

  test('has one placeholder for the same words, however often and wherever they stand', () => {
    const mask = openMask([])
    expect(mask.hide('312-555-0148 or 312-555-0149')).toBe('[PHONE_1] or [PHONE_2]')
    expect(mask.hide('again 312-555-0149, 312-555-0148')).toBe('again [PHONE_2], [PHONE_1]')
  })
})

describe('what comes back', () => {
  test('has the words again, in every field', () => {
    const mask = openMask(NAMES)
    mask.hide('Pat, 312-555-0148')
    expect(mask.showIn({ text: 'Hi [NAME_1]!', list: ['[PHONE_1]'], count: 2, none: null })).toEqual({
      text: 'Hi Pat!',
      list: ['312-555-0148'],
      count: 2,
      none: null,
    })
  })

  test('is not taken where a model has made up somebody', () => {
    const mask = openMask(NAMES)
    mask.hide('Pat')
    expect(mask.show('Hi [NAME_2]')).toBeNull()
    expect(() => mask.showIn(['[PHONE_1]'])).toThrow(PlaceholderUnknown)
  })
})

/** The same texts on every run. */
function* lottery(seed: number): Generator<number, never> {
  let state = seed
  for (;;) {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    yield state / 4_294_967_296
  }
}

const PRIVATE = [
  () => ({ kind: 'name', text: 'Pat Rivers' }),
  (n: number) => ({ kind: 'phone', text: `312-555-01${String(n % 100).padStart(2, '0')}` }),
  (n: number) => ({ kind: 'phone', text: `+1 (312) 555-01${String(n % 100).padStart(2, '0')}` }),
  (n: number) => ({ kind: 'phone', text: `312555${String(100 + (n % 100)).padStart(4, '0')}` }),
  (n: number) => ({ kind: 'email', text: `guest${n}@mail.example.com` }),
  (n: number) => ({ kind: 'address', text: `${(n % 9_000) + 1} Maple Grove Avenue` }),
  (n: number) => ({ kind: 'link', text: `https://example.com/q/${n}` }),
]
const PLAIN = [
  'the heater',
  ' costs $149–$349 ',
  '\n',
  ', ',
  '. ',
  ' ¿cuánto? ',
  ' [PHONE_1] ',
  '🙂',
  ' 2 hours ',
  '(',
  ')',
]

test('nothing private leaves, and all of it comes back, whatever stands around it', () => {
  const chance = lottery(20_261_126)
  const next = (below: number) => Math.floor(chance.next().value * below)
  for (let round = 0; round < 3_000; round += 1) {
    const parts = Array.from({ length: 1 + next(8) }, () => {
      const make = PRIVATE[next(PRIVATE.length * 2)]
      return make
        ? { ...make(next(100_000)), isPrivate: true }
        : { text: PLAIN[next(PLAIN.length)] ?? '', isPrivate: false }
    })
    const text = parts.map(({ text: part }) => part).join(' ')
    const mask = openMask(['Pat Rivers'])
    const hidden = mask.hide(text)
    for (const part of parts) if (part.isPrivate) expect(hidden, text).not.toContain(part.text)
    expect(mask.show(hidden), text).toBe(text)
  }
})
