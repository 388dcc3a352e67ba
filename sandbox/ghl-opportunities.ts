import * as v from 'valibot'
import type { EmulatorResponse, World } from './emulator.ts'
import { pipelinesOf } from './ghl-pipelines.ts'
import { OPPORTUNITY_STATUSES, makeId } from './ghl-records.ts'
import type { GhlRecords, Opportunity } from './ghl-records.ts'
import { GhlRefusal, answer, given, readBody, requireLocation, requireOwn } from './ghl-route.ts'
import type { GhlCall, GhlRoute } from './ghl-route.ts'
import { deliverEventLater, opportunityEvent } from './ghl-webhooks.ts'
import type { OpportunityEventType } from './ghl-webhooks.ts'

const Status = v.picklist(OPPORTUNITY_STATUSES)
const CustomFieldInput = v.object({
  id: v.optional(v.string()),
  key: v.optional(v.string()),
  field_value: v.optional(v.unknown()),
})
const CHANGEABLE = {
  pipelineId: v.optional(v.string()),
  name: v.optional(v.string()),
  pipelineStageId: v.optional(v.string()),
  status: v.optional(Status),
  monetaryValue: v.optional(v.number()),
  assignedTo: v.optional(v.string()),
  customFields: v.optional(v.array(CustomFieldInput)),
}
const UpdateBody = v.object(CHANGEABLE)
const CreateBody = v.object({
  ...CHANGEABLE,
  pipelineId: v.string(),
  locationId: v.string(),
  name: v.pipe(v.string(), v.nonEmpty()),
  status: Status,
  contactId: v.string(),
})
const StatusBody = v.object({ status: Status, lostReasonId: v.optional(v.string()) })
// No contactId: it left this schema in May 2026.
const UpsertBody = v.object({
  ...CHANGEABLE,
  id: v.optional(v.string()),
  pipelineId: v.string(),
  locationId: v.string(),
  lostReasonId: v.optional(v.string()),
  followers: v.optional(v.array(v.string())),
  isRemoveAllFollowers: v.optional(v.boolean()),
  followersActionType: v.optional(v.picklist(['add', 'remove'])),
})

export const OPPORTUNITY_ROUTES: GhlRoute[] = [
  { method: 'POST', path: '/opportunities', opens: 'Location', answer: create },
  { method: 'POST', path: '/opportunities/upsert', opens: 'Location', answer: upsert },
  { method: 'GET', path: '/opportunities/:id', opens: 'Location', answer: (call) => show(call, own(call)) },
  { method: 'PUT', path: '/opportunities/:id', opens: 'Location', answer: update },
  { method: 'PUT', path: '/opportunities/:id/status', opens: 'Location', answer: updateStatus },
  { method: 'DELETE', path: '/opportunities/:id', opens: 'Location', answer: remove },
]

/** The opportunity as searches and single reads answer it, with its contact beside it. */
export function showOpportunity(opportunity: Opportunity, records: GhlRecords): Record<string, unknown> {
  const contact = opportunity.contactId ? records.contacts.lookAt(opportunity.contactId) : undefined
  const { id, name, companyName, email, phone, tags } = contact ?? {}
  return {
    ...opportunity,
    ...(contact ? { contact: given({ id, name, companyName, email, phone, tags }) } : {}),
    notes: [],
    tasks: [],
    calendarEvents: [],
    followers: [],
  }
}

function show(call: GhlCall, opportunity: Opportunity, status = 200): EmulatorResponse {
  return answer({ opportunity: showOpportunity(opportunity, call.records) }, status)
}

function own(call: GhlCall): Opportunity {
  const id = call.params['id'] ?? ''
  return requireOwn(call, call.records.opportunities.find(id), `Opportunity with id ${id} not found`)
}

function create(call: GhlCall): EmulatorResponse {
  const body = readBody(call, CreateBody)
  const locationId = requireLocation(call, body.locationId)
  const contact = call.records.contacts.find(body.contactId)
  if (contact?.locationId !== locationId) throw new GhlRefusal(400, `Contact with id ${body.contactId} not found`)
  const open: Partial<Opportunity> = { contactId: contact.id, pipelineId: body.pipelineId, status: 'open' }
  if (body.status === 'open' && call.records.opportunities.list(open).length > 0) {
    throw new GhlRefusal(400, 'Can not create duplicate opportunity for the contact.')
  }
  return show(call, insert(call, locationId, { ...body, contactId: contact.id }), 201)
}

type UpsertBody = v.InferOutput<typeof UpsertBody>
type Input = { [field in keyof UpsertBody]?: UpsertBody[field] | undefined } & { contactId?: string }

