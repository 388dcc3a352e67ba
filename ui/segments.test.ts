import { expect, test } from 'vitest'
import { countSegments } from './segments.ts'

test.each([
  ['', 0, false],
  ['On my way.', 1, false],
  ['x'.repeat(160), 1, false],
  ['x'.repeat(161), 2, false],
  ['x'.repeat(307), 3, false],
  // A euro sign takes two places.
  [`${'x'.repeat(158)}€`, 1, false],
  [`${'x'.repeat(159)}€`, 2, false],
  ['¿Mañana a las 3? ¡Sí!', 1, true],
  ['¿Señor, mañana? Ñ ü é', 1, false],
  ['é'.repeat(160), 1, false],
  ['á'.repeat(70), 1, true],
  ['á'.repeat(71), 2, true],
  // An emoji is two of the wide places.
  ['👍'.repeat(35), 1, true],
  ['👍'.repeat(36), 2, true],
])('%j takes %d texts', (text, segments, isWide) => {
  expect(countSegments(text)).toMatchObject({ segments, isWide })
})
