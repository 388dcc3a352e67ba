import { readAppEvent } from '../../tenants/providers/gohighlevel/webhook.ts'
import { verifyGhl } from '../../tenants/providers/signature.ts'
import { listAgencyTenants } from '../directory/agencies.ts'
import { respondEmpty } from '../respond.ts'
import type { Hook } from './receive.ts'

/** App events of GoHighLevel, which sends again after 429 and after no other answer. */
export const appEvent: Hook = {
  provider: 'gohighlevel',
  retryStatus: 429,
  async read({ headers, rawBody, settings, now }) {
    const signature = headers.get('x-ghl-signature')
    const genuine = await verifyGhl({ publicKeyPem: settings.GHL_WEBHOOK_PUBLIC_KEY, signature, rawBody })
    return genuine.ok ? readAppEvent(rawBody, now) : genuine
  },
  async recipients(event, env) {
    if (event.type !== 'crm_install_changed' || !event.ofAgency || event.companyId === null) return null
    return listAgencyTenants(env.DIRECTORY, event.companyId)
  },
  answer: (status) => respondEmpty(status),
}
