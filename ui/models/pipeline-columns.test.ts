import { describe, expect, test } from 'vitest'
import type { LeadView } from '../../tenants/contract/lists.ts'
import { arrangeColumns, cardBeside, stageBeside } from './pipeline-columns.ts'

function lead(id: string, status: string, updatedAt = 0): LeadView {
  return {
    id,
    customerId: `cus_${id}`,
    phone: '+15125550147',
    email: null,
    name: null,
    source: 'missed_call',
    status,
    wishedAt: null,
    opportunityRef: null,
    revenueMinor: null,
    createdAt: 0,
    updatedAt,
  }
}

const idsBy = (columns: ReturnType<typeof arrangeColumns>) =>
  Object.fromEntries(
    columns.filter(({ leads }) => leads.length > 0).map(({ stage, leads }) => [stage, leads.map((l) => l.id)]),
  )

describe('leads stand in the column of their status', () => {
  const leads = [
    lead('old', 'new', 1),
    lead('fresh', 'new', 9),
    lead('won', 'completed', 5),
    lead('odd', 'archived', 1),
  ]

  test('the freshest on top, and what we know no column for in none', () => {
    expect(idsBy(arrangeColumns(leads, new Map()))).toEqual({ new: ['fresh', 'old'], completed: ['won'] })
  })

  test('a move shows at once, and goes back when it is taken back', () => {
    const moves = new Map([['old', { leadId: 'old', from: 'new' as const, to: 'quoted' as const }]])
    expect(idsBy(arrangeColumns(leads, moves))).toEqual({ new: ['fresh'], quoted: ['old'], completed: ['won'] })
    moves.delete('old')
    expect(idsBy(arrangeColumns(leads, moves))).toEqual({ new: ['fresh', 'old'], completed: ['won'] })
  })
})

describe('arrow keys among the cards', () => {
  const columns = arrangeColumns(
    [lead('a', 'new', 3), lead('b', 'new', 2), lead('c', 'new', 1), lead('x', 'booked', 2), lead('y', 'booked', 1)],
    new Map(),
  )

  test.each([
    ['a', 'ArrowDown', 'b'],
    ['a', 'ArrowUp', null],
    ['c', 'ArrowDown', null],
    ['b', 'ArrowRight', 'y'],
    ['c', 'ArrowRight', 'y'],
    ['x', 'ArrowLeft', 'a'],
    ['a', 'ArrowLeft', null],
    ['gone', 'ArrowDown', null],
  ])('from %s, %s leads to %s', (from, key, to) => {
    expect(cardBeside(columns, from, key)).toBe(to)
  })

  test('a card that is carried stays within the board', () => {
    expect(stageBeside('new', -1)).toBe('new')
    expect(stageBeside('new', 1)).toBe('contacted')
    expect(stageBeside('lost', 1)).toBe('lost')
  })
})
