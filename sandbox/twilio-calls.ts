import { businessCalled } from './businesses.ts'
import type { EmulatorResponse, World } from './emulator.ts'
import { calls, describeCall, type Call } from './twilio-call.ts'
import { refuseWith, type TwilioErrorCode } from './twilio-errors.ts'
import { forwardedTo, lineOf } from './twilio-forwarding.ts'
import { callShoulder } from './twilio-hooks.ts'
import { followTwiml } from './twilio-ivr.ts'
import { foretell } from './twilio-magic.ts'
import { formatDate, newSid } from './twilio-message.ts'
import { ownNumbers } from './twilio-numbers.ts'
import { forwardCall } from './twilio-voice.ts'

/** Calls that Shoulder places: they ring a phone, whose carrier may send them on to another number of ours. */

const DIAL_MS = 60
/** Long enough to be seen ringing; a real phone rings for twenty seconds before it is missed. */
const RING_MS = 1_200
const TIMEOUT_S_PRESET = 60
const TIMEOUT_S_MAX = 600
const TWIML_CHARS_MAX = 4_000
const EVENTS = ['initiated', 'ringing', 'answered', 'completed']

type Refusal = { code: TwilioErrorCode; about?: string }

/** POST /Calls.json. Unknown parameters are ignored, as Twilio does. */
export function createCall(form: URLSearchParams, world: World): EmulatorResponse {
  const refusal = findFault(form) ?? findObstacle(form, world)
  if (refusal) return refuseWith(refusal.code, refusal.about)
  const events = form.getAll('StatusCallbackEvent').flatMap((names) => names.split(/[\s,]+/))
  const call = calls(world).insert({
    id: newSid('CA'),
    from: form.get('From') ?? '',
    to: form.get('To') ?? '',
    status: 'queued',
    startedAt: world.now(),
    endedAt: null,
    durationS: 0,
    forwardedFrom: null,
    callerName: null,
    heard: [],
    recordings: [],
    outbound: {
      twiml: form.get('Twiml') || null,
      url: form.get('Url') || null,
      statusCallback: form.get('StatusCallback') || null,
      events: events.length > 0 ? events : ['completed'],
    },
  })
  scheduleNext(call, world)
  return { status: 201, json: describeCall(call, world.settings.TWILIO_ACCOUNT_SID) }
}

/** Takes up the calls that a stopped sandbox left ringing. */
export function resumeCalls(world: World): void {
  for (const call of calls(world).list()) if (call.outbound) scheduleNext(call, world)
}

function findFault(form: URLSearchParams): Refusal | undefined {
  const to = form.get('To') ?? ''
  const from = form.get('From') ?? ''
  const twiml = form.get('Twiml')
  const url = form.get('Url')
  const timeout = Number(form.get('Timeout') ?? TIMEOUT_S_PRESET)
  if (to === '') return { code: 21201 }
  if (!isPhone(to)) return { code: 21211, about: to }
  if (from === '') return { code: 21213 }
  if (!isPhone(from)) return { code: 21212, about: from }
  if (!twiml && !isWebUrl(url)) return { code: 21205, about: url ?? 'Url or Twiml' }
  if ((twiml?.length ?? 0) > TWIML_CHARS_MAX) return { code: 20001, about: 'Twiml' }
  if (!Number.isInteger(timeout) || timeout < 1 || timeout > TIMEOUT_S_MAX) return { code: 20001, about: 'Timeout' }
  const callback = form.get('StatusCallback')
  if (callback && !isWebUrl(callback)) return { code: 21609, about: callback }
  const unknown = form.getAll('StatusCallbackEvent').find((name) => !name.split(/[\s,]+/).every(isEvent))
  return unknown === undefined ? undefined : { code: 20001, about: `StatusCallbackEvent ${unknown}` }
}

/** A call may show only a number of this account, or one that a business in the sandbox has. */
function findObstacle(form: URLSearchParams, world: World): Refusal | undefined {
  const from = form.get('From') ?? ''
  const isOurs = ownNumbers(world).list({ phoneNumber: from }).length > 0 || businessCalled(from, world) !== undefined
  if (!isOurs) return { code: 21210, about: from }
  const fate = foretell(form.get('To') ?? '')
  return fate.kind === 'refused' && fate.code === 21211 ? { code: 21211, about: form.get('To') ?? '' } : undefined
}

