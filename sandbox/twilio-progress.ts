import type { World } from './emulator.ts'
import { callShoulder } from './twilio-hooks.ts'
import { foretell } from './twilio-magic.ts'
import { messages, usualSender, type Message } from './twilio-message.ts'

const STEP_DELAYS_MS = { announce: 20, accepted: 60, queued: 120, sent: 200 }

type Step = Partial<Message> & { status: Message['status']; delayMs: number }

/** Brings an accepted message to its end, telling the status callback of each step. */
export function startProgress(message: Message, world: World): void {
  if (message.status === 'queued' && message.direction === 'outbound-api') {
    world.later(STEP_DELAYS_MS.announce, async () => tellStatus(message, world))
  }
  scheduleNext(message, world)
}

/** Takes up the messages that a stopped sandbox left on their way. */
export function resumeProgress(world: World): void {
  for (const message of messages(world).list()) scheduleNext(message, world)
}

function scheduleNext(message: Message, world: World): void {
  const step = planStep(message, world)
  if (!step) return
  const { delayMs, ...change } = step
  world.later(delayMs, async () => {
    const rows = messages(world)
    // It may have been canceled, redacted or deleted in the meantime.
    if (rows.find(message.id)?.status !== message.status) return
    const now = world.now()
    const sentAt = change.status === 'sent' ? { sentAt: now } : {}
    const moved = rows.update(message.id, { ...change, ...sentAt, updatedAt: now })
    if (!moved) return
    scheduleNext(moved, world)
    await tellStatus(moved, world)
  })
}

/** What happens next to a message, or undefined at its end. */
function planStep(message: Message, world: World): Step | undefined {
  switch (message.status) {
    case 'accepted':
      return {
        status: 'queued',
        from: message.from ?? usualSender(message.to, world),
        delayMs: STEP_DELAYS_MS.accepted,
      }
    case 'scheduled':
      return {
        status: 'queued',
        from: message.from ?? usualSender(message.to, world),
        delayMs: Math.max(0, (message.dueAt ?? 0) - world.now()),
      }
    case 'queued':
      return { status: 'sent', delayMs: STEP_DELAYS_MS.queued }
    case 'sent':
      return planEnd(message)
    case 'delivered':
    case 'undelivered':
    case 'failed':
    case 'canceled':
    case 'received':
      return undefined
  }
}

function planEnd(message: Message): Step | undefined {
  const fate = foretell(message.to)
  if (fate.kind === 'stays_sent') return undefined
  if (fate.kind !== 'undelivered') return { status: 'delivered', delayMs: STEP_DELAYS_MS.sent }
  const { errorCode, meaning: errorMessage } = fate
  return { status: 'undelivered', errorCode, errorMessage, delayMs: STEP_DELAYS_MS.sent }
}

async function tellStatus(message: Message, world: World): Promise<void> {
  if (message.statusCallback === null) return
  const hasReceipt = message.status === 'delivered' || message.status === 'undelivered'
  await callShoulder(world, {
    event: `sms.${message.status}`,
    url: message.statusCallback,
    thread: message.id,
    params: {
      MessageSid: message.id,
      SmsSid: message.id,
      MessageStatus: message.status,
      SmsStatus: message.status,
      To: message.to,
      From: message.from ?? '',
      MessagingServiceSid: message.messagingServiceSid ?? undefined,
      ErrorCode: message.errorCode === null ? undefined : String(message.errorCode),
      RawDlrDoneDate: hasReceipt ? formatReceiptDate(message.updatedAt) : undefined,
    },
  })
}

/** YYMMDDhhmm, as carriers write it. */
function formatReceiptDate(at: number): string {
  return new Date(at).toISOString().replaceAll(/[-T:]/g, '').slice(2, 12)
}
