import type { CallOrder, World } from './emulator.ts'
import type { Collection } from './collection.ts'
import { API_VERSION, formatDate } from './twilio-message.ts'

/** A call as Twilio keeps it. `id` is its SID; instants are epoch milliseconds. */
export type Call = {
  id: string
  from: string
  to: string
  status: 'queued' | 'ringing' | 'in-progress' | 'completed' | 'busy' | 'no-answer' | 'failed'
  startedAt: number
  endedAt: number | null
  durationS: number
  forwardedFrom: string | null
  callerName: string | null
  /** What the caller heard, in order. */
  heard: string[]
  recordings: Recording[]
  /** Set for a call that Shoulder placed: what is to be said, and who is told of which events. */
  outbound?: { twiml: string | null; url: string | null; statusCallback: string | null; events: string[] }
}

export type Recording = { sid: string; url: string; durationS: number; text: string }

/** What Twilio passes on as the number of a caller who withholds it. */
const ANONYMOUS = '+266696687'

export function calls(world: World): Collection<Call> {
  return world.state.collection<Call>('twilio_calls', { indexed: ['to', 'from'] })
}

export function newCall(order: CallOrder, sid: string, now: number): Call {
  const isAnonymous = order.from === 'anonymous'
  return {
    id: sid,
    from: isAnonymous ? ANONYMOUS : order.from,
    to: order.to,
    status: 'ringing',
    startedAt: now,
    endedAt: null,
    durationS: 0,
    forwardedFrom: order.forwardedFrom ?? null,
    callerName: isAnonymous ? null : (order.name ?? null),
    heard: [],
    recordings: [],
  }
}

/** The Call resource on the wire. */
export function describeCall(call: Call, accountSid: string) {
  const uri = `/${API_VERSION}/Accounts/${accountSid}/Calls/${call.id}`
  return {
    sid: call.id,
    account_sid: accountSid,
    api_version: API_VERSION,
    parent_call_sid: null,
    to: call.to,
    to_formatted: formatNumber(call.to),
    from: call.from,
    from_formatted: formatNumber(call.from),
    phone_number_sid: null,
    status: call.status,
    start_time: formatDate(call.startedAt),
    end_time: call.endedAt === null ? null : formatDate(call.endedAt),
    duration: call.status === 'completed' ? String(call.durationS) : null,
    price: null,
    price_unit: 'USD',
    direction: call.outbound ? 'outbound-api' : 'inbound',
    answered_by: null,
    forwarded_from: call.forwardedFrom,
    group_sid: null,
    caller_name: call.callerName,
    queue_time: '0',
    trunk_sid: null,
    date_created: formatDate(call.startedAt),
    date_updated: formatDate(call.endedAt ?? call.startedAt),
    uri: `${uri}.json`,
    subresource_uris: { recordings: `${uri}/Recordings.json` },
  }
}

function formatNumber(phone: string): string {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone)
  return parts ? `(${parts[1]}) ${parts[2]}-${parts[3]}` : phone
}
