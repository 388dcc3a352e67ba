import { describe, expect, test } from 'vitest'
import type { BoardView, ConversationSummary, DayNumbers } from '../../tenants/contract/board.ts'
import type { LeadView, TimelineView } from '../../tenants/contract/lists.ts'
import { applyLive } from './apply-live.ts'

function talk(customerId: string, lastAt: number, lastWords: string | null = null): ConversationSummary {
  return {
    ...{ customerId, name: null, phone: '+15125550147', email: null, language: 'en', optedOut: false },
    ...{ takenOver: false, isEmergency: false, journeyStatus: null, leadStatus: null, missedCallCount: 1, lastWords },
    ...{ lastDirection: null, lastAt },
  }
}

function lead(id: string, status: string): LeadView {
  return {
    ...{ id, customerId: 'cus_1', phone: null, email: null, name: null, source: 'missed_call', status },
    ...{ wishedAt: null, opportunityRef: null, revenueMinor: null, createdAt: 0, updatedAt: 0 },
  }
}

const BOARD = {
  seq: 4,
  business: { id: 'ten_1' },
  attention: [],
  conversations: [talk('cus_1', 30), talk('cus_2', 20), talk('cus_3', 10)],
  leads: [lead('lea_1', 'new'), lead('lea_2', 'quoted')],
  today: dayWith(1),
} as unknown as BoardView

function dayWith(missed: number): DayNumbers {
  return {
    ...{ day: '2026-11-25', missed, texted: 0, replied: 0, booked: 0, completed: 0, lost: 0, revenueMinor: 0 },
    ...{ textP50Ms: null, textP95Ms: null, answerP50Ms: null, answerP95Ms: null },
  }
}

function event(seq: number, conversation: ConversationSummary | null, moved: LeadView | null = null) {
  const fact: TimelineView = { id: 'e', seq, customerId: null, at: 0, type: 'reply_received', detail: {}, sentence: '' }
  const today = dayWith(seq)
  return { type: 'event' as const, seq, event: fact, conversation, message: null, lead: moved, attention: [], today }
}

describe('a board that hears of an event', () => {
  test('moves the conversation to the top and leaves the others in their order', () => {
    const after = applyLive(BOARD, event(5, talk('cus_3', 40, 'Yes please')))
    expect(after.conversations.map(({ customerId }) => customerId)).toEqual(['cus_3', 'cus_1', 'cus_2'])
    expect(after.conversations[0]?.lastWords).toBe('Yes please')
    expect(after.seq).toBe(5)
    expect(after.today.missed).toBe(5)
  })

  test('takes in somebody new where their time puts them', () => {
    const after = applyLive(BOARD, event(5, talk('cus_9', 15)))
    expect(after.conversations.map(({ customerId }) => customerId)).toEqual(['cus_1', 'cus_2', 'cus_9', 'cus_3'])
  })

  test('changes a lead in its place and puts a new one first', () => {
    const moved = applyLive(BOARD, event(5, null, lead('lea_2', 'booked')))
    expect(moved.leads.map(({ id, status }) => [id, status])).toEqual([
      ['lea_1', 'new'],
      ['lea_2', 'booked'],
    ])
    expect(applyLive(moved, event(6, null, lead('lea_3', 'new'))).leads[0]?.id).toBe('lea_3')
  })

  test('that is about nobody leaves every list the very same', () => {
    const after = applyLive(BOARD, event(5, null))
    expect(after.conversations).toBe(BOARD.conversations)
    expect(after.leads).toBe(BOARD.leads)
  })

  test('forgets all it knew for a snapshot', () => {
    const board = { ...BOARD, seq: 2, conversations: [] }
    expect(applyLive(BOARD, { type: 'snapshot', board })).toBe(board)
  })
})
