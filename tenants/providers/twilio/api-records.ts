import * as v from 'valibot'
import { SEND_TIMEOUT_MS } from '../../base/limits.ts'
import type { Forgotten, RecordsPort } from '../port.ts'
import { twilioRest, type TwilioAccount, type TwilioRest } from './rest.ts'

const RECORDINGS_MAX = 100
const NOT_FOUND = '20404'

const Redacted = v.object({ sid: v.string(), body: v.nullish(v.literal('')) })
const Recordings = v.object({
  recordings: v.array(v.object({ sid: v.pipe(v.string(), v.regex(/^RE[0-9a-fA-F]{32}$/)) })),
})

/**
 * What Twilio keeps of texts and calls, taken away. Deleting a text takes its pictures with it; deleting a call does
 * not take its recordings, so those go first.
 */
export function twilioRecords(account: TwilioAccount): RecordsPort {
  const rest = twilioRest(account, SEND_TIMEOUT_MS)
  return {
    async redactMessage(ref) {
      const answer = await rest.post(`/Messages/${encodeURIComponent(ref)}.json`, { Body: '' }, Redacted)
      if (answer.kind === 'answered') return { kind: 'answered', value: 'deleted' }
      if (answer.kind === 'refused' && answer.code === NOT_FOUND) return { kind: 'answered', value: 'gone' }
      // Emptying twice is emptying once.
      return answer.kind === 'in_doubt' ? { kind: 'unavailable', code: answer.code, retryAfterMs: null } : answer
    },
    forgetMessage: (ref) => rest.delete(`/Messages/${encodeURIComponent(ref)}.json`),
    forgetMedia(ref) {
      const [message = '', media = ''] = ref.split('/')
      return rest.delete(`/Messages/${encodeURIComponent(message)}/Media/${encodeURIComponent(media)}.json`)
    },
    forgetRecording: (ref) => rest.delete(`/Recordings/${encodeURIComponent(ref)}.json`),
    async forgetCall(ref) {
      const recordings = await forgetRecordings(rest, ref)
      return recordings.kind === 'answered' ? rest.delete(`/Calls/${encodeURIComponent(ref)}.json`) : recordings
    },
  }
}

async function forgetRecordings(rest: TwilioRest, callRef: string): Promise<Forgotten> {
  const path = `/Calls/${encodeURIComponent(callRef)}/Recordings.json`
  const listed = await rest.get(path, { PageSize: String(RECORDINGS_MAX) }, Recordings)
  if (listed.kind === 'refused' && listed.code === NOT_FOUND) return { kind: 'answered', value: 'gone' }
  if (listed.kind !== 'answered') return listed
  for (const { sid } of listed.value.recordings) {
    const forgotten = await rest.delete(`/Recordings/${sid}.json`)
    if (forgotten.kind !== 'answered') return forgotten
  }
  return { kind: 'answered', value: 'deleted' }
}
