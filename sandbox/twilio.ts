import { timingSafeEqual } from 'node:crypto'
import type { Emulator, EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import { controlLiveCalls, endMoments } from './live-moments.ts'
import { calls, describeCall, type Call } from './twilio-call.ts'
import { createCall, resumeCalls } from './twilio-calls.ts'
import { refuseWith, refuseWithStatus } from './twilio-errors.ts'
import { control } from './twilio-control.ts'
import { controlForwarding } from './twilio-forwarding.ts'
import { joinedBusinesses } from './twilio-joined.ts'
import { controlMedia, deliverMedia, handleMedia } from './twilio-media.ts'
import { actOnMessage, createMessage, listMessages } from './twilio-messages.ts'
import { handleNumbers } from './twilio-numbers.ts'
import { answerPage, readDateFilter } from './twilio-pages.ts'
import { resumeProgress } from './twilio-progress.ts'
import { handleRecordings, keepOrphans } from './twilio-recordings.ts'
import { forwardCall } from './twilio-voice.ts'

const RESOURCE = /^\/2010-04-01\/Accounts\/([^/]+)\/(Messages|Calls)(?:\/(\w+))?(\.json)?$/

/** Twilio: texts both ways with status callbacks, calls that reach a number, opt-out, and lists to reconcile with. */
export function twilio(): Emulator {
  const joined = joinedBusinesses()
  return {
    name: 'twilio',
    basePath: '/twilio',
    handle(request, world) {
      const answer = handle(request, world)
      if (request.method !== 'GET' && request.path.includes('/IncomingPhoneNumbers')) joined.remember(world)
      return answer
    },
    refuse: refuseWithStatus,
    async control(request, world) {
      await joined.learn(request, world)
      return controlForwarding(request, world) ?? controlOthers(request, world) ?? control(request, world)
    },
    call: forwardCall,
    start(world) {
      resumeProgress(world)
      resumeCalls(world)
      joined.remember(world)
    },
    reset(world) {
      endMoments(world)
      joined.reset(world)
    },
  }
}

function controlOthers(request: EmulatorRequest, world: World): EmulatorResponse | undefined {
  return controlLiveCalls(request, world) ?? controlMedia(request, world)
}

function handle(request: EmulatorRequest, world: World): EmulatorResponse {
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN } = world.settings
  const delivered = deliverMedia(request, world)
  if (delivered) return delivered
  if (!isAuthorized(request.headers['authorization'], TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN)) return refuseWith(20003)
  const form = asForm(request)
  const numbers = request.path.includes(`/Accounts/${TWILIO_ACCOUNT_SID}/`) ? handleNumbers(form, world) : undefined
  if (numbers) return numbers
  const kept = handleRecordings(form, world) ?? handleMedia(form, world)
  if (kept) return kept
  const [, account, resource, sid, suffix] = RESOURCE.exec(request.path) ?? []
  if (account !== TWILIO_ACCOUNT_SID) return refuseWith(20404, request.path)
  if (suffix !== '.json') return refuseWith(20404, request.path)
  if (resource === 'Calls') return handleCalls(form, sid, world)
  return handleMessages(form, sid, world)
}

function handleMessages(request: EmulatorRequest, sid: string | undefined, world: World): EmulatorResponse {
  if (sid !== undefined) return actOnMessage(request, sid, world)
  if (request.method === 'POST') return createMessage(request.form(), world)
  return request.method === 'GET' ? listMessages(request, world) : refuseWith(20004, request.method)
}

/** Twilio reads parameters from forms only; with another content type it finds none. */
function asForm(request: EmulatorRequest): EmulatorRequest {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '')
  return isForm ? request : { ...request, form: () => new URLSearchParams() }
}

function isAuthorized(header: string | undefined, sid: string, token: string): boolean {
  const wanted = Buffer.from(`Basic ${Buffer.from(`${sid}:${token}`).toString('base64')}`)
  const given = Buffer.from(header ?? '')
  return wanted.length === given.length && timingSafeEqual(wanted, given)
}

function handleCalls(request: EmulatorRequest, sid: string | undefined, world: World): EmulatorResponse {
  const describe = (call: Call) => describeCall(call, world.settings.TWILIO_ACCOUNT_SID)
  if (request.method === 'POST' && sid === undefined) return createCall(request.form(), world)
  if (request.method === 'DELETE' && sid !== undefined) return deleteCall(sid, world)
  if (request.method !== 'GET') return refuseWith(20004, request.method)
  if (sid !== undefined) {
    const call = calls(world).find(sid)
    return call ? { status: 200, json: describe(call) } : refuseWith(20404, sid)
  }
  const { query } = request
  const isStarted = readDateFilter(query, 'StartTime')
  const isEnded = readDateFilter(query, 'EndTime')
  if (!isStarted || !isEnded) return refuseWith(20001, 'StartTime or EndTime')
  const isWanted = (name: string, value: string) => !query.get(name) || query.get(name) === value
  const rows = calls(world)
    .list()
    .filter((call) => isWanted('To', call.to) && isWanted('From', call.from) && isWanted('Status', call.status))
    .filter((call) => isWanted('ParentCallSid', '') && isStarted(call.startedAt) && isEnded(call.endedAt))
  return answerPage(request, { key: 'calls', rows: rows.toReversed(), describe })
}

/** A call that is still on goes on; its recordings outlive it. */
function deleteCall(sid: string, world: World): EmulatorResponse {
  const call = calls(world).find(sid)
  if (!call) return refuseWith(20404, sid)
  if (call.endedAt === null) return refuseWith(20009, sid)
  if (call.recordings.length > 0) keepOrphans(call, world)
  calls(world).remove(sid)
  return { status: 204 }
}
