import { expect, test } from 'vitest'
import { decideAddress } from './decide-address.ts'

const OAK = '12 Oak St'
const ELM = '4 Elm Ave'
const ASH = '9 Ash Ct'

test.each([
  [null, null, null, 'nothing'],
  [OAK, '12 oak st.', null, 'nothing'],
  [null, OAK, null, 'write_ours'],
  [OAK, null, null, 'write_theirs'],
  // Somebody has emptied it there.
  [OAK, null, OAK, 'nothing'],
  [ELM, OAK, OAK, 'write_theirs'],
  [OAK, ELM, OAK, 'write_ours'],
  [OAK, ELM, null, 'conflict_theirs'],
  [OAK, ELM, ASH, 'conflict_theirs'],
])('%s against %s after %s: %s', (ours, theirs, agreed, says) => {
  expect(decideAddress({ address: ours, at: 1 }, { address: theirs, at: 2 }, agreed)).toBe(says)
})

test('where both have changed it the later counts', () => {
  expect(decideAddress({ address: OAK, at: 3 }, { address: ELM, at: 2 }, ASH)).toBe('conflict_ours')
})
