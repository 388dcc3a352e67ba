import { createHmac, randomBytes } from 'node:crypto'
import type { World } from './emulator.ts'
import { addressOf, emails, type Email } from './resend-email.ts'
import { isTaken } from './webhooks.ts'

/** Resend waits 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h. As many waits here, within a minute and a half. */
const RETRY_DELAYS_MS = [500, 1000, 2000, 5000, 10_000, 30_000, 30_000]
const ANSWER_TIMEOUT_MS = 15_000
const STEP_DELAY_MS = 150

type Step = { event: string; facts?: Record<string, unknown> }

/** How a mail goes on after it was sent, by the part of the address before the "@" or "+". Others are delivered. */
const STEPS: Record<string, Step[]> = {
  bounced: [{ event: 'bounced', facts: { bounce: describeBounce('Permanent', 'General', 'No such mailbox.') } }],
  complained: [{ event: 'delivered' }, { event: 'complained' }],
  delayed: [{ event: 'delivery_delayed' }, { event: 'delivered' }],
  suppressed: [{ event: 'suppressed', facts: { suppressed: { message: 'On the suppression list.', type: 'bounce' } } }],
  failed: [{ event: 'failed', facts: { failed: { reason: 'The mail could not be handed over.' } } }],
}
const DELIVERED: Step[] = [{ event: 'delivered' }]

function describeBounce(type: string, subType: string, message: string) {
  return { type, subType, message }
}

/** Sends the webhooks of a mail's course that are still to come, `email.sent` first. */
export function tellCourse(email: Email, world: World): void {
  const course = courseOf(email)
  const toCome = course.slice(course.findIndex(({ event }) => event === email.lastEvent) + 1)
  for (const [place, step] of toCome.entries()) {
    world.later(STEP_DELAY_MS * (place + 1), async () => {
      const moved = emails(world).update(email.id, { lastEvent: step.event })
      if (moved) await tell(moved, step, world)
    })
  }
}

/** Takes up the mails that a stopped sandbox left on their way. */
export function resumeCourses(world: World): void {
  for (const email of emails(world).list()) if (email.lastEvent !== 'scheduled') tellCourse(email, world)
}

function courseOf(email: Email): Step[] {
  const mailboxes = [...email.to, ...email.cc, ...email.bcc].map((text) => addressOf(text)?.split(/[@+]/)[0] ?? '')
  const magic = mailboxes.find((mailbox) => Object.hasOwn(STEPS, mailbox))
  return [{ event: 'sent' }, ...(STEPS[magic ?? ''] ?? DELIVERED)]
}

async function tell(email: Email, step: Step, world: World): Promise<void> {
  await deliverEvent(email.id, describeStep(email, step, world), world)
}

function describeStep(email: Email, step: Step, world: World) {
  return {
    type: `email.${step.event}`,
    created_at: new Date(world.now()).toISOString(),
    data: {
      email_id: email.id,
      message_id: email.messageId,
      created_at: new Date(email.createdAt).toISOString(),
      from: email.from,
      to: email.to,
      subject: email.subject,
      tags: Object.fromEntries(email.tags.map(({ name, value }) => [name, value])),
      ...step.facts,
    },
  }
}

/** Sends one signed event. Those of one `thread` can be put out of order by a fault. */
export async function deliverEvent(thread: string, event: { type: string }, world: World): Promise<void> {
  const body = JSON.stringify(event)
  const id = `msg_${randomBytes(20).toString('base64url')}`
  const { APP_URL, RESEND_WEBHOOK_SECRET } = world.settings
  await world.deliver({
    provider: 'resend',
    event: event.type,
    url: `${APP_URL}/hooks/resend`,
    body,
    thread,
    headers: (sentAt) => ({
      'content-type': 'application/json',
      'user-agent': 'Svix-Webhooks/1.0',
      ...signSvix(RESEND_WEBHOOK_SECRET, id, Math.floor(sentAt / 1000), body),
    }),
    retry: {
      delaysMs: RETRY_DELAYS_MS,
      after: (attempt) => !isTaken(attempt),
      timeoutMs: ANSWER_TIMEOUT_MS,
    },
  })
}

/** The three headers Svix signs a webhook with. `timestampS` is in seconds. */
export function signSvix(secret: string, id: string, timestampS: number, body: string) {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestampS}.${body}`).digest('base64')
  return { 'svix-id': id, 'svix-timestamp': String(timestampS), 'svix-signature': `v1,${signature}` }
}
