import { describe, expect, test } from 'vitest'
import { outboundEvent } from './outbound-text.ts'
import { readRecordEvent } from './record-events.ts'

const AT = Date.parse('2026-11-23T15:00:00.000Z')
const eventOf = (type: string, fields: object) => {
  const event = readRecordEvent(type, fields, AT)
  return event.ok ? event.value : event.error.code
}
const opportunity = {
  ...{ id: 'opp_1', contactId: 'con_1', pipelineId: 'pip_1', pipelineStageId: 'stg_1', status: 'open' },
  ...{ monetaryValue: 450, name: 'Ann Lee - no heat' },
}
const appointment = {
  ...{ id: 'apt_1', address: '12 Oak St', title: 'No heat', calendarId: 'cal_1', contactId: 'con_1' },
  ...{ startTime: '2026-11-24T10:00:00-06:00', endTime: '2026-11-24T11:00:00-06:00' },
}

describe('an opportunity', () => {
  test.each(['Create', 'Update', 'StageUpdate', 'StatusUpdate', 'MonetaryValueUpdate'])('by %s has changed', (how) => {
    expect(eventOf(`Opportunity${how}`, opportunity)).toEqual({
      ...{ type: 'opportunity_changed', opportunityRef: 'opp_1', contactRef: 'con_1', pipelineRef: 'pip_1' },
      ...{ stageRef: 'stg_1', status: 'open', amountMajor: 450, at: AT },
      ...(how === 'Create' ? { isNew: true } : {}),
    })
  })

  test('is gone, and one in a status nobody knows is refused', () => {
    expect(eventOf('OpportunityDelete', opportunity)).toEqual({ type: 'opportunity_gone', opportunityRef: 'opp_1' })
    expect(eventOf('OpportunityUpdate', { ...opportunity, status: 'frozen' })).toBe('payload_invalid')
  })
})

describe('an appointment', () => {
  test.each([
    ['confirmed', 'confirmed'],
    ['new', 'confirmed'],
    ['showed', 'completed'],
    ['noshow', 'no_show'],
    ['cancelled', 'cancelled'],
    ['invalid', 'cancelled'],
  ])('that is %s there is %s', (appointmentStatus, status) => {
    expect(eventOf('AppointmentUpdate', { appointment: { ...appointment, appointmentStatus } })).toEqual({
      ...{ type: 'visit_changed', eventRef: 'apt_1', calendarRef: 'cal_1', contactRef: 'con_1', status },
      ...{ startsAt: Date.parse('2026-11-24T16:00:00Z'), endsAt: Date.parse('2026-11-24T17:00:00Z') },
      ...{ title: 'No heat', address: '12 Oak St' },
    })
  })

  test('is gone', () => {
    expect(eventOf('AppointmentDelete', { appointment })).toEqual({ type: 'visit_gone', eventRef: 'apt_1' })
  })
})

test.each([
  ['ContactDelete', { id: 'con_1' }, { type: 'contact_gone', contactRef: 'con_1' }],
  ['NoteCreate', { id: 'not_1' }, { type: 'ignored', reason: 'note_is_theirs' }],
  ['TaskComplete', { id: 'tsk_1' }, { type: 'ignored', reason: 'task_is_theirs' }],
  ['InvoiceCreate', {}, { type: 'ignored', reason: 'event_unused' }],
])('%s', (type, fields, event) => {
  expect(eventOf(type, fields)).toEqual(event)
})

describe('a text that left there', () => {
  const text = { messageType: 'SMS', messageId: 'msg_1', contactId: 'con_1', body: 'On my way', status: 'delivered' }
  test.each([
    [{ source: 'app', userId: 'usr_1' }, 'person'],
    [{ userId: 'usr_1' }, 'person'],
    [{ source: 'workflow', userId: 'usr_1' }, 'automation'],
    [{ source: 'campaign' }, 'automation'],
    [{ source: 'api', userId: 'usr_1' }, 'api'],
    [{}, 'api'],
  ])('with %j was written by a(n) %s', (how, writtenBy) => {
    expect(outboundEvent({ ...text, ...how }, 'wh_1')).toMatchObject({ type: 'crm_text_sent', writtenBy })
  })

  test('of another kind is people’s own', () => {
    expect(outboundEvent({ ...text, messageType: 'CALL' }, 'wh_1')).toEqual({
      type: 'ignored',
      reason: 'message_outbound',
    })
  })
})
