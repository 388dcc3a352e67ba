import { describe, expect, test } from 'vitest'
import { decideRing, DROPPED_S_MAX, RING_GRACE_MS, TALK_MAX_MS } from './decide.ts'
import type { RingInput, RingState } from './state.ts'

const NOW = Date.parse('2026-11-24T18:00:00Z')
const callId = 'cal_1' as const
const STATES: Record<string, RingState | null> = {
  none: null,
  ringing: { kind: 'ring', status: 'ringing', callId },
  accepted: { kind: 'ring', status: 'accepted', callId },
  closed: { kind: 'ring', status: 'closed', callId, outcome: 'missed', closedAt: NOW },
}
const ended = (isBridged: boolean, talkedS: number): RingInput => ({ type: 'ring_ended', isBridged, talkedS })

describe('a ring of the technician’s phone', () => {
  test.each<[string, RingInput, string]>([
    ['none', { type: 'ring_started', callId, ringS: 20 }, 'ringing'],
    ['none', { type: 'ring_accepted' }, 'ignored: nothing_rings'],
    ['none', ended(true, 60), 'ignored: nothing_rings'],
    ['none', { type: 'caller_gone' }, 'ignored: nothing_rings'],
    ['none', { type: 'ring_due' }, 'ignored: nothing_rings'],
    ['ringing', { type: 'ring_started', callId, ringS: 20 }, 'ignored: rings_already'],
    ['ringing', { type: 'ring_accepted' }, 'accepted'],
    // Twilio calls a leg completed that a mobile's own voicemail took: without the key it was taken by nobody.
    ['ringing', ended(true, 30), 'missed'],
    ['ringing', ended(false, 0), 'missed'],
    ['ringing', { type: 'caller_gone' }, 'missed'],
    ['ringing', { type: 'ring_due' }, 'missed'],
    ['accepted', { type: 'ring_started', callId, ringS: 20 }, 'ignored: taken_already'],
    ['accepted', { type: 'ring_accepted' }, 'ignored: taken_already'],
    ['accepted', ended(true, DROPPED_S_MAX + 1), 'answered'],
    ['accepted', ended(true, DROPPED_S_MAX), 'dropped'],
    ['accepted', ended(false, 0), 'dropped'],
    ['accepted', { type: 'caller_gone' }, 'answered'],
    ['accepted', { type: 'ring_due' }, 'answered'],
    ['closed', { type: 'ring_started', callId, ringS: 20 }, 'ignored: ring_over'],
    ['closed', { type: 'ring_accepted' }, 'ignored: ring_over'],
    ['closed', ended(true, 60), 'ignored: ring_over'],
    ['closed', { type: 'caller_gone' }, 'ignored: ring_over'],
    ['closed', { type: 'ring_due' }, 'ignored: ring_over'],
  ])('%s, told %j: %s', (status, input, becomes) => {
    const decision = decideRing(STATES[status] ?? null, input, NOW)
    if (decision.kind === 'ignored') return expect(`ignored: ${decision.reason}`).toBe(becomes)
    const { state } = decision
    return expect(state.status === 'closed' ? state.outcome : state.status).toBe(becomes)
  })

  test('waits for no report longer than the phone may ring, or two people may talk', () => {
    const begun = decideRing(null, { type: 'ring_started', callId, ringS: 25 }, NOW)
    expect(begun).toMatchObject({ timers: { ring_due: NOW + 25_000 + RING_GRACE_MS } })
    const taken = decideRing({ kind: 'ring', status: 'ringing', callId }, { type: 'ring_accepted' }, NOW)
    expect(taken).toMatchObject({ timers: { ring_due: NOW + TALK_MAX_MS } })
  })
})
