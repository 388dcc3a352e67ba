import * as v from 'valibot'
import type { WebhookRefusal } from '../../base/errors.ts'
import { readTenantMailbox } from '../../base/tenant-mailbox.ts'
import { fail, succeed, type Result } from '../../base/result.ts'
import type { Delivery, InboundEvent } from '../inbound.ts'
import { parseJsonBody, parseWith } from '../parse.ts'
import { mailAddress } from '../plain-text.ts'

type EmailStatus = Extract<InboundEvent, { type: 'email_status_changed' }>['status']

const STATUSES: ReadonlyMap<string, EmailStatus> = new Map([
  ['email.delivered', 'delivered'],
  ['email.bounced', 'bounced'],
  ['email.complained', 'complained'],
  ['email.delivery_delayed', 'delayed'],
  ['email.failed', 'failed'],
  ['email.suppressed', 'failed'],
])

/** An event that names no tenant is about our account as a whole; no tenant has this id. */
const NO_TENANT = 'ten_none'

const Tag = v.fallback(v.optional(v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/))), undefined)
/** A class such as `Permanent` or `previous_bounce`. Anything longer is prose, which may quote the recipient. */
const Word = v.fallback(v.optional(v.pipe(v.string(), v.regex(/^\w{1,40}$/))), undefined)

const Envelope = v.object({ type: v.pipe(v.string(), v.maxLength(60)), data: v.optional(v.unknown()) })

const lenient = <E extends v.ObjectEntries>(entries: E) => v.fallback(v.optional(v.object(entries)), undefined)

/** Whatever is not as expected in here is absent: a report must reach its tenant even where its details do not. */
const Email = v.object({
  email_id: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  tags: lenient({ tenant: Tag, entry: Tag }),
  bounce: lenient({ type: Word, subType: Word }),
  suppressed: lenient({ type: Word, reason: Word }),
  failed: lenient({ reason: Word }),
})

/**
 * A verified event of Resend's. `deliveryKey` is the `svix-id` header. We tag each e-mail with its `tenant` and outbox
 * `entry`; Resend's own words about a failure may quote the recipient, so only its classes are kept as `detail`.
 */
export function readResendEvent(rawBody: Uint8Array, deliveryKey: string): Result<Delivery, WebhookRefusal> {
  const envelope = parseJsonBody(Envelope, rawBody)
  if (!envelope.ok) return envelope
  const { type, data } = envelope.value
  const email = v.safeParse(Email, data)
  const tags = email.success ? email.output.tags : undefined
  const address = { kind: 'tenant', tenantId: tags?.tenant ?? NO_TENANT } as const
  if (type === 'email.received') return readReceived(data, deliveryKey)
  const status = STATUSES.get(type)
  if (!status) return succeed({ address, deliveryKey, event: { type: 'ignored', reason: 'event_unused' } })
  if (!email.success) return fail({ code: 'payload_invalid', issues: ['data.email_id: expected an id'] })
  const { email_id: providerRef, bounce, suppressed, failed } = email.output
  const words = [bounce?.type, bounce?.subType, suppressed?.type, suppressed?.reason, failed?.reason]
  const detail = words.filter((word) => word !== undefined).join(' ')
  return succeed({
    address,
    deliveryKey,
    event: { type: 'email_status_changed', providerRef, entryId: tags?.entry ?? null, status, detail: detail || null },
  })
}

const Mailboxes = v.fallback(v.optional(v.array(v.pipe(v.string(), v.maxLength(500)))), undefined)
const RECIPIENTS_MAX = 50
const SUBJECT_CHARS_MAX = 500

const ReceivedMail = v.object({
  data: v.object({
    email_id: v.pipe(v.string(), v.regex(/^[\w-]{1,100}$/)),
    from: v.pipe(v.string(), v.maxLength(1_000)),
    subject: v.fallback(v.nullish(v.string()), ''),
    to: Mailboxes,
    cc: Mailboxes,
    bcc: Mailboxes,
    received_for: Mailboxes,
  }),
})

/** A mail to the address our letters come from. Whose it is stands in that address; its words are a second question. */
function readReceived(data: unknown, deliveryKey: string): Result<Delivery, WebhookRefusal> {
  const read = parseWith(ReceivedMail, { data })
  if (!read.ok) return read
  const { email_id: emailRef, from, subject, to = [], cc = [], bcc = [], received_for = [] } = read.value.data
  const recipients = [...received_for, ...to, ...cc, ...bcc].slice(0, RECIPIENTS_MAX)
  const ours = recipients.find((recipient) => readTenantMailbox(recipient) !== null)
  const address = {
    kind: 'tenant',
    tenantId: (ours && readTenantMailbox(ours)) ?? NO_TENANT,
    isAnybodys: true,
  } as const
  const sender = mailAddress(from)
  if (sender === null) return succeed({ address, deliveryKey, event: { type: 'ignored', reason: 'sender_unreadable' } })
  const event: InboundEvent = {
    type: 'email_received',
    emailRef,
    from: sender,
    to: mailAddress(ours ?? '') ?? '',
    subject: (subject ?? '').slice(0, SUBJECT_CHARS_MAX),
    text: '',
  }
  return succeed({ address, deliveryKey, event })
}
