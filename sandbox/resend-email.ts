import { randomUUID } from 'node:crypto'
import type { World } from './emulator.ts'
import { isVerifiedDomain } from './resend-domains.ts'
import { Refused } from './resend-errors.ts'
import type { Collection } from './collection.ts'

/** A mail as Resend keeps it; instants are epoch milliseconds. */
export type Email = {
  id: string
  messageId: string
  from: string
  to: string[]
  cc: string[]
  bcc: string[]
  replyTo: string[]
  subject: string
  html: string | null
  text: string | null
  headers: Record<string, string>
  tags: { name: string; value: string }[]
  attachments: { filename: string; contentType: string | null; content: string | null }[]
  scheduledAt: string | null
  lastEvent: string
  idempotencyKey: string | null
  /** Of the request as sent, by which a repeat under the same key is told from a mistake. */
  bodyHash: string
  createdAt: number
}

export function emails(world: World): Collection<Email> {
  return world.state.collection<Email>('resend_emails', { indexed: ['idempotencyKey'] })
}

const RECIPIENTS_MAX = 50
const ADDRESS = /^(?:[^<>@]*<\s*)?([^\s@<>",]+@[^\s@<>",]+\.[^\s@<>",.]+)(?:\s*>)?$/
const TAG = /^[A-Za-z0-9_-]{1,256}$/

/** Reads the body of POST /emails, or throws Refused with what Resend would say. */
export function readEmail(body: unknown, world: World, origin: Pick<Email, 'idempotencyKey' | 'bodyHash'>): Email {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Refused('invalid_json', 'The body must be a JSON object.')
  }
  const fields = body as Record<string, unknown>
  for (const name of ['from', 'to', 'subject']) {
    if (fields[name] === undefined || fields[name] === '')
      throw new Refused('missing_required_field', `Missing \`${name}\` field.`)
  }
  const html = readText(fields, 'html')
  const text = readText(fields, 'text')
  const scheduledAt = readText(fields, 'scheduled_at')
  if (!html && !text && fields['template'] === undefined) {
    throw new Refused('missing_required_field', 'Missing `html` or `text` field.')
  }
  return {
    id: randomUUID(),
    messageId: `<${randomUUID()}@resend.example.com>`,
    from: readSender(fields['from'], world),
    to: readAddresses(fields, 'to'),
    cc: readAddresses(fields, 'cc'),
    bcc: readAddresses(fields, 'bcc'),
    replyTo: readAddresses(fields, 'reply_to'),
    subject: readText(fields, 'subject') ?? '',
    html,
    text,
    headers: readHeaders(fields['headers']),
    tags: readTags(fields['tags']),
    attachments: readAttachments(fields['attachments']),
    scheduledAt,
    lastEvent: scheduledAt === null ? 'queued' : 'scheduled',
    ...origin,
    createdAt: world.now(),
  }
}

function readText(fields: Record<string, unknown>, name: string): string | null {
  const value = fields[name] ?? null
  if (value === null || typeof value === 'string') return value
  throw new Refused('validation_error', `Invalid \`${name}\` field. It must be a string.`)
}

/** The address inside "Name <address>", in lower case; undefined when it is none. */
export function addressOf(text: string): string | undefined {
  return ADDRESS.exec(text.trim())?.[1]?.toLowerCase()
}

/** The domain of EMAIL_FROM is verified with this account, and what was verified since; their subdomains count too. */
function readSender(from: unknown, world: World): string {
  const address = typeof from === 'string' ? addressOf(from) : undefined
  if (typeof from !== 'string' || address === undefined) {
    throw new Refused(
      'invalid_from_address',
      'Invalid `from` field. Use `email@example.com` or `Name <email@example.com>`.',
    )
  }
  const domain = address.split('@')[1] ?? ''
  const own = addressOf(world.settings.EMAIL_FROM)?.split('@')[1]
  if (domain === own || domain.endsWith(`.${own}`) || isVerifiedDomain(world, domain)) return from
  throw new Refused('domain_not_verified', `The ${domain} domain is not verified. Add and verify it first.`)
}

function readAddresses(fields: Record<string, unknown>, name: string): string[] {
  const value = fields[name] ?? []
  const list: unknown[] = Array.isArray(value) ? value : [value]
  if (list.length > RECIPIENTS_MAX) {
    throw new Refused('validation_error', `Invalid \`${name}\` field. It takes ${RECIPIENTS_MAX} addresses.`)
  }
  return list.map((item) => {
    if (typeof item === 'string' && addressOf(item) !== undefined) return item
    throw new Refused(
      'validation_error',
      `Invalid \`${name}\` field. Use \`email@example.com\` or \`Name <email@example.com>\`.`,
    )
  })
}

function readHeaders(value: unknown): Record<string, string> {
  if (value === undefined || value === null) return {}
  const entries = typeof value === 'object' ? Object.entries(value) : []
  const areTexts =
    typeof value === 'object' && !Array.isArray(value) && entries.every(([, text]) => typeof text === 'string')
  if (areTexts) return Object.fromEntries(entries)
  throw new Refused('validation_error', 'Invalid `headers` field. It must be an object of strings.')
}

function readTags(value: unknown): Email['tags'] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value) && value.every(isTag)) return value.map(({ name, value: text }) => ({ name, value: text }))
  throw new Refused('validation_error', 'Invalid `tags` field. Names and values take ASCII letters, digits, _ and -.')
}

function isTag(tag: unknown): tag is { name: string; value: string } {
  if (typeof tag !== 'object' || tag === null || !('name' in tag) || !('value' in tag)) return false
  return [tag.name, tag.value].every((text) => typeof text === 'string' && TAG.test(text))
}

function readAttachments(value: unknown): Email['attachments'] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw new Refused('invalid_attachment', '`attachments` must be a list.')
  return value.map((item: unknown) => {
    const { filename, content, path, content_type } = (item ?? {}) as Record<string, unknown>
    const hasContent = typeof content === 'string' || typeof path === 'string'
    if (typeof filename !== 'string' || !hasContent) {
      throw new Refused('invalid_attachment', 'An attachment needs a `filename` and either `content` or `path`.')
    }
    return {
      filename,
      contentType: typeof content_type === 'string' ? content_type : null,
      content: typeof content === 'string' ? content : null,
    }
  })
}

/** The email resource on the wire. */
export function describeEmail(email: Email) {
  const orNull = (list: string[]) => (list.length > 0 ? list : null)
  return {
    object: 'email',
    id: email.id,
    message_id: email.messageId,
    to: email.to,
    from: email.from,
    created_at: new Date(email.createdAt).toISOString(),
    subject: email.subject,
    html: email.html,
    text: email.text,
    cc: orNull(email.cc),
    bcc: orNull(email.bcc),
    reply_to: orNull(email.replyTo),
    last_event: email.lastEvent,
    scheduled_at: email.scheduledAt,
    tags: email.tags,
  }
}
