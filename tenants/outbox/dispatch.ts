import { unreachable } from '../base/result.ts'
import type { Phone } from '../base/e164.ts'
import type { AdsPort } from '../providers/ads-port.ts'
import type { CrmRecords } from '../providers/crm-port.ts'
import type { ModelPort } from '../providers/model-port.ts'
import type {
  CrmContact,
  CrmPort,
  EmailPort,
  FilesPort,
  MediaPort,
  OutboundWebhook,
  PushPort,
  PushUrgency,
  RecordsPort,
  SendOutcome,
  SmsPort,
  TranscriptPort,
  WebhookPort,
} from '../providers/port.ts'
import type { Composed, Entry } from '../storage/outbox-rows.ts'
import type { Subscription } from '../storage/push-rows.ts'
import {
  fetchComparePages,
  fetchFate,
  fetchFoundMessage,
  type ComparePage,
  type ComparePlan,
  type FoundMessage,
} from './compare-crm.ts'
import { dispatchAds, type AdsPlan, type AdsResult } from './ads-orders.ts'
import { sendCrmText, type CrmTextPlan } from './crm-texts.ts'
import { addNote, markContact, type ContactPlan } from './mark-contact.ts'
import { syncAddress, type AddressPlan, type AddressResult } from './sync-address.ts'
import { syncAppointment, type VisitCrmPlan, type VisitResult } from './sync-appointment.ts'
import { askForDraft, type AskedDraft, type DraftPlan } from './draft-answer.ts'
import { enrolContact } from './enrol-contact.ts'
import { forget, forgotten, NOT_CONNECTED } from './forget.ts'
import { fetchMedia, type KeptMedia, type WantedMedia } from './fetch-media.ts'
import { setUpCrm, type SetUpDone, type SetUpPlan } from './set-up-crm.ts'
import { syncCrm, type CrmPlan, type CrmResult } from './sync-crm.ts'

/** `crm`, `push` and `webhooks` are null where they are not set up. */
export type ProviderPorts = {
  sms: SmsPort
  email: EmailPort
  crm: (CrmPort & CrmRecords) | null
  push: PushPort | null
  records: RecordsPort
  files: FilesPort
  media: MediaPort
  /** Null where no model is set up: then a recording is heard, and nobody claims to know what it says. */
  transcript: TranscriptPort | null
  webhooks: WebhookPort | null
  models: ModelPort
  /** Null where no advertising account is connected. */
  ads: AdsPort | null
}

/** How an attempt ended, and what was learnt on the way. */
export type Dispatched = {
  outcome: SendOutcome
  contact?: CrmContact
  crm?: CrmResult
  visit?: VisitResult
  compared?: ComparePage[]
  message?: FoundMessage
  /** Who has the number there now; null where nobody has. */
  found?: CrmContact | null
  /** The contact that was written, also where what came after it failed. */
  contactRef?: string
  /** How an address stood on both sides. */
  addressed?: AddressResult
  /** What a model made of an answer. */
  drafted?: AskedDraft
  /** A picture or a recording that is ours now. */
  kept?: KeptMedia
  /** What a location was found to hold. */
  setUp?: NonNullable<SetUpDone['setUp']>
  values?: NonNullable<SetUpDone['values']>
  /** What the advertising account answered. */
  ads?: AdsResult
}

