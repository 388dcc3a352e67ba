import { unreachable } from '../base/result.ts'
import type { Phone } from '../base/e164.ts'
import type { CrmContact, CrmPort, EmailPort, SendOutcome, SmsPort } from '../providers/port.ts'
import type { Composed, Entry } from '../storage/outbox-rows.ts'
import { syncCrm, type CrmPlan, type CrmResult } from './sync-crm.ts'

export type ProviderPorts = { sms: SmsPort; email: EmailPort; crm: CrmPort | null }

/** How an attempt ended, and what was learnt on the way. */
export type Dispatched = { outcome: SendOutcome; contact?: CrmContact; crm?: CrmResult }

export type Request = {
  entry: Entry
  composed: Composed | null
  validityS: number
  statusCallbackUrl: string
  /** Where replies to an e-mail go: the business's own address. */
  replyTo: string
  tenantId: string
  crmPlan: CrmPlan | null
}

/**
 * An entry to the provider's call. Nothing is awaited before the call itself, so nothing can come between gate and
 * send.
 */
export async function dispatch(ports: ProviderPorts, request: Request): Promise<Dispatched> {
  const { entry, composed } = request
  switch (entry.order.type) {
    case 'send_sms':
    case 'send_email':
    case 'notice':
      if (!composed)
        return { outcome: { kind: 'refused', code: 'nothing_composed', detail: 'The entry has no words.' } }
      return { outcome: await sendMessage(ports, request, composed) }
    case 'look_up_contact': {
      if (!ports.crm) return { outcome: notConnected() }
      const answer = await ports.crm.fetchContact(entry.order.contactRef)
      if (answer.kind !== 'answered') return { outcome: answer }
      return { outcome: { kind: 'sent', providerRef: answer.value.contactRef }, contact: answer.value }
    }
    case 'sync_crm': {
      if (!ports.crm || !request.crmPlan) return { outcome: notConnected() }
      return syncCrm(ports.crm, request.crmPlan)
    }
    default:
      return unreachable(entry.order)
  }
}

function notConnected(): SendOutcome {
  return { kind: 'refused', code: 'crm_not_connected', detail: 'No GoHighLevel location is connected.' }
}

function sendMessage(ports: ProviderPorts, request: Request, composed: Composed): Promise<SendOutcome> {
  if (request.entry.lane === 'twilio') {
    return ports.sms.send({
      to: composed.to as Phone,
      from: composed.from as Phone,
      body: composed.body,
      statusCallbackUrl: request.statusCallbackUrl,
      validityS: request.validityS,
    })
  }
  const email = {
    to: composed.to,
    from: composed.from,
    replyTo: request.replyTo,
    subject: composed.subject ?? '',
    text: composed.body,
    html: composed.html ?? '',
    headers: composed.headers,
    tags: [
      { name: 'tenant', value: request.tenantId },
      { name: 'entry', value: request.entry.entryId },
    ],
  }
  return ports.email.send(email, request.entry.entryId)
}