function insert(call: GhlCall, locationId: string, input: Input): Opportunity {
  const now = new Date(call.world.now()).toISOString()
  const [pipeline] = pipelinesOf(locationId, call.world.state)
  const blank: Opportunity = {
    id: makeId(),
    locationId,
    name: '',
    pipelineId: input.pipelineId ?? pipeline?.id ?? '',
    pipelineStageId:
      pipelinesOf(locationId, call.world.state).find(({ id }) => id === input.pipelineId)?.stages[0]?.id ?? '',
    status: 'open',
    monetaryValue: 0,
    customFields: [],
    source: 'public api',
    lastStatusChangeAt: now,
    lastStageChangeAt: now,
    createdAt: now,
    updatedAt: now,
    ...given({ contactId: input.contactId }),
  }
  const opportunity = call.records.opportunities.insert(apply(blank, input, now, call.world))
  deliverEventLater(opportunityEvent('OpportunityCreate', opportunity), call.world)
  return opportunity
}

/** The opportunity with the input's fields; 400 when pipeline or stage are not the location's own. */
function apply(before: Opportunity, input: Input, now: string, world: World): Opportunity {
  const pipelineId = input.pipelineId ?? before.pipelineId
  const pipeline = pipelinesOf(before.locationId, world.state).find(({ id }) => id === pipelineId)
  if (!pipeline) {
    throw new GhlRefusal(400, 'The pipeline id is invalid.')
  }
  const stageId = input.pipelineStageId ?? before.pipelineStageId
  if (!pipeline.stages.some((stage) => stage.id === stageId)) {
    throw new GhlRefusal(400, 'The pipeline stage id is invalid.')
  }
  const { name, status, monetaryValue, assignedTo, lostReasonId } = input
  const fields = (input.customFields ?? []).map((field) => ({
    id: field.id ?? field.key ?? '',
    fieldValue: field.field_value,
  }))
  const kept = before.customFields.filter((field) => !fields.some((changed) => changed.id === field.id))
  return {
    ...before,
    ...given({ name, status, monetaryValue, assignedTo, lostReasonId }),
    pipelineId,
    pipelineStageId: stageId,
    customFields: [...kept, ...fields],
    lastStageChangeAt: stageId === before.pipelineStageId ? before.lastStageChangeAt : now,
    lastStatusChangeAt: (status ?? before.status) === before.status ? before.lastStatusChangeAt : now,
    updatedAt: now,
  }
}

/** Writes the change and says which webhooks it causes; nothing changed causes none. */
export function changeOpportunity(
  before: Opportunity,
  input: Input,
  records: GhlRecords,
  world: World,
): { opportunity: Opportunity; events: OpportunityEventType[] } {
  const opportunity = records.opportunities.put(apply(before, input, new Date(world.now()).toISOString(), world))
  const events: OpportunityEventType[] = []
  if (opportunity.pipelineStageId !== before.pipelineStageId) events.push('OpportunityStageUpdate')
  if (opportunity.status !== before.status) events.push('OpportunityStatusUpdate')
  const rest = ({ name, monetaryValue, assignedTo, customFields }: Opportunity) =>
    JSON.stringify([name, monetaryValue, assignedTo, customFields])
  if (rest(opportunity) !== rest(before)) events.push('OpportunityUpdate')
  return { opportunity, events }
}

function changeAndTell(call: GhlCall, before: Opportunity, input: Input): Opportunity {
  const { opportunity, events } = changeOpportunity(before, input, call.records, call.world)
  for (const type of events) deliverEventLater(opportunityEvent(type, opportunity), call.world)
  return opportunity
}

function update(call: GhlCall): EmulatorResponse {
  const body = readBody(call, UpdateBody)
  return show(call, changeAndTell(call, own(call), body))
}

function updateStatus(call: GhlCall): EmulatorResponse {
  const body = readBody(call, StatusBody)
  changeAndTell(call, own(call), body)
  return answer({ succeded: true })
}

function upsert(call: GhlCall): EmulatorResponse {
  const body = readBody(call, UpsertBody)
  const locationId = requireLocation(call, body.locationId)
  const before = body.id === undefined ? undefined : own({ ...call, params: { id: body.id } })
  const opportunity = before ? changeAndTell(call, before, body) : insert(call, locationId, body)
  return answer({ opportunity: showOpportunity(opportunity, call.records), new: before === undefined })
}

function remove(call: GhlCall): EmulatorResponse {
  const opportunity = own(call)
  call.records.opportunities.remove(opportunity.id)
  deliverEventLater(opportunityEvent('OpportunityDelete', opportunity), call.world)
  return answer({ succeded: true })
}
