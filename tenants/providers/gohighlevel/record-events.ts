import * as v from 'valibot'
import type { Instant } from '../../base/clock.ts'
import type { WebhookRefusal } from '../../base/errors.ts'
import { succeed, type Result } from '../../base/result.ts'
import type { InboundEvent } from '../inbound.ts'
import { parseWith } from '../parse.ts'
import { Id } from './answers.ts'

/** Webhooks about records: opportunities, and contacts that are gone. Notes and tasks are people's own. */

const Text = v.nullish(v.pipe(v.string(), v.maxLength(500)))
const Opportunity = v.object({
  id: Id,
  contactId: v.nullish(Id),
  pipelineId: v.nullish(Id),
  pipelineStageId: Text,
  status: v.picklist(['open', 'won', 'lost', 'abandoned']),
  monetaryValue: v.nullish(v.number()),
})
const Moment = v.pipe(v.string(), v.maxLength(40), v.transform(Date.parse), v.number())
const AppointmentTold = v.object({
  appointment: v.object({
    id: Id,
    calendarId: v.fallback(v.string(), ''),
    contactId: v.nullish(Id),
    appointmentStatus: v.fallback(v.string(), 'confirmed'),
    title: Text,
    address: Text,
    startTime: Moment,
    endTime: v.nullish(Moment),
  }),
})
const Gone = v.object({ id: Id })

export function readRecordEvent(type: string, fields: unknown, sentAt: Instant): Result<InboundEvent, WebhookRefusal> {
  switch (type) {
    case 'OpportunityCreate':
    case 'OpportunityUpdate':
    case 'OpportunityStageUpdate':
    case 'OpportunityStatusUpdate':
    case 'OpportunityMonetaryValueUpdate': {
      const opportunity = parseWith(Opportunity, fields)
      return opportunity.ok ? succeed(opportunityEvent(opportunity.value, type, sentAt)) : opportunity
    }
    case 'OpportunityDelete': {
      const gone = parseWith(Gone, fields)
      return gone.ok ? succeed({ type: 'opportunity_gone', opportunityRef: gone.value.id }) : gone
    }
    case 'ContactDelete': {
      const gone = parseWith(Gone, fields)
      return gone.ok ? succeed({ type: 'contact_gone', contactRef: gone.value.id }) : gone
    }
    case 'AppointmentCreate':
    case 'AppointmentUpdate':
    case 'AppointmentDelete': {
      const told = parseWith(AppointmentTold, fields)
      return told.ok ? succeed(appointmentEvent(type, told.value.appointment)) : told
    }
    case 'NoteCreate':
    case 'NoteUpdate':
    case 'NoteDelete':
      // What people note down for each other stays where they wrote it.
      return succeed({ type: 'ignored', reason: 'note_is_theirs' })
    case 'TaskCreate':
    case 'TaskComplete':
    case 'TaskDelete':
      return succeed({ type: 'ignored', reason: 'task_is_theirs' })
    default:
      return succeed({ type: 'ignored', reason: 'event_unused' })
  }
}

function opportunityEvent(opportunity: v.InferOutput<typeof Opportunity>, type: string, at: Instant): InboundEvent {
  return {
    type: 'opportunity_changed',
    opportunityRef: opportunity.id,
    contactRef: opportunity.contactId ?? null,
    pipelineRef: opportunity.pipelineId ?? null,
    stageRef: opportunity.pipelineStageId ?? '',
    status: opportunity.status,
    amountMajor: opportunity.monetaryValue ?? null,
    at,
    ...(type === 'OpportunityCreate' ? { isNew: true as const } : {}),
  }
}

const VISIT_STATUS: Record<string, 'completed' | 'cancelled' | 'no_show'> = {
  showed: 'completed',
  cancelled: 'cancelled',
  invalid: 'cancelled',
  noshow: 'no_show',
}

function appointmentEvent(
  type: string,
  appointment: v.InferOutput<typeof AppointmentTold>['appointment'],
): InboundEvent {
  const { id, calendarId, contactId, appointmentStatus, title, address, startTime, endTime } = appointment
  if (type === 'AppointmentDelete') return { type: 'visit_gone', eventRef: id }
  return {
    type: 'visit_changed',
    eventRef: id,
    calendarRef: calendarId,
    contactRef: contactId ?? null,
    status: VISIT_STATUS[appointmentStatus] ?? 'confirmed',
    startsAt: startTime,
    endsAt: endTime ?? startTime,
    title: title ?? '',
    address: address ?? null,
  }
}
