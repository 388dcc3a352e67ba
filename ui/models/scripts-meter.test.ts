import { describe, expect, test } from 'vitest'
import { findCostly, measure } from './scripts-meter.ts'

describe('how full a text is', () => {
  test.each([
    ['GSM-7', 1, 120, 160, [0.75]],
    ['GSM-7', 2, 229, 306, [1, 76 / 153]],
    ['UCS-2', 1, 35, 70, [0.5]],
    ['UCS-2', 3, 201, 201, [1, 1, 1]],
    ['GSM-7', 0, 0, 160, [0]],
  ] as const)('%s, %i segments, %i characters', (encoding, segments, characters, room, filled) => {
    const meter = measure({ text: '', encoding, segments, characters, findings: [] })
    expect(meter).toMatchObject({ room, left: room - characters, filled })
  })

  test('the characters that halve a text are named, each once', () => {
    expect(findCostly('Sorry 😀 we missed “you” 😀')).toEqual(['😀', '“', '”'])
    expect(findCostly('¿Ñandú? {ok} €5')).toEqual(['ú'])
    expect(findCostly('plain text, nothing else.')).toEqual([])
  })
})
