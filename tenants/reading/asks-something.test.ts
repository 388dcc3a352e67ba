import { expect, test } from 'vitest'
import { asksSomething } from './asks-something.ts'
import { normalise } from './normalise.ts'

test.each([
  ['do you work on sundays', true],
  ['and the blue ones?', true],
  ['hi are u licensed', true],
  ['how long does it take', true],
  ['tienen licencia', true],
  ['¿y los domingos?', true],
  ['hi there', false],
  ['for a leak', false],
  ['under the kitchen sink', false],
  ['the gate code is 4411', false],
  ['en la cocina', false],
  ['I have a question', false],
])('%s: %s', (words, isQuestion) => {
  expect(asksSomething(normalise(words))).toBe(isQuestion)
})
