import { readResendEvent } from '../../tenants/providers/resend/webhook.ts'
import { verifySvix } from '../../tenants/providers/signature.ts'
import { respondEmpty } from '../respond.ts'
import type { Hook } from './receive.ts'

export const emailEvent: Hook = {
  provider: 'resend',
  retryStatus: 503,
  async read({ headers, rawBody, settings, now }) {
    const genuine = verifySvix({ secret: settings.RESEND_WEBHOOK_SECRET, headers, rawBody, now })
    return genuine.ok ? readResendEvent(rawBody, headers.get('svix-id') ?? '') : genuine
  },
  answer: (status) => respondEmpty(status),
}
