import { expect, test } from 'vitest'
import { fifthOf } from './fleet-retention-model.ts'

test.each([
  [0, 0],
  [0.01, 1],
  [0.2, 1],
  [0.21, 2],
  [0.6, 3],
  [0.99, 5],
  [1, 5],
  [1.2, 5],
])('a share of %d is in fifth %i', (share, fifth) => expect(fifthOf(share)).toBe(fifth))
