import { describe, expect, test } from 'vitest'
import { isSpokenYes } from './spoken-yes.ts'

describe('what somebody says who is asked whether they want a text', () => {
  test.each([
    ...['yes', 'Yes.', 'YES', 'yes please', 'Yes, please.', 'yeah', 'Yep!', 'sure', 'Sure, thanks.', 'ok', 'Okay.'],
    ...['Uh, yes.', 'yes yes', 'Of course.', 'Yes, that would be great.', 'Yes, text me.', 'please do', 'Yes, sir.'],
    ...["That's fine.", 'That\u2019s fine.', 'Yes, you can.', 'go ahead', 'Yes, I would like that.'],
    ...[
      'sí',
      'Sí.',
      'si',
      'Sí, por favor.',
      'claro',
      'Claro que sí.',
      'Vale.',
      'bueno',
      'Sí, gracias.',
      'S\u0069\u0301',
    ],
  ])('is a yes: "%s"', (words) => {
    expect(isSpokenYes(words)).toBe(true)
  })

  test.each([
    ...['', '   ', '...', 'no', 'No.', 'no thanks', 'No, gracias.', 'nope', 'nah', 'not now', "I don't want that"],
    ...['yes no', 'no yes', 'yes and no', 'not sure', "I'm not sure", 'ok no', 'Okay, no.', 'sure, not', 'sí no'],
    ...['maybe', 'what', 'hello', 'my boiler is out', 'yesterday', 'yes I do not want it', 'please no', 'please'],
    ...['stop', 'yes stop', 'do not text me', 'thank you', 'okay but do not text me', 'claro que no', 'bueno no'],
    ...[
      'yes but call me first',
      'siempre',
      'sin mensajes',
      'por favor no',
      'ye',
      'y',
      '1',
      'hell no',
      'sure as hell not',
    ],
  ])('is no yes: "%s"', (words) => {
    expect(isSpokenYes(words)).toBe(false)
  })

  test('is read in no time, however long and odd', () => {
    for (const words of ['yes '.repeat(50), 'thank you '.repeat(20), 'i would '.repeat(25), 'quiero '.repeat(28)]) {
      expect(typeof isSpokenYes(`${words}x`)).toBe('boolean')
      expect(isSpokenYes(`${words}x`)).toBe(false)
    }
  })
})