function scheduleNext(call: Call, world: World): void {
  switch (call.status) {
    case 'queued':
      return world.later(DIAL_MS, async () => {
        await tell(call, 'initiated', world)
        const ringing = calls(world).update(call.id, { status: 'ringing' })
        if (!ringing) return
        await tell(ringing, 'ringing', world)
        scheduleNext(ringing, world)
      })
    case 'ringing':
      return world.later(RING_MS, async () => ring(call, world))
    case 'in-progress':
      return world.later(0, async () => end(call, { status: 'completed', durationS: 1 }, world))
    case 'completed':
    case 'busy':
    case 'no-answer':
    case 'failed':
      return undefined
  }
}

/** Nobody took it in time, or somebody did: the carrier decides where the call goes on. */
async function ring(call: Call, world: World): Promise<void> {
  const fate = foretell(call.to)
  if (fate.kind === 'undelivered' && fate.errorCode === 30005) return end(call, { status: 'failed' }, world)
  const line = lineOf(call.to, world)
  const target = forwardedTo(line)
  if (target !== null) return goOnTo(target, call, world)
  switch (line.line) {
    case 'busy':
      return end(call, { status: 'busy' }, world)
    case 'nobody':
      return end(call, { status: 'no-answer' }, world)
    case 'person':
    case 'voicemail':
      return talk(call, world)
  }
}

/** The second leg is a call of its own, and shows who called first. */
async function goOnTo(target: string, call: Call, world: World): Promise<void> {
  const order = { to: target, from: call.from, outcome: 'no-answer', via: 'twilio', forwardedFrom: call.to } as const
  const { json } = await forwardCall(order, world)
  const { callStatus } = json as { callStatus: Call['status'] }
  if (callStatus === 'completed') return talk(call, world)
  return end(call, { status: callStatus === 'busy' ? 'busy' : 'no-answer' }, world)
}

async function talk(call: Call, world: World): Promise<void> {
  const answered = calls(world).update(call.id, { status: 'in-progress' })
  if (!answered) return
  await tell(answered, 'answered', world)
  const { twiml = null, url = null } = call.outbound ?? {}
  const base = url ?? world.settings.APP_URL
  const tellShoulder = (event: string, target: string, params: Record<string, string>) =>
    callShoulder(world, { event, url: target, params: { ...describeLeg(answered), ...params } })
  const first =
    twiml === null
      ? await tellShoulder('call.answered', base, { CallStatus: 'in-progress' })
      : { status: 200, body: twiml, attempts: 0 }
  const order = { to: call.to, from: call.from, outcome: 'no-answer', via: 'twilio' } as const
  const { heard, seconds } = await followTwiml(first, base, { order, from: call.from, world, tell: tellShoulder })
  await end(answered, { status: 'completed', durationS: seconds, heard }, world)
}

async function end(call: Call, change: Partial<Call>, world: World): Promise<void> {
  const ended = calls(world).update(call.id, { ...change, endedAt: world.now() })
  if (ended) await tell(ended, 'completed', world)
}

async function tell(call: Call, event: string, world: World): Promise<void> {
  const { statusCallback = null, events = [] } = call.outbound ?? {}
  if (statusCallback === null || !events.includes(event)) return
  const isOver = event === 'completed'
  await callShoulder(world, {
    event: `call.${event}`,
    url: statusCallback,
    thread: call.id,
    params: {
      ...describeLeg(call),
      CallStatus: event === 'initiated' ? 'initiated' : call.status,
      CallDuration: isOver ? String(call.durationS) : undefined,
      Duration: isOver ? String(Math.ceil(call.durationS / 60)) : undefined,
      Timestamp: formatDate(world.now()),
      SequenceNumber: String(EVENTS.indexOf(event)),
      CallbackSource: 'call-progress-events',
    },
  })
}

function describeLeg({ id, from, to }: Call): Record<string, string> {
  return { CallSid: id, From: from, Caller: from, To: to, Called: to, Direction: 'outbound-api' }
}

function isEvent(name: string): boolean {
  return EVENTS.includes(name)
}

function isPhone(text: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(text)
}

function isWebUrl(text: string | null): boolean {
  return text !== null && /^https?:\/\//i.test(text) && URL.canParse(text)
}
