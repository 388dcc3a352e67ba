import * as v from 'valibot'
import type { CrmRecords } from '../crm-port.ts'
import type { Answer, SendOutcome } from '../port.ts'
import { Id, query } from './answers.ts'
import { Exported, isoOf, messageOf } from './messages.ts'
import type { Ask } from './request.ts'

/** Texts of one conversation; one that goes on longer than this within the time asked for is not looked through. */
const PAGE_ROWS = 100

const Sent = v.object({ messageId: Id })

type Calls = Pick<CrmRecords, 'sendText' | 'listTexts'>

/**
 * Texts by a number of the location. A send takes no idempotency key: what was not answered readably is in doubt.
 * Without the permission to text, the rest of the connection is as good as before.
 */
export function textCalls(ask: Ask, locationId: string): Calls {
  return {
    async sendText({ contactRef, from, to, body: message }) {
      const body = { type: 'SMS', contactId: contactRef, message, fromNumber: from, toNumber: to }
      const call = { product: 'conversations', method: 'POST', path: '/conversations/messages', body } as const
      return sendOutcome(await ask({ ...call, isOptional: true }, Sent))
    },

    async listTexts(contactRef, since) {
      const where = { locationId, contactId: contactRef, channel: 'SMS', startDate: isoOf(since) }
      const order = { sortBy: 'createdAt', sortOrder: 'asc', limit: String(PAGE_ROWS) }
      const path = `/conversations/messages/export?${query({ ...where, ...order })}`
      const answer = await ask({ product: 'conversations', method: 'GET', path, isOptional: true }, Exported)
      if (answer.kind !== 'answered') return answer
      if (answer.value.nextCursor) return { kind: 'unavailable', code: 'list_too_long', retryAfterMs: null }
      return { kind: 'answered', value: answer.value.messages.flatMap((one) => (one ? [messageOf(one)] : [])) }
    },
  }
}

/** A redirect, or a refusal in other words than GoHighLevel's: who knows whether it acted before. */
const UNCLEAR = /^http_(?:3\d\d|4(?!01|29)\d\d)$/

function sendOutcome(answer: Answer<v.InferOutput<typeof Sent>>): SendOutcome {
  if (answer.kind === 'answered') return { kind: 'sent', providerRef: answer.value.messageId }
  if (answer.kind === 'unavailable' && UNCLEAR.test(answer.code)) return { kind: 'in_doubt', code: answer.code }
  return answer
}
