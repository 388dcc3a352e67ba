import { tenantMailbox } from '../../tenants/base/tenant-mailbox.ts'
import type { Shop } from './open-shop.ts'
import { signSvix } from './sign-webhooks.ts'

type Mail = { from: string; subject?: string; text?: string; html?: string }

/** Somebody writes to the address a shop's letters come from. Resend tells of it as the sandbox cannot from here. */
export async function writeEmail(shop: Shop, mail: Mail, tenantId: string = shop.id): Promise<Response> {
  const shared = /<([^>]+)>/.exec(shop.settings['EMAIL_FROM'] ?? '')?.[1] ?? shop.settings['EMAIL_FROM'] ?? ''
  const to = tenantMailbox(shared, tenantId)
  const { id } = await shop.control<{ id: string }>('/emails', { ...mail, to })
  const subject = mail.subject ?? ''
  const data = { email_id: id, from: mail.from, to: [to], cc: [], bcc: [], received_for: [to], subject }
  return deliver(shop, { type: 'email.received', data })
}

/** What Resend tells of a letter of ours. */
export async function tellOfEmail(shop: Shop, type: string, emailId: string, entryId: string): Promise<Response> {
  return deliver(shop, { type, data: { email_id: emailId, tags: { tenant: shop.id, entry: entryId } } })
}

async function deliver(shop: Shop, event: Record<string, unknown>): Promise<Response> {
  const body = JSON.stringify({ created_at: new Date(shop.watch.now).toISOString(), ...event })
  const secret = shop.settings['RESEND_WEBHOOK_SECRET'] ?? ''
  const headers = await signSvix(secret, `msg_${crypto.randomUUID()}`, shop.watch.now, body)
  const answer = await shop.send('/hooks/resend', { method: 'POST', body, headers })
  await shop.tenant.settle()
  return answer
}
