import { describe, expect, test } from 'vitest'
import { stationsOf } from './check-model.ts'

const spell = (code: string | null, isTexting = true) =>
  stationsOf({ code, isTexting })
    .map(([, passed]) => passed[0])
    .join('')

describe('the stations of a check', () => {
  test.each([
    [null, 'gggggg'],
    ['unreachable', 'buuuuu'],
    ['late', 'buuuuu'],
    ['status_503', 'buuuuu'],
    ['signature_refused', 'gbuuuu'],
    ['number_unknown', 'ggbuuu'],
    ['lost', 'ggbuuu'],
    ['answer_unreadable', 'gggbuu'],
    ['caller_unknown', 'ggggbu'],
    ['journey_missing', 'ggggbu'],
    ['text_missing', 'gggggb'],
    // Whatever the gate may say of the text.
    ['quiet_hours', 'gggggb'],
  ])('that ended with %s', (code, passed) => {
    expect(spell(code)).toBe(passed)
  })

  test('are all passed but the text where none is to leave', () => {
    expect(spell(null, false)).toBe('gggggo')
  })
})
