import type { EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import { CALENDAR_STATES, putCalendar } from './ghl-calendar-list.ts'
import { writeValue } from './ghl-custom-values.ts'
import { revokeTokens } from './ghl-oauth.ts'
import { numbersOf } from './ghl-numbers.ts'
import { changePipelines } from './ghl-pipelines.ts'
import { changePlace, placeOf } from './ghl-places.ts'
import { COMPANY_ID } from './ghl-records.ts'
import { deliverEventLater } from './ghl-webhooks.ts'
import { enrolmentsOf, putWorkflow } from './ghl-workflows.ts'
import { readOrder } from './order.ts'

const REFUSALS = ['tokens', 'existence', 'nothing'] as const

/**
 * What a person does to an account on GoHighLevel's own screens, at `/sandbox/ghl/places/<id>/…`; `agency` stands for
 * the agency itself. GET says what has become of it.
 */
export function answerPlaceControl(request: EmulatorRequest, world: World): EmulatorResponse | undefined {
  const [, , provider, noun, given = '', verb = ''] = request.path.split('/')
  if (provider !== 'ghl' || noun !== 'places' || given === '') return undefined
  const id = given === 'agency' ? COMPANY_ID : given
  if (request.method === 'GET' && verb === '') return show(id, world)
  if (request.method !== 'POST') return undefined
  switch (verb) {
    case 'uninstall':
      revokeTokens(id, world)
      changePlace(id, { isInstalled: false }, world)
      tellUninstalled(id, world)
      return show(id, world)
    case 'revoke':
      revokeTokens(id, world)
      return show(id, world)
    case 'expire':
      changePlace(id, { tokensFrom: world.now() + 1 }, world)
      return show(id, world)
    case 'delete':
      changePlace(id, { isDeleted: true }, world)
      return show(id, world)
    case 'change':
      return change(id, request, world)
    default:
      return undefined
  }
}

function show(id: string, world: World): EmulatorResponse {
  const values = world.state.collection<{ id: string; locationId: string; name: string; value: string }>(
    'ghl_custom_values',
  )
  const tags = world.state.collection<{ id: string; locationId: string; name: string }>('ghl_tags')
  return {
    status: 200,
    json: {
      ...placeOf(id, world),
      numbers: id === COMPANY_ID ? [] : numbersOf(id, world),
      values: values.list({ locationId: id }).map(({ name, value }) => ({ name, value })),
      tags: tags.list({ locationId: id }).map(({ name }) => name),
      enrolments: enrolmentsOf(id, world),
    },
  }
}

function change(id: string, request: EmulatorRequest, world: World): EmulatorResponse {
  const order = readOrder(request)
  const withheld = order.optionalTexts('withheld')
  const admits = order.optionalFlag('admitsPrograms')
  const hasNoNumber = order.optionalFlag('hasNoNumber')
  const isSuspended = order.optionalFlag('isSuspended')
  const isDeleted = order.optionalFlag('isDeleted')
  const workflow = order.optionalText('workflow')
  const calendar = order.optionalText('calendar')
  const calendarUsers = order.optionalTexts('calendarUsers')
  if (calendar) putCalendar(id, calendar, order.choice('calendarState', CALENDAR_STATES, 'on'), calendarUsers, world)
  if (order.optionalText('refuses') !== undefined)
    changePlace(id, { refuses: order.choice('refuses', REFUSALS) }, world)
  const [stages, name, isNone] = [
    order.optionalTexts('stages'),
    order.optionalText('pipeline'),
    order.optionalFlag('noPipeline') ?? false,
  ]
  const value = order.optionalText('customValue')
  if (value) writeValue(id, value, order.optionalText('says') ?? '', world)
  if (withheld) changePlace(id, { withheld }, world)
  if (hasNoNumber !== undefined) changePlace(id, { hasNoNumber }, world)
  if (isDeleted !== undefined) changePlace(id, { isDeleted }, world)
  if (isSuspended !== undefined) changePlace(id, { isSuspended }, world)
  if (admits !== undefined) changePlace(id, { admitsPipelines: admits }, world)
  if (workflow) putWorkflow(id, workflow, order.optionalFlag('isDraft') ? 'draft' : 'published', world)
  if (stages || name || isNone) changePipelines(id, { stages, name, isNone }, world)
  return show(id, world)
}

function tellUninstalled(id: string, world: World): void {
  const appId = world.settings.GHL_CLIENT_ID.split('-')[0]
  const whose = id === COMPANY_ID ? { companyId: id } : { locationId: id }
  deliverEventLater({ type: 'UNINSTALL', appId, ...whose }, world)
}
