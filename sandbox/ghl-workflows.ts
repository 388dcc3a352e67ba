import * as v from 'valibot'
import type { EmulatorResponse, World } from './emulator.ts'
import { makeId } from './ghl-records.ts'
import { GhlRefusal, answer, readBody, readQuery, requireLocation, requireOwn } from './ghl-route.ts'
import type { GhlCall, GhlRoute } from './ghl-route.ts'

export type Workflow = {
  id: string
  locationId: string
  name: string
  status: 'draft' | 'published'
  version: number
  createdAt: string
  updatedAt: string
}
/** A contact in a workflow, for as long as nobody takes them out. */
type Enrolment = { id: string; locationId: string; workflowId: string; contactId: string }

const Query = v.object({ locationId: v.string() })
const Body = v.object({ eventStartTime: v.optional(v.string()) })

export const WORKFLOW_ROUTES: GhlRoute[] = [
  { method: 'GET', path: '/workflows', opens: 'Location', answer: list },
  {
    method: 'POST',
    path: '/contacts/:id/workflow/:workflowId',
    opens: 'Location',
    answer: (call) => enrol(call, true),
  },
  {
    method: 'DELETE',
    path: '/contacts/:id/workflow/:workflowId',
    opens: 'Location',
    answer: (call) => enrol(call, false),
  },
]

const workflows = (world: World) => world.state.collection<Workflow>('ghl_workflows')
const enrolments = (world: World) => world.state.collection<Enrolment>('ghl_enrolments')

function list(call: GhlCall): EmulatorResponse {
  const locationId = requireLocation(call, readQuery(call, Query).locationId)
  return answer({ workflows: workflows(call.world).list({ locationId }) })
}

function enrol(call: GhlCall, isIn: boolean): EmulatorResponse {
  readBody(call, Body)
  const contactId = call.params['id'] ?? ''
  const { locationId } = requireOwn(call, call.records.contacts.find(contactId), 'Contact not found')
  const workflowId = call.params['workflowId'] ?? ''
  const workflow = requireOwn(call, workflows(call.world).find(workflowId), 'Workflow not found')
  if (isIn && workflow.status !== 'published') throw new GhlRefusal(400, 'The workflow is not published.')
  const id = `${workflowId}/${contactId}`
  if (isIn) enrolments(call.world).put({ id, locationId, workflowId, contactId })
  else enrolments(call.world).remove(id)
  return answer({ succeded: true })
}

/** A person builds or publishes a workflow on GoHighLevel's screen. */
export function putWorkflow(locationId: string, name: string, status: Workflow['status'], world: World): Workflow {
  const known = workflows(world).list({ locationId, name })[0]
  const now = new Date(world.now()).toISOString()
  const fresh = { id: makeId(), locationId, name, version: 1, createdAt: now }
  return workflows(world).put({ ...(known ?? fresh), status, updatedAt: now })
}

export function enrolmentsOf(locationId: string, world: World): { workflow: string; contactId: string }[] {
  return enrolments(world)
    .list({ locationId })
    .map(({ workflowId, contactId }) => ({ workflow: workflows(world).find(workflowId)?.name ?? '', contactId }))
}