export type Request = {
  entry: Entry
  composed: Composed | null
  validityS: number
  statusCallbackUrl: string
  /** Where replies to an e-mail go: the business's own address. */
  replyTo: string
  tenantId: string
  crmPlan: CrmPlan | null
  visitPlan: VisitCrmPlan | null
  setUpPlan: SetUpPlan | null
  contactPlan: ContactPlan | null
  addressPlan: AddressPlan | null
  comparePlan: ComparePlan | null
  /** Whom a text reaches by GoHighLevel; null for all others. */
  textPlan: CrmTextPlan | null
  /** The browser a push goes to, as it stands at the claim. */
  subscription: Subscription | null
  /** What to ask a model, for `draft_answer`; null where nothing waits for it any more. */
  draft: DraftPlan | null
  /** What to fetch, for `fetch_media`; null where nobody wants it any more. */
  media: WantedMedia | null
  /** Whom to tell, for `call_webhook`; null where nobody listens any more. */
  webhook: OutboundWebhook | null
  /** What to ask the advertising account; null for all other orders. */
  ads: AdsPlan | null
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
      return composed.via ? sendByCrm(ports, request) : { outcome: await sendMessage(ports, request, composed) }
    case 'look_up_contact': {
      if (!ports.crm) return { outcome: notConnected() }
      const answer = await ports.crm.fetchContact(entry.order.contactRef)
      if (answer.kind !== 'answered') return { outcome: isGone(answer) ? { ...answer, code: 'not_found' } : answer }
      return { outcome: { kind: 'sent', providerRef: answer.value.contactRef }, contact: answer.value }
    }
    case 'sync_crm': {
      if (!ports.crm || !request.crmPlan) return { outcome: notConnected() }
      return syncCrm(ports.crm, request.crmPlan)
    }
    case 'sync_appointment':
      if (!ports.crm || !request.visitPlan) return { outcome: notConnected() }
      return syncAppointment(ports.crm, request.visitPlan)
    case 'find_contact': {
      const phone = request.contactPlan?.phone ?? null
      if (!ports.crm || phone === null) return { outcome: notConnected() }
      const answer = await ports.crm.findContact(phone)
      if (answer.kind !== 'answered') return { outcome: answer }
      return { outcome: { kind: 'sent', providerRef: answer.value?.contactRef ?? 'none' }, found: answer.value }
    }
    case 'set_up_crm': {
      if (!ports.crm || !request.setUpPlan) return { outcome: notConnected() }
      return setUpCrm(ports.crm, request.setUpPlan)
    }
    case 'enrol_contact': {
      if (!ports.crm || !request.contactPlan) return { outcome: notConnected() }
      return enrolContact(ports.crm, request.contactPlan, entry.order)
    }
    case 'mark_contact':
      if (!ports.crm || !request.contactPlan) return { outcome: notConnected() }
      return markContact(ports.crm, request.contactPlan, entry.order.as)
    case 'sync_address':
      if (!ports.crm || !request.addressPlan) return { outcome: notConnected() }
      return syncAddress(ports.crm, request.addressPlan)
    case 'add_note':
      if (!ports.crm || !request.contactPlan) return { outcome: notConnected() }
      return addNote(ports.crm, request.contactPlan, entry.order.note)
    case 'compare_crm':
      if (!ports.crm || !request.comparePlan) return { outcome: notConnected() }
      return fetchComparePages(ports.crm, entry.order.compare, request.comparePlan)
    case 'fetch_message':
      if (!ports.crm) return { outcome: notConnected() }
      return fetchFoundMessage(ports.crm, entry.order.messageRef, entry.order.contactRef)
    case 'fetch_fate':
      if (!ports.crm) return { outcome: notConnected() }
      return fetchFate(ports.crm, entry.order.messageRef)
    case 'redact_message':
      return { outcome: forgotten(await ports.records.redactMessage(entry.order.ref), entry.order.ref) }
    case 'forget':
      return { outcome: forgotten(await forget(ports, entry.order), entry.order.ref) }
    case 'draft_answer':
      return askForDraft(ports.models, request.draft)
    case 'fetch_media':
      return fetchMedia(ports, request.media)
    case 'call_webhook':
      if (!ports.webhooks || !request.webhook)
        return { outcome: { kind: 'refused', code: 'endpoint_gone', detail: 'Nobody listens.' } }
      return { outcome: await ports.webhooks.send(request.webhook) }
    case 'read_ads':
    case 'change_ads':
    case 'tell_ads':
    case 'ask_ads_fate':
      return dispatchAds(ports.ads, request.ads)
    default:
      return unreachable(entry.order)
  }
}

/** Whoever calls and cannot be looked up is told of in words, and "not found" alone may be anything. */
function isGone(outcome: SendOutcome): boolean {
  return outcome.kind === 'refused' && outcome.code === 'http_404'
}

function notConnected(): SendOutcome {
  return { kind: 'refused', ...NOT_CONNECTED }
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
  if (request.entry.lane === 'web_push') return sendPush(ports, request, composed)
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

async function sendByCrm({ crm }: ProviderPorts, { textPlan }: Request): Promise<Dispatched> {
  // It waits for a connection, or for another way, as long as it makes sense.
  const gone = { kind: 'unavailable', code: 'crm_disconnected', retryAfterMs: null } as const
  return crm && textPlan ? sendCrmText(crm, textPlan) : { outcome: gone }
}

async function sendPush(ports: ProviderPorts, { subscription }: Request, composed: Composed): Promise<SendOutcome> {
  if (!ports.push) return { kind: 'refused', code: 'push_off', detail: 'Web Push is not set up.' }
  if (!subscription) return { kind: 'refused', code: 'subscription_gone', detail: 'The browser unsubscribed.' }
  const { endpoint, p256dh, auth } = subscription
  const { TTL, Urgency, Topic } = composed.headers
  return ports.push.send({
    endpoint,
    keys: { p256dh, auth },
    payload: composed.body,
    ttlS: Number(TTL ?? 0),
    urgency: (Urgency ?? 'normal') as PushUrgency,
    topic: Topic ?? 'tenant',
  })
}
