import * as v from 'valibot'
import { randomUUID } from 'node:crypto'
import type { EmulatorResponse, World } from './emulator.ts'
import { placeOf } from './ghl-places.ts'
import { makeId, pipelineOf } from './ghl-records.ts'
import type { Pipeline } from './ghl-records.ts'
import { answer, readBody, readQuery, requireLocation } from './ghl-route.ts'
import type { GhlCall, GhlRoute } from './ghl-route.ts'
import type { State } from './state.ts'

type Kept = { id: string; pipelines: Pipeline[] }

/** A location's pipelines: one of ours, until a person or a program has changed them. */
export function pipelinesOf(locationId: string, state: State): Pipeline[] {
  return kept(state).find(locationId)?.pipelines ?? [pipelineOf(locationId)]
}

function keepPipelines(locationId: string, pipelines: Pipeline[], state: State): void {
  kept(state).put({ id: locationId, pipelines })
}

/** The stage's name, or undefined when no pipeline of the location has it. */
export function stageName(locationId: string, stageId: string, state: State): string | undefined {
  const stages = pipelinesOf(locationId, state).flatMap((pipeline) => pipeline.stages)
  return stages.find((stage) => stage.id === stageId)?.name
}

function kept(state: State) {
  return state.collection<Kept>('ghl_pipelines')
}

const PipelinesQuery = v.object({ locationId: v.string() })
const NewStage = v.object({ name: v.pipe(v.string(), v.nonEmpty()), position: v.optional(v.number()) })
const NewPipeline = v.object({
  locationId: v.string(),
  name: v.pipe(v.string(), v.nonEmpty()),
  stages: v.pipe(v.array(NewStage), v.minLength(1)),
})

export const PIPELINE_ROUTES: GhlRoute[] = [
  { method: 'GET', path: '/opportunities/pipelines', opens: 'Location', answer: listPipelines },
  { method: 'POST', path: '/opportunities/pipelines', opens: 'Location', answer: createPipeline },
]

function listPipelines(call: GhlCall): EmulatorResponse {
  const { locationId } = readQuery(call, PipelinesQuery)
  return answer({ pipelines: pipelinesOf(requireLocation(call, locationId), call.world.state) })
}

/** Of the newer contract, which says no in its own shape. */
function createPipeline(call: GhlCall): EmulatorResponse {
  const body = readBody(call, NewPipeline)
  const locationId = requireLocation(call, body.locationId)
  if (!placeOf(locationId, call.world).admitsPipelines) {
    return refuseAnew(403, 'PIPELINE_API_NOT_ENABLED_FOR_LOCATION', 'This location is not enabled for this API.')
  }
  const held = pipelinesOf(locationId, call.world.state)
  if (held.some(({ name }) => name === body.name)) {
    return refuseAnew(422, 'PIPELINE_NAME_TAKEN', 'A pipeline of this name already exists.')
  }
  const stages = body.stages.map(({ name }, position) => ({ id: randomUUID(), name, position }))
  const pipeline = { id: makeId(), name: body.name, stages, showInFunnel: true, showInPieChart: true, locationId }
  keepPipelines(locationId, [...held, pipeline], call.world.state)
  return answer({ pipeline }, 201)
}

function refuseAnew(status: number, code: string, message: string): EmulatorResponse {
  return { status, json: { error: { code, message, details: null, resolution: null } } }
}

/** What a person does on the pipeline's screen: other names for stages, in their order, or no pipeline at all. */
export function changePipelines(
  locationId: string,
  { stages, name, isNone }: { stages: string[] | undefined; name: string | undefined; isNone: boolean },
  world: World,
): Pipeline[] {
  const [first = pipelineOf(locationId), ...others] = pipelinesOf(locationId, world.state)
  const renamed = stages?.map((word, position) => ({
    id: first.stages[position]?.id ?? randomUUID(),
    name: word,
    position,
  }))
  const changed = { ...first, name: name ?? first.name, stages: renamed ?? first.stages }
  keepPipelines(locationId, isNone ? [] : [changed, ...others], world.state)
  return pipelinesOf(locationId, world.state)
}
