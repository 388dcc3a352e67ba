import { SMS_BODY_CHARS_MAX } from '../../base/limits.ts'
import type { DeliveryStatus, InboundEvent } from '../inbound.ts'
import { phoneOrNull } from '../parse.ts'

type Told = {
  messageType: string
  messageId?: string | null | undefined
  contactId?: string | null | undefined
  status?: string | null | undefined
  body?: string | null | undefined
  source?: string | null | undefined
  userId?: string | null | undefined
  to?: unknown
}

const STATUSES: Record<string, DeliveryStatus> = {
  delivered: 'delivered',
  read: 'delivered',
  opened: 'delivered',
  failed: 'failed',
  undelivered: 'undelivered',
  opt_out: 'failed',
  sent: 'sent',
}
const AUTOMATIONS = new Set(['workflow', 'bulk_actions', 'campaign'])

/** A text that left GoHighLevel, and who wrote it there. Other channels and calls out are people's own. */
export function outboundEvent(message: Told, webhookId: string): InboundEvent {
  if (message.messageType.toLowerCase().replace(/^type_/, '') !== 'sms') {
    return { type: 'ignored', reason: 'message_outbound' }
  }
  const status = (message.status ?? '').toLowerCase()
  return {
    type: 'crm_text_sent',
    messageKey: message.messageId ?? webhookId,
    contactRef: message.contactId ?? null,
    to: phoneOrNull(typeof message.to === 'string' ? message.to : null),
    text: (message.body ?? '').slice(0, SMS_BODY_CHARS_MAX),
    writtenBy: writtenBy(message),
    status: STATUSES[status] ?? 'queued',
    ...(status === 'opt_out' ? { isOptedOut: true } : {}),
  }
}

/** `app` is GoHighLevel's own screen; where no source is told, whoever has a user's name on it is a person. */
export function writtenBy({ source, userId }: Pick<Told, 'source' | 'userId'>): 'person' | 'automation' | 'api' {
  if (source === 'app') return 'person'
  if (source && AUTOMATIONS.has(source)) return 'automation'
  return !source && userId ? 'person' : 'api'
}
