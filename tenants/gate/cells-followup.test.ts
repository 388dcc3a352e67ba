import { expect, test } from 'vitest'
import { CELLS_PER_CLASS, walkCells } from '../../tests/support/gate-cells.ts'

test('a reminder after silence is decided as the law has it in every cell', () => {
  const { counts, wrong } = walkCells('followup')
  expect(wrong).toEqual([])
  const visited = Object.values(counts).reduce((sum, count) => sum + count, 0)
  expect(visited).toBe(CELLS_PER_CLASS.others)
  const answers = [
    'allow 3600',
    'deny consent_missing',
    'deny customer_loop',
    'deny followups_spent',
    'hold followup_too_soon',
    'hold quiet_hours',
  ]
  for (const answer of answers) expect(counts[answer], answer).toBeGreaterThan(0)
}, 300_000)
