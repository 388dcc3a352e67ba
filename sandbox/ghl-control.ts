import { CALL_OUTCOMES, BadOrder } from './emulator.ts'
import type { EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import { describeOutcome, receiveCall } from './ghl-calls.ts'
import { changeOpportunity, showOpportunity } from './ghl-opportunities.ts'
import { pipelinesOf, stageName } from './ghl-pipelines.ts'
import { CHANNELS, OPPORTUNITY_STATUSES, STAGES, openRecords } from './ghl-records.ts'
import type { Contact, GhlRecords } from './ghl-records.ts'
import { given } from './ghl-route.ts'
import { showGhlTexts } from './ghl-texts.ts'
import { contactEvent, deliverEvent, opportunityEvent } from './ghl-webhooks.ts'
import { readOrder } from './order.ts'
import type { Collection } from './collection.ts'

const LIST_ROWS = 1000

type Control = { request: EmulatorRequest; world: World; records: GhlRecords; id: string }

/**
 * What a person at GoHighLevel's screen sees and does. The lists are plain arrays, oldest first, at most the newest
 * `limit` (1,000), filtered by locationId, contactId and phone. What a person changes answers once Shoulder was told.
 */
export function answerGhlControl(
  request: EmulatorRequest,
  world: World,
): Promise<EmulatorResponse> | EmulatorResponse | undefined {
  const [, , provider, noun = '', id = '', verb = ''] = request.path.split('/')
  if (provider !== 'ghl') return undefined
  const control: Control = { request, world, records: openRecords(world.state), id }
  switch (`${request.method} ${[noun, id && ':id', verb].filter(Boolean).join('/')}`) {
    case 'GET contacts':
      return respondList(control, listContacts(control))
    case 'GET opportunities':
      return respondList(control, listOpportunities(control))
    case 'GET notes':
      return respondList(control, listOf(control, control.records.notes))
    case 'GET messages':
      return respondList(control, listOf(control, control.records.messages))
    case 'GET texts':
      return respondList(control, showGhlTexts(filterPair(request), world))
    case 'POST opportunities/:id/stage':
      return moveOpportunity(control)
    case 'POST contacts/:id/dnd':
      return switchDnd(control)
    case 'POST calls':
      return callWithNumbers(control)
    default:
      return undefined
  }
}

/** A "+" that was not escaped arrives as a blank. */
function filterPair({ query }: EmulatorRequest): { to?: string; from?: string } {
  const number = (name: string) => query.get(name)?.replace(/^ /, '+')
  return given({ to: number('to'), from: number('from') })
}

function respondList({ request }: Control, rows: unknown[]): EmulatorResponse {
  const limit = Number(request.query.get('limit') ?? LIST_ROWS)
  if (!Number.isInteger(limit) || limit < 1) throw new BadOrder('limit must be a whole number above 0')
  return { status: 200, json: rows.slice(-limit) }
}

function listContacts({ request, records }: Control): Contact[] {
  const { locationId, contactId, phone } = filtersOf(request)
  return records.contacts.list(given({ phone, locationId, id: contactId }))
}

function listOpportunities(control: Control): Record<string, unknown>[] {
  return listOf(control, control.records.opportunities).map((opportunity) => ({
    ...showOpportunity(opportunity, control.records),
    stage: stageName(opportunity.locationId, opportunity.pipelineStageId, control.world.state),
  }))
}

type OfContact = { id: string; locationId: string; contactId?: string }

function listOf<T extends OfContact>({ request, records }: Control, rows: Collection<T>): T[] {
  const { locationId, contactId, phone } = filtersOf(request)
  const wanted: Partial<OfContact> = given({ contactId, locationId })
  const found = rows.list(wanted as Partial<T>)
  return found.filter((row) => phone === undefined || records.contacts.find(row.contactId ?? '')?.phone === phone)
}

function filtersOf({ query }: EmulatorRequest): { locationId?: string; contactId?: string; phone?: string } {
  const filter = (name: string) => query.get(name) ?? undefined
  return given({ locationId: filter('locationId'), contactId: filter('contactId'), phone: filter('phone') })
}

/**
 * A person drags the card to another column, `{stage}`, marks it, `{status}`, or writes an amount on it, `{amount}`.
 * `stageId` is a column that the business has made for itself; `at` is when, in epoch milliseconds.
 */
async function moveOpportunity(control: Control): Promise<EmulatorResponse> {
  const { request, world, records, id } = control
  const before = records.opportunities.find(id)
  if (!before) throw new BadOrder(`there is no opportunity ${id}`)
  const order = readOrder(request)
  const stage = order.optionalText('stage')
  const status = order.optionalText('status') === undefined ? undefined : order.choice('status', OPPORTUNITY_STATUSES)
  const stageId = order.optionalText('stageId')
  const amount = order.optionalNumber('amount')
  if ((stage ?? stageId ?? status ?? amount) === undefined) throw new BadOrder('stage, status or amount is missing')
  const pipelines = pipelinesOf(before.locationId, world.state)
  const stages = pipelines.find(({ id: one }) => one === before.pipelineId)?.stages ?? []
  const wanted = stages.find((one) => one.id === stage || one.name.toLowerCase() === stage?.toLowerCase())
  if (stage !== undefined && !wanted) throw new BadOrder(`stage must be one of ${STAGES.join(', ')}`)
  const change = given({ pipelineStageId: wanted?.id, status, monetaryValue: amount })
  const at = order.optionalNumber('at')
  const clocked = at === undefined ? world : { ...world, now: () => at }
  const { opportunity, events } = dragToOwnStage(changeOpportunity(before, change, records, clocked), stageId, control)
  const webhooks = await Promise.all(
    events.map(async (type) => describeOutcome(type, await deliverEvent(opportunityEvent(type, opportunity), world))),
  )
  return {
    status: 200,
    json: { ...opportunity, stage: stageName(before.locationId, opportunity.pipelineStageId, world.state), webhooks },
  }
}

type Changed = ReturnType<typeof changeOpportunity>

function dragToOwnStage(changed: Changed, stageId: string | undefined, { records, world }: Control): Changed {
  if (stageId === undefined) return changed
  const lastStageChangeAt = new Date(world.now()).toISOString()
  const opportunity = records.opportunities.put({ ...changed.opportunity, pipelineStageId: stageId, lastStageChangeAt })
  return { opportunity, events: [...changed.events, 'OpportunityStageUpdate'] }
}

/** A person switches do-not-disturb for one channel, or for all when none is named: `{active, channel?}`. */
async function switchDnd({ request, world, records, id }: Control): Promise<EmulatorResponse> {
  const before = records.contacts.find(id)
  if (!before) throw new BadOrder(`there is no contact ${id}`)
  const order = readOrder(request)
  const channels = order.optionalText('channel') === undefined ? CHANNELS : [order.choice('channel', CHANNELS)]
  const status = (order.optionalFlag('active') ?? true) ? ('active' as const) : ('inactive' as const)
  const switched = Object.fromEntries(channels.map((channel) => [channel, { status, message: '', code: '' }]))
  const dndSettings = { ...before.dndSettings, ...switched }
  const dnd = CHANNELS.every((channel) => dndSettings[channel]?.status === 'active')
  const dateUpdated = new Date(world.now()).toISOString()
  const contact = records.contacts.put({ ...before, dnd, dndSettings, dateUpdated })
  const outcome = await deliverEvent(contactEvent('ContactDndUpdate', contact), world)
  return { status: 200, json: { ...contact, webhooks: [describeOutcome('ContactDndUpdate', outcome)] } }
}

/** As POST /sandbox/calls, with `withNumbers` to have from and to in the webhook. */
function callWithNumbers({ request, world }: Control): Promise<EmulatorResponse> {
  const order = readOrder(request)
  const from = order.text('from')
  const optional = {
    locationId: order.optionalText('locationId'),
    name: order.optionalText('name'),
    email: order.optionalText('email'),
    withNumbers: order.optionalFlag('withNumbers'),
  }
  return receiveCall(
    {
      to: order.phone('to'),
      from: from === 'anonymous' ? from : order.phone('from'),
      outcome: order.choice('outcome', CALL_OUTCOMES),
      via: 'ghl',
      ...given(optional),
    },
    world,
  )
}
