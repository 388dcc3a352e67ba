import { expect, test } from 'vitest'
import { CELLS_PER_CLASS, walkCells } from '../../tests/support/gate-cells.ts'

test('a message about a visit is decided as the law has it in every cell', () => {
  const { counts, wrong } = walkCells('service')
  expect(wrong).toEqual([])
  const visited = Object.values(counts).reduce((sum, count) => sum + count, 0)
  expect(visited).toBe(CELLS_PER_CLASS.service)
  const answers = [
    'allow 3600',
    'deny consent_missing',
    'deny customer_loop',
    'deny service_texts_spent',
    'hold quiet_hours',
  ]
  for (const answer of answers) expect(counts[answer], answer).toBeGreaterThan(0)
}, 300_000)
