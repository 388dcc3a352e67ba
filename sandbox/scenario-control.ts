import type { EmulatorRequest, EmulatorResponse } from './emulator.ts'
import { readOrder } from './order.ts'
import type { ScenarioPlayer } from './scenario-player.ts'

const PATH = '/sandbox/scenarios'
const SPEED_MAX = 10

/**
 * GET /sandbox/scenarios lists them with their runs; POST …/:name {speed?, businessId?} begins one and answers
 * {id, caller}; DELETE …/:id ends a run. Undefined means: not mine.
 */
export async function answerScenarios(
  request: EmulatorRequest,
  player: ScenarioPlayer,
): Promise<EmulatorResponse | undefined> {
  if (request.path === PATH) return request.method === 'GET' ? { status: 200, json: player.list() } : undefined
  const word = /^\/sandbox\/scenarios\/([\w-]+)$/.exec(request.path)?.[1]
  if (word === undefined) return undefined
  if (request.method === 'POST') return begin(word, request, player)
  if (request.method !== 'DELETE') return undefined
  const run = await player.stop(word)
  return run ? { status: 200, json: run } : { status: 404, json: { error: `no run ${word} plays or played lately` } }
}

async function begin(name: string, request: EmulatorRequest, player: ScenarioPlayer): Promise<EmulatorResponse> {
  const scenario = player.find(name)
  if (!scenario) {
    const names = player.list().map((known) => known.name)
    return { status: 404, json: { error: `there is no scenario ${name}; choose one of ${names.join(', ')}` } }
  }
  const order = readOrder(request)
  const speed = order.number('speed', { min: 1, max: SPEED_MAX, preset: 1 })
  const run = await player.start(scenario, { speed, businessId: order.optionalText('businessId') })
  if (!run) return { status: 409, json: { error: 'too many scenarios play already; stop one first' } }
  return { status: 202, json: { id: run.id, caller: run.caller } }
}
