import type { CallOrder, EmulatorResponse, World } from './emulator.ts'
import { calls, newCall, type Call } from './twilio-call.ts'
import { callShoulder } from './twilio-hooks.ts'
import { waitForChoice } from './live-moments.ts'
import { dialFor } from './twilio-dial.ts'
import { followTwiml } from './twilio-ivr.ts'
import type { Line } from './twilio-line.ts'
import { formatDate, newSid } from './twilio-message.ts'
import { describePlace } from './twilio-places.ts'
import { isTaken } from './webhooks.ts'

const ANSWERED = 'The technician answered, so the carrier forwarded nothing and Twilio heard of no call.'

type Told = { event: string; status: number | null }

/**
 * A call the technician does not take, forwarded by the carrier to a Twilio number: the voice webhook, whatever its
 * TwiML leads to, and the status callback at the end. The time a real caller would listen is counted, not waited.
 */
export async function forwardCall(order: CallOrder, world: World): Promise<EmulatorResponse> {
  if (order.outcome === 'answered') return { status: 200, json: { ok: true, sid: null, webhooks: [], note: ANSWERED } }
  const call = calls(world).insert(newCall(order, newSid('CA'), world.now()))
  const told: Told[] = []
  const tell = async (event: string, url: string, params: Record<string, string>) => {
    const outcome = await callShoulder(world, { event, url, params: { ...describeLeg(call), ...params } })
    told.push({ event, status: outcome.status })
    return outcome
  }
  const url = `${world.settings.APP_URL}/hooks/twilio/voice`
  const first = await tell('call.ringing', url, { CallStatus: 'ringing' })
  const dial = dialFor({ order, from: call.from, world })
  const talk = await followTwiml(first, url, { order, from: call.from, world, tell, dial, ...speaksLive(order, world) })
  const status = talk.rejectedAs ?? 'completed'
  const durationS = talk.rejectedAs ? 0 : talk.seconds
  const endedAt = world.now()
  const { heard, recordings, problem } = talk
  calls(world).update(call.id, { status, durationS, endedAt, heard, recordings })
  const last = await tell('call.ended', `${world.settings.APP_URL}/hooks/twilio/voice/status`, {
    CallStatus: status,
    CallDuration: String(durationS),
    Duration: String(Math.ceil(durationS / 60)),
    Timestamp: formatDate(endedAt),
    SequenceNumber: '0',
    CallbackSource: 'call-progress-events',
    ...describeLastRecording(recordings),
  })
  const ok = isTaken(first) && isTaken(last) && !problem
  return {
    status: 200,
    json: { ok, sid: call.id, callStatus: status, durationS, heard, recordings, webhooks: told, problem },
  }
}

const TONE_S = 30

/** At the tone of a live call somebody on the page says whether the caller speaks. */
function speaksLive(order: CallOrder, world: World): Pick<Line, 'speaks'> {
  if (!order.isLive) return {}
  const { from, to, name = '' } = order
  return {
    async speaks(heard) {
      const about = { from, name, to, phone: null, shown: null, heard: [...heard] }
      return (await waitForChoice('tone', about, TONE_S, world)) === 'speak'
    },
  }
}

function describeLeg(call: Call): Record<string, string> {
  return {
    CallSid: call.id,
    From: call.from,
    To: call.to,
    Caller: call.from,
    Called: call.to,
    Direction: 'inbound',
    ...describePlace('From', call.from),
    ...describePlace('To', call.to),
    ...(call.forwardedFrom === null ? {} : { ForwardedFrom: call.forwardedFrom }),
    ...(call.callerName === null ? {} : { CallerName: call.callerName }),
    StirVerstat: 'TN-Validation-Passed-A',
  }
}

function describeLastRecording(recordings: Call['recordings']): Record<string, string> {
  const last = recordings.at(-1)
  if (!last) return {}
  return { RecordingSid: last.sid, RecordingUrl: last.url, RecordingDuration: String(last.durationS) }
}
