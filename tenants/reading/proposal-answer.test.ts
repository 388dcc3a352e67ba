import { expect, test } from 'vitest'
import { readProposalAnswer } from './proposal-answer.ts'

test.each([
  ['1 YES', '1', true],
  ['1 yes.', '1', true],
  ['yes 1', '1', true],
  ['  12: ok!', '12', true],
  ['2 Sí', '2', true],
  ['SI 2', '2', true],
  ['1 no', '1', false],
  ['No, 3', '3', false],
])('%s', (text, code, agrees) => {
  expect(readProposalAnswer(text)).toEqual({ code, agrees })
})

test.each(['yes', 'no', '1', 'YES please', '1 yes but only for drains', '100 yes', '0 yes', 'on my way 1', '1yes', ''])(
  '%s is no answer to a proposal',
  (text) => {
    expect(readProposalAnswer(text)).toBeNull()
  },
)
