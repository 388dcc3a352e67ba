import {
  CALL_OUTCOMES,
  TECHNICIAN_TAKES,
  type CallOrder,
  type EmulatorRequest,
  type EmulatorResponse,
  type World,
} from './emulator.ts'
import { ADS_FAULT_KINDS, FAULT_KINDS } from './faults.ts'
import { tellLines } from './lines.ts'
import { isModel } from './models/control.ts'
import { readOrder } from './order.ts'
import { samplePicture } from './sample-picture.ts'
import { answerScenarios } from './scenario-control.ts'
import type { ScenarioPlayer } from './scenario-player.ts'
import { answerTimings } from './timings.ts'
import type { Trace } from './trace.ts'
import { controlWebForm } from './web-form.ts'

const FAULT_FOR_MS_PRESET = 60_000
const FAULT_FOR_MS_MAX = 86_400_000
const SLOW_MS_PRESET = 3000
const SLOW_MS_MAX = 60_000
const FAULT_STATUS_PRESET = 500

export type Parts = { world: World; reset: () => void; scenarios: ScenarioPlayer; trace: Trace }
type Action = (request: EmulatorRequest, parts: Parts) => EmulatorResponse | Promise<EmulatorResponse>

/** What belongs to no single provider. Each emulator adds its own routes below /sandbox/. */
const ROUTES: Record<string, Action> = {
  'POST /sandbox/calls': placeCall,
  'GET /sandbox/sample-picture': () => ({
    status: 200,
    bytes: samplePicture(),
    headers: { 'content-type': 'image/png' },
  }),
  'GET /sandbox/faults': (_request, { world }) => ({ status: 200, json: world.faults.list() }),
  'POST /sandbox/faults': addFault,
  'DELETE /sandbox/faults': ({ query }, { world }) => {
    const id = query.get('id')
    if (id === null) world.faults.clear()
    else world.faults.remove(id)
    return { status: 200, json: { ok: true } }
  },
  'POST /sandbox/reset': (_request, { reset }) => {
    reset()
    return { status: 200, json: { ok: true } }
  },
  'GET /sandbox/state': (_request, { world }) => ({ status: 200, json: world.state.counts() }),
  'GET /sandbox/timings': (request, { world }) => answerTimings(request, world),
  'GET /sandbox/trace': ({ query }, { trace }) => ({ status: 200, json: trace.list(query.getAll('id')) }),
  'GET /sandbox/lines': ({ query }) => {
    const after = query.get('after')
    return { status: 200, json: tellLines(after === null ? null : Number(after) || 0) }
  },
  'GET /sandbox/settings': (_request, { world }) => ({ status: 200, json: publicSettings(world) }),
}

/** Answers a /sandbox/ request; undefined when nobody knows the path. Throws BadOrder for input it cannot use. */
export async function answerControl(request: EmulatorRequest, parts: Parts): Promise<EmulatorResponse | undefined> {
  const action = ROUTES[`${request.method} ${request.path}`]
  if (action) return action(request, parts)
  const played = (await answerScenarios(request, parts.scenarios)) ?? (await controlWebForm(request, parts.world))
  if (played) return played
  for (const emulator of Object.values(parts.world.emulators)) {
    const answer = await emulator.control?.(request, parts.world)
    if (answer) return answer
  }
  return undefined
}

async function placeCall(request: EmulatorRequest, { world }: Parts): Promise<EmulatorResponse> {
  const order = readCall(request)
  const emulator = world.emulators[order.via]
  if (emulator?.call) return emulator.call(order, world)
  return { status: 501, json: { error: `this sandbox has no ${order.via} that takes calls` } }
}

function readCall(request: EmulatorRequest): CallOrder {
  const order = readOrder(request)
  const locationId = order.optionalText('locationId')
  const from = order.text('from')
  const optional = {
    locationId,
    name: order.optionalText('name'),
    email: order.optionalText('email'),
    forwardedFrom: order.optionalPhone('forwardedFrom'),
    digits: order.optionalText('digits'),
    says: order.optionalText('says'),
    speech: order.optionalText('speech'),
  }
  return {
    to: order.phone('to'),
    from: from === 'anonymous' ? from : order.phone('from'),
    outcome: order.choice('outcome', CALL_OUTCOMES),
    via: order.choice('via', ['ghl', 'twilio'], locationId === undefined ? 'twilio' : 'ghl'),
    ...(withoutGaps(optional) as Partial<CallOrder>),
    ...(order.optionalText('technician') === undefined
      ? {}
      : { technician: order.choice('technician', TECHNICIAN_TAKES) }),
    ...(order.optionalFlag('isLive') === true ? { isLive: true } : {}),
  }
}

function withoutGaps(fields: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

function addFault(request: EmulatorRequest, { world }: Parts): EmulatorResponse {
  const order = readOrder(request)
  const path = order.optionalText('path')
  const provider = order.choice('provider', Object.keys(world.emulators))
  const fault = world.faults.add({
    provider,
    kind: order.choice('kind', provider === 'google-ads' ? [...FAULT_KINDS, ...ADS_FAULT_KINDS] : FAULT_KINDS),
    status: order.number('status', { min: 400, max: 599, preset: FAULT_STATUS_PRESET }),
    rate: order.number('rate', { min: 0, max: 1, preset: 1 }),
    endsAt: world.now() + order.number('forMs', { min: 1, max: FAULT_FOR_MS_MAX, preset: FAULT_FOR_MS_PRESET }),
    slowMs: order.number('slowMs', { min: 0, max: SLOW_MS_MAX, preset: SLOW_MS_PRESET }),
    ...(path === undefined ? {} : { path }),
  })
  return { status: 201, json: fault }
}

/** What a page may know. No key, token or secret. */
function publicSettings({ settings, emulators }: World) {
  const { APP_URL, EMAIL_FROM, ADMIN_EMAILS, TWILIO_API_URL, GHL_API_URL, RESEND_API_URL } = settings
  return {
    appUrl: APP_URL,
    emailFrom: EMAIL_FROM,
    adminEmails: ADMIN_EMAILS.split(',').map((email) => email.trim()),
    // Models that Shoulder does not ask cannot fail either.
    providers: Object.keys(emulators).filter((name) => settings.SANDBOX_MODELS === '1' || !isModel(name)),
    apiUrls: { twilio: TWILIO_API_URL, ghl: GHL_API_URL, resend: RESEND_API_URL },
  }
}
