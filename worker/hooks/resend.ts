import { readResendEvent } from '../../tenants/providers/resend/webhook.ts'
import { verifySvix } from '../../tenants/providers/signature.ts'
import { respondEmpty } from '../respond.ts'
import { recordReturnedMail } from '../directory/invitations.ts'
import type { Hook } from './receive.ts'

const RETURNED = new Set(['bounced', 'failed', 'complained'])

export const emailEvent: Hook = {
  provider: 'resend',
  retryStatus: 503,
  async read({ headers, rawBody, settings, now }) {
    const genuine = verifySvix({ secret: settings.RESEND_WEBHOOK_SECRET, headers, rawBody, now })
    return genuine.ok ? readResendEvent(rawBody, headers.get('svix-id') ?? '') : genuine
  },
  /** The mail of an invitation is ours: where it came back, whoever sent it sees that and can send another. */
  async takes(event, { DIRECTORY }) {
    if (event.type !== 'email_status_changed' || !event.entryId?.startsWith('inv_')) return false
    if (RETURNED.has(event.status)) await recordReturnedMail(DIRECTORY, event.entryId, event.status)
    return true
  },
  answer: (status) => respondEmpty(status),
}
