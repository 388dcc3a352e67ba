import { reachOnly } from '../../tenants/providers/http.ts'
import { fetchReceivedWords } from '../../tenants/providers/resend/received.ts'
import { readResendEvent } from '../../tenants/providers/resend/webhook.ts'
import { verifySvix } from '../../tenants/providers/signature.ts'
import { recordReturnedMail } from '../directory/invitations.ts'
import { respondEmpty } from '../respond.ts'
import type { Hook } from './receive.ts'

const RETURNED = new Set(['bounced', 'failed', 'complained'])

export const emailEvent: Hook = {
  provider: 'resend',
  retryStatus: 503,
  async read({ headers, rawBody, settings, now }) {
    const genuine = verifySvix({ secret: settings.RESEND_WEBHOOK_SECRET, headers, rawBody, now })
    return genuine.ok ? readResendEvent(rawBody, headers.get('svix-id') ?? '') : genuine
  },
  /** Asked for only once it is known whose mail it is. What cannot be had now comes with the next delivery. */
  async complete(event, _recipient, { RESEND_API_URL: apiUrl, RESEND_API_KEY: apiKey }) {
    if (event.type !== 'email_received') return event
    return { ...event, text: await fetchReceivedWords({ apiUrl, apiKey, http: reachOnly([apiUrl]) }, event.emailRef) }
  },
  /** The mail of an invitation is ours: where it came back, whoever sent it sees that and can send another. */
  async takes(event, { DIRECTORY }) {
    if (event.type !== 'email_status_changed' || !event.entryId?.startsWith('inv_')) return false
    if (RETURNED.has(event.status)) await recordReturnedMail(DIRECTORY, event.entryId, event.status)
    return true
  },
  answer: (status) => respondEmpty(status),
}
