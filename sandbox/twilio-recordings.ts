import type { CallOrder, EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import { calls, newCall, type Call } from './twilio-call.ts'
import { refuseWith } from './twilio-errors.ts'
import { API_VERSION, newSid } from './twilio-message.ts'
import { answerPage } from './twilio-pages.ts'

/** What callers said after the tone. It sounds like silence of the same length; the words stand in the call. */

const PATH = /^\/2010-04-01\/Accounts\/([^/]+)\/Recordings\/(RE\w+)(\.json|\.wav|\.mp3)?$/
const OF_CALL = /^\/2010-04-01\/Accounts\/([^/]+)\/Calls\/(CA\w+)\/Recordings\.json$/
const LENGTH_S = 8

/** Undefined where the path is about something else. The caller has checked the credentials. */
export function handleRecordings(request: EmulatorRequest, world: World): EmulatorResponse | undefined {
  const [, owner, callSid] = OF_CALL.exec(request.path) ?? []
  const { TWILIO_ACCOUNT_SID } = world.settings
  if (callSid !== undefined && owner === TWILIO_ACCOUNT_SID) return listOfCall(request, callSid, world)
  const [, account, sid, suffix] = PATH.exec(request.path) ?? []
  if (account !== TWILIO_ACCOUNT_SID || sid === undefined) return undefined
  if (request.method === 'DELETE') return drop(sid, world)
  if (request.method !== 'GET') return refuseWith(20004, request.method)
  if (!holderOf(sid, world) && !orphans(world).find(sid)) return refuseWith(20404, sid)
  if (suffix === '.json') return { status: 200, json: { sid, account_sid: account, duration: String(LENGTH_S) } }
  if (suffix === '.mp3') return { status: 200, bytes: SILENT_MP3, headers: { 'content-type': 'audio/mpeg' } }
  return { status: 200, bytes: SILENT_WAV, headers: { 'content-type': 'audio/x-wav' } }
}

export function keepRecording(order: CallOrder, world: World): { callSid: string; sid: string; url: string } {
  const call = newCall(order, newSid('CA'), world.now())
  const { TWILIO_API_URL, TWILIO_ACCOUNT_SID } = world.settings
  const sid = newSid('RE')
  const url = `${TWILIO_API_URL}/${API_VERSION}/Accounts/${TWILIO_ACCOUNT_SID}/Recordings/${sid}`
  const recordings = [{ sid, url, durationS: LENGTH_S, text: '' }]
  calls(world).insert({ ...call, status: 'completed', endedAt: world.now(), durationS: LENGTH_S, recordings })
  return { callSid: call.id, sid, url }
}

type Orphan = { id: string; callSid: string }

/** Recordings outlive their call. */
export function keepOrphans({ id, recordings }: Call, world: World): void {
  for (const { sid } of recordings) orphans(world).put({ id: sid, callSid: id })
}

function orphans(world: World) {
  return world.state.collection<Orphan>('twilio_recordings')
}

function holderOf(sid: string, world: World): Call | undefined {
  return calls(world)
    .list()
    .find((call) => call.recordings.some((recording) => recording.sid === sid))
}

function listOfCall(request: EmulatorRequest, callSid: string, world: World): EmulatorResponse {
  if (request.method !== 'GET') return refuseWith(20004, request.method)
  const ofCall = calls(world).find(callSid)?.recordings ?? []
  const left = orphans(world).list({ callSid })
  const rows = [...ofCall.map(({ sid }) => sid), ...left.map(({ id }) => id)].map((id) => ({ id }))
  const describe = ({ id }: { id: string }) => ({ sid: id, call_sid: callSid })
  return answerPage(request, { key: 'recordings', rows, describe })
}

function drop(sid: string, world: World): EmulatorResponse {
  const holder = holderOf(sid, world)
  if (!holder) return orphans(world).remove(sid) ? { status: 204 } : refuseWith(20404, sid)
  const recordings = holder.recordings.filter((recording) => recording.sid !== sid)
  calls(world).update(holder.id, { recordings })
  return { status: 204 }
}

const SILENT_WAV = makeWav(8_000 * LENGTH_S)
const SILENT_MP3 = makeMp3(Math.ceil((LENGTH_S * 44_100) / 1_152))

/** 8 kHz, 8 bits, one channel. */
function makeWav(samples: number): Buffer {
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + samples, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(8_000, 24)
  header.writeUInt32LE(8_000, 28)
  header.writeUInt16LE(1, 32)
  header.writeUInt16LE(8, 34)
  header.write('data', 36)
  header.writeUInt32LE(samples, 40)
  return Buffer.concat([header, Buffer.alloc(samples, 0x80)])
}

/** Frames of the third layer at 32 kbit/s and 44.1 kHz, one channel; side information of zeros is silence. */
function makeMp3(frames: number): Buffer {
  const frame = Buffer.alloc(104)
  frame.set([0xff, 0xfb, 0x10, 0xc4])
  return Buffer.concat(Array.from({ length: frames }, () => frame))
}
