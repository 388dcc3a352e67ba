import { expect, test } from 'vitest'
import { decideVisit, readVisitStanding, writeVisitStanding, type VisitStanding } from './decide-visit.ts'

const visit = (status: VisitStanding['status'], startsAt = 100): VisitStanding => ({
  status,
  startsAt,
  endsAt: startsAt + 10,
})
const CONFIRMED = visit('confirmed')
const MOVED = visit('confirmed', 500)
const OFF = visit('cancelled')

test.each([
  [CONFIRMED, CONFIRMED, CONFIRMED, 'nothing'],
  [CONFIRMED, MOVED, CONFIRMED, 'write_ours'],
  [MOVED, CONFIRMED, CONFIRMED, 'write_theirs'],
  [OFF, CONFIRMED, CONFIRMED, 'write_theirs'],
  [CONFIRMED, OFF, CONFIRMED, 'write_ours'],
  [OFF, visit('cancelled', 500), CONFIRMED, 'nothing'],
  [MOVED, OFF, CONFIRMED, 'conflict theirs'],
  [visit('completed'), OFF, CONFIRMED, 'conflict theirs'],
  [CONFIRMED, MOVED, null, 'write_ours'],
])('%o here and later %o there, after %o: %s', (ours, theirs, agreed, says) => {
  const decision = decideVisit(
    { ...ours, at: 1 },
    { ...theirs, at: 2 },
    agreed && { ...agreed, oursAt: null, theirsAt: null },
  )
  expect(decision.kind === 'conflict' ? `conflict ${decision.winner}` : decision.kind).toBe(says)
})

test('what was agreed on is read as it was written', () => {
  expect(readVisitStanding(writeVisitStanding(MOVED))).toEqual(MOVED)
  expect([null, 'gone'].map(readVisitStanding)).toEqual([null, null])
})
