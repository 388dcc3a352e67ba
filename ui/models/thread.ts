import type { ConversationItem, ConversationView } from '../../tenants/contract/board.ts'
import type { MessageView } from '../../tenants/contract/lists.ts'
import type { LiveMessage } from '../../tenants/contract/live.ts'

/** What a conversation is made of on the screen, from the facts of its timeline. Pure. */

export type Bubble = NonNullable<ConversationItem['message']>
export type ThreadLine =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'bubble'; key: string; message: Bubble; item: ConversationItem }
  | { kind: 'fact'; key: string; item: ConversationItem }

/** Facts that a bubble's own ticks and words tell already, or that are the machine's business alone. */
const TOLD_BY_BUBBLES = new Set([
  'text_sent',
  'email_sent',
  'text_delivered',
  'email_delivered',
  'reply_received',
  'human_wrote',
  // The picture or the recording itself stands where it came.
  'media_kept',
  'media_failed',
])

/** Both lists by number, each fact once; where both have it the later reading wins. */
export function mergeItems(known: ConversationItem[], read: ConversationItem[]): ConversationItem[] {
  const all = new Map(known.map((item) => [item.event.id, item]))
  for (const item of read) all.set(item.event.id, item)
  return [...all.values()].sort((one, other) => one.event.seq - other.event.seq)
}

/** A page further back goes before what is known; its `before` leads on. */
export function addOlder(view: ConversationView, page: ConversationView): ConversationView {
  return { ...view, items: mergeItems(page.items, view.items), before: page.before }
}

/** The newest page, read again, into what is known: pages further back stay. */
export function refresh(view: ConversationView, page: ConversationView): ConversationView {
  const isJoined = view.items.some((item) => item.event.id === page.items[0]?.event.id)
  if (!isJoined) return page
  return { ...page, items: mergeItems(view.items, page.items), before: view.before }
}

/** One more event of this customer's. A message that is shown already changes where it stands. */
export function applyEvent(view: ConversationView, live: Extract<LiveMessage, { type: 'event' }>): ConversationView {
  const { message } = live
  const isShown = message !== null && view.items.some((item) => item.message?.id === message.id)
  const items = isShown ? view.items.map((item) => withMessage(item, message)) : view.items
  const shows = message !== null && !isShown && message.audience === 'customer'
  const item: ConversationItem = { event: live.event, message: shows ? { ...message, why: null } : null }
  return { ...view, seq: live.seq, summary: live.conversation ?? view.summary, items: mergeItems(items, [item]) }
}

function withMessage(item: ConversationItem, message: MessageView): ConversationItem {
  if (item.message?.id !== message.id) return item
  return { ...item, message: { ...message, why: item.message.why } }
}

/** Lines as they are shown: a heading where a day begins, bubbles, and facts between them. */
export function readThread(items: ConversationItem[], dayOf: (at: number) => string): ThreadLine[] {
  const lines: ThreadLine[] = []
  let day = ''
  const bubbles = new Set(items.flatMap(({ message }) => message?.id ?? []))
  for (const item of items) {
    const { event, message } = item
    const isToldBelow = FAILURES.has(event.type) && bubbles.has(String(event.detail['messageId']))
    // A plan is news only until something has come of it.
    const isStalePlan = event.type === 'text_planned' && item !== items.at(-1)
    if (message === null && (TOLD_BY_BUBBLES.has(event.type) || isStalePlan || isToldBelow)) continue
    const today = dayOf(event.at)
    if (today !== day) lines.push({ kind: 'day', key: today, at: event.at })
    day = today
    if (message === null) lines.push({ kind: 'fact', key: event.id, item })
    else lines.push({ kind: 'bubble', key: event.id, message, item })
  }
  return lines
}

export type Tick = 'sending' | 'sent' | 'delivered' | 'failed' | 'in_doubt'

/** How far an outbound message has come. */
export function tickOf(status: string): Tick {
  switch (status) {
    case 'sent':
    case 'delivered':
    case 'in_doubt':
      return status
    case 'failed':
    case 'undelivered':
    case 'bounced':
      return 'failed'
    default:
      return 'sending'
  }
}

/** Why a message failed, in the words of the fact that says so; null where none does. */
export function failureOf(items: ConversationItem[], message: Bubble): string | null {
  const failed = items.findLast(({ event }) => event.detail['messageId'] === message.id && FAILURES.has(event.type))
  return failed?.event.sentence ?? null
}

const FAILURES = new Set(['text_undelivered', 'text_refused', 'email_refused', 'email_bounced', 'entry_in_doubt'])
