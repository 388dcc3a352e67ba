import { describe, expect, test } from 'vitest'
import { momentsOf, momentsOfState, type MomentChange } from './moments.ts'
import type { JourneyState } from '../state.ts'

const say = (changes: readonly MomentChange[]) =>
  changes.map(({ moment, isIn, isFinal }) => `${isIn ? '+' : '-'}${moment}${isFinal ? '!' : ''}`).join(' ')

describe('what happens to a customer puts them into workflows and takes them out', () => {
  test.each([
    ['visit_confirmed', '-completed -dormant +booked'],
    ['visit_moved', ''],
    ['visit_held', ''],
    ['visit_cancelled', '-booked'],
    ['visit_no_show', '-booked'],
    ['visit_completed', '-booked'],
    ['job_completed', '-booked -dormant +completed'],
    ['customer_opted_out', '-booked! -completed! -review_asked! -dormant!'],
    // Offers alone are no matter of a visit that is agreed.
    ['customer_opted_out_of', ''],
    ['call_missed', ''],
    ['text_sent', ''],
  ] as const)('%s: %s', (type, changes) => {
    expect(say(momentsOf(type))).toBe(changes)
  })

  const jobId = 'job_1' as const
  const REVIEW = { kind: 'review', jobId, plannedAt: 0 } as const
  const states: [JourneyState, string][] = [
    [{ ...REVIEW, status: 'planned' }, ''],
    [{ ...REVIEW, status: 'asked', textedAt: null, answered: null }, ''],
    [{ ...REVIEW, status: 'asked', textedAt: 1, answered: null }, '+review_asked'],
    [{ ...REVIEW, status: 'asked', textedAt: 1, answered: 'praise' }, '-review_asked'],
    [{ kind: 'review', status: 'closed', jobId, outcome: 'ignored', closedAt: 2 }, '-review_asked'],
    [{ kind: 'reengage', status: 'planned', plannedAt: 0 }, ''],
    [{ kind: 'reengage', status: 'written', orderedAt: 0, textedAt: null }, ''],
    [{ kind: 'reengage', status: 'written', orderedAt: 0, textedAt: 1 }, '+dormant'],
    [{ kind: 'reengage', status: 'closed', outcome: 'replied', closedAt: 2 }, '-dormant'],
    [{ kind: 'missed_call', status: 'closed', outcome: 'no_reply', closedAt: 2 } as JourneyState, ''],
  ]
  test.each(states)('%j: %s', (state, changes) => {
    expect(say(momentsOfState(state))).toBe(changes)
  })
})
