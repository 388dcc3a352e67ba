import * as v from 'valibot'
import type { Phone } from '../../base/e164.ts'
import { NUMBER_TIMEOUT_MS } from '../../base/limits.ts'
import type { Answer } from '../port.ts'
import { twilioRest, type TwilioAccount } from './rest.ts'

const Created = v.object({ sid: v.pipe(v.string(), v.regex(/^CA[0-9a-fA-F]{32}$/)) })

export type OutboundCall = {
  to: Phone
  from: Phone
  /** What whoever takes the call hears. */
  twiml: string
  /** Told once, when the call is over: of that alone where no events are asked for. */
  statusCallbackUrl: string
  /** How long the phone may ring. */
  ringS: number
}

export type CallPort = ReturnType<typeof twilioCalls>

/** Calls by Twilio's Calls resource (2010-04-01). */
export function twilioCalls(account: TwilioAccount) {
  const rest = twilioRest(account, NUMBER_TIMEOUT_MS)
  return {
    async place({ to, from, twiml, statusCallbackUrl, ringS }: OutboundCall): Promise<Answer<{ callRef: string }>> {
      const form = {
        To: to,
        From: from,
        Twiml: twiml,
        StatusCallback: statusCallbackUrl,
        StatusCallbackMethod: 'POST',
        Timeout: String(ringS),
      }
      const placed = await rest.post('/Calls.json', form, Created)
      return placed.kind === 'answered' ? { kind: 'answered', value: { callRef: placed.value.sid } } : placed
    },
  }
}
