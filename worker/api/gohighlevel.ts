import {
  ConflictSettlement,
  CrmArrangement,
  CrmChoice,
  CrmCreation,
  CrmSearch,
} from '../../tenants/contract/gohighlevel.ts'
import type { Route, TenantContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { mayUseAgency } from '../directory/agencies.ts'
import { readJson, readQuery } from '../read-body.ts'
import { refuse, respondEmpty, respondJson, type Refusal } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'
import { changeKeys } from './tenant-changes.ts'

/** `GET /api/v1/tenants/:id/gohighlevel`: how it is connected, and what is missing there. */
export const readCrm: Route<TenantContext> = async (_request, context) => {
  const view = await askOutcome(context, () => context.tenant.readCrm())
  return view.ok ? respondJson(view.value) : refuse(view.error)
}

/** `GET …/gohighlevel/locations?companyId=&search=`: sub-accounts of an agency that this person has connected. */
export const listCrmLocations: Route<TenantContext> = async (request, context) => {
  const query = readQuery(request.url, CrmSearch)
  if (!query.ok) return refuse(query.error)
  const { companyId, search } = query.value
  if (!(await mayUseAgency(context.env.DIRECTORY, companyId, context.person))) return refuse(NOT_YOURS)
  const found = await askOutcome(context, () => context.tenant.listCrmLocations(companyId, search))
  return found.ok ? respondJson(found.value) : refuse(found.error)
}

/** `POST …/gohighlevel/locations {companyId}`: a new sub-account, which is connected at once. */
export const createCrmLocation: Route<TenantContext> = async (request, context) => {
  const asked = await readJson(request, CrmCreation)
  if (!asked.ok) return refuse(asked.error)
  const { companyId } = asked.value
  if (!(await mayUseAgency(context.env.DIRECTORY, companyId, context.person))) return refuse(NOT_YOURS)
  await recordAccess(context, 'crm_changed', context.tenantId, 'location_created')
  const made = await askOutcome(context, () => context.tenant.createCrmLocation(companyId))
  return made.ok ? connect(context, { companyId, locationId: made.value.locationId }) : refuse(made.error)
}

/** `PUT …/gohighlevel/location {companyId, locationId}`: takes a sub-account of the agency. */
export const chooseCrmLocation: Route<TenantContext> = async (request, context) => {
  const choice = await readJson(request, CrmChoice)
  if (!choice.ok) return refuse(choice.error)
  if (!(await mayUseAgency(context.env.DIRECTORY, choice.value.companyId, context.person))) return refuse(NOT_YOURS)
  return connect(context, choice.value)
}

/** `POST …/gohighlevel/set-up`: has it looked over again. */
export const setUpCrm: Route<TenantContext> = async (_request, context) => {
  const view = await askOutcome(context, () => context.tenant.setUpCrm())
  return view.ok ? respondJson(view.value) : refuse(view.error)
}

/** `PATCH …/gohighlevel {calendarId?, moments?}`: where visits go, and which workflow is meant for what. */
export const arrangeCrm: Route<TenantContext> = async (request, context) => {
  const asked = await readJson(request, CrmArrangement)
  if (!asked.ok) return refuse(asked.error)
  await recordAccess(context, 'crm_changed', context.tenantId, 'arranged')
  const view = await askOutcome(context, () => context.tenant.arrangeCrm(asked.value))
  return view.ok ? respondJson(view.value) : refuse(view.error)
}

/** `POST …/gohighlevel/conflicts/:conflictId {take}`: a person has seen what both sides changed. */
export const settleConflict: Route<TenantContext> = async (request, context) => {
  const settlement = await readJson(request, ConflictSettlement)
  if (!settlement.ok) return refuse(settlement.error)
  const conflictId = (request.params['conflictId'] ?? '').slice(0, 200)
  const settled = await askOutcome(context, () => context.tenant.settleConflict(conflictId, settlement.value))
  return settled.ok ? respondEmpty(204) : refuse(settled.error)
}

/** `DELETE …/gohighlevel`: forgets the account and the keys to it. */
export const dropCrm: Route<TenantContext> = async (_request, context) => {
  await recordAccess(context, 'crm_changed', context.tenantId, 'dropped')
  const dropped = await changeKeys(context, {}, () => context.tenant.dropCrm())
  return dropped.ok ? respondView(context) : refuse(dropped.error)
}

async function connect(context: TenantContext, choice: CrmChoice): Promise<Response> {
  const { locationId } = choice
  await recordAccess(context, 'crm_changed', context.tenantId, locationId)
  const connected = await changeKeys(context, { ghlLocationId: locationId }, () =>
    context.tenant.connectCrm({ kind: 'agency', ...choice }),
  )
  return connected.ok ? respondView(context) : refuse(connected.error)
}

async function respondView(context: TenantContext): Promise<Response> {
  const view = await askOutcome(context, () => context.tenant.readCrm())
  return view.ok ? respondJson(view.value) : refuse(view.error)
}

const NOT_YOURS: Refusal = {
  code: 'forbidden',
  detail: 'Only whoever connected this agency may see its sub-accounts. Connect it yourself to choose one.',
}
