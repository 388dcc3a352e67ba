import { expect, test } from 'vitest'
import { timingFields, timingValues, USUAL } from './settings-timings.ts'

test('timings are shown in the unit a person thinks in, and come back exactly', () => {
  const fields = timingFields(USUAL)
  expect(fields).toEqual({
    textAfterMs: '20',
    textDeadlineMs: '30',
    emailAfterMs: '5',
    answerWithinMs: '60',
    staleAfterMs: '120',
  })
  expect(timingValues(fields)).toEqual(USUAL)
  const odd = { ...USUAL, textAfterMs: 1_500, emailAfterMs: 90_000 }
  expect(timingValues(timingFields(odd))).toEqual(odd)
})

test('what is no number is left to the schema', () => {
  const values = timingValues({
    ...timingFields(USUAL),
    textAfterMs: 'soon',
    answerWithinMs: '-5',
    emailAfterMs: '2,5',
  })
  expect(values).toMatchObject({ textAfterMs: Number.NaN, answerWithinMs: Number.NaN, emailAfterMs: 150_000 })
})
