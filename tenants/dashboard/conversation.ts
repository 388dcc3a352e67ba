import { explainDeliveryCode } from '../base/delivery-codes.ts'
import type { CallId, MessageId } from '../base/ids.ts'
import type { Instant } from '../base/clock.ts'
import { CONVERSATION_ITEMS_MAX } from '../base/limits.ts'
import type { ConversationItem, ConversationView, Language, WhyView } from '../contract/board.ts'
import type { MessageView } from '../contract/lists.ts'
import type { MediaView } from '../contract/media.ts'
import { loadEventsOf, loadLastSeq, loadLeadsOf, loadSummaries } from '../storage/board-rows.ts'
import {
  loadCallsOf,
  loadCard,
  loadJudgedMessages,
  loadNewestConsent,
  type JudgedMessage,
} from '../storage/conversation-rows.ts'
import { loadMediaOf, type Media } from '../storage/media-rows.ts'
import type { TenantDb } from '../storage/open.ts'
import type { TimelineFact } from '../timeline/event.ts'
import { eventView } from './board.ts'
import { readWork } from './work-of-customer.ts'

/** One customer's card and one page of what happened, oldest first; null where nobody has this id. */
export function readConversation(
  db: TenantDb,
  customerId: string,
  language: Language,
  before: number | null,
  now: Instant,
): ConversationView | null {
  const card = loadCard(db, customerId)
  const [summary] = loadSummaries(db, [customerId])
  if (!card || !summary) return null
  const found = loadEventsOf(db, customerId, before ?? Number.MAX_SAFE_INTEGER, CONVERSATION_ITEMS_MAX + 1)
  const page = found.slice(0, CONVERSATION_ITEMS_MAX).toReversed()
  const ids = page.flatMap(({ fact }) => messageIdOf(fact) ?? [])
  const messages = new Map(loadJudgedMessages(db, ids).map((message) => [message.id, message]))
  const came = Map.groupBy(
    loadMediaOf(
      db,
      ids,
      page.flatMap(({ fact }) => recordedCallOf(fact) ?? []),
    ),
    ({ messageId, callId }) => messageId ?? callId,
  )
  const items = page.map((row): ConversationItem => {
    const message = messages.get(messageIdOf(row.fact) ?? '')
    const isShown = message !== undefined && shows(row.fact, message)
    const media = came.get((isShown ? message.id : recordedCallOf(row.fact)) as MessageId | CallId | null)
    return {
      event: eventView(row, language),
      message: isShown ? judged(message) : null,
      ...(media ? { media: media.map((one) => viewMedia(one, language)) } : {}),
    }
  })
  const { optedOut, takenOver } = summary
  return {
    seq: loadLastSeq(db),
    summary,
    card: {
      ...card,
      ...readWork(db, customerId, language, now),
      optedOut,
      takenOver,
      consent: loadNewestConsent(db, customerId),
      calls: loadCallsOf(db, customerId),
      leads: loadLeadsOf(db, [customerId]),
    },
    items,
    before: found.length > CONVERSATION_ITEMS_MAX ? (page[0]?.seq ?? null) : null,
  }
}

/** The call a fact is about, where something was said after its tone. */
function recordedCallOf(fact: TimelineFact): string | null {
  const isVoicemail = fact.type === 'voicemail_left' || (fact.type === 'call_missed' && fact.outcome === 'voicemail')
  return isVoicemail ? fact.callId : null
}

function viewMedia(media: Media, language: Language): MediaView {
  const { mediaId, kind, status, reason, contentType, byteCount, transcript } = media
  const isThere = status === 'kept' || status === 'wanted'
  const why = isThere || reason === null ? null : explainDeliveryCode(reason, language)
  return { id: mediaId, kind, status, why, contentType, byteCount, transcript }
}

/** The message a fact is about. */
export function messageIdOf(fact: TimelineFact): string | null {
  return 'messageId' in fact ? (fact.messageId ?? null) : null
}

const SHOWS_WORDS: ReadonlySet<TimelineFact['type']> = new Set([
  'reply_received',
  'customer_opted_out',
  'customer_opted_out_of',
])

/** A message stands where it came or went; one that never left stands where that turned out. */
function shows({ type }: TimelineFact, { status }: MessageView): boolean {
  if (type === 'text_refused' || type === 'email_refused') return status === 'failed'
  if (type === 'entry_in_doubt') return status === 'in_doubt'
  return SHOWS_WORDS.has(type) || type === 'text_sent' || type === 'email_sent'
}

/** What `tenants/outbox` keeps of the gate's decision. Entries of earlier versions know less. */
export type StoredVerdict = {
  version: number
  validityS: number | null
  variant?: string
  class?: string
  consentBasis?: string | null
  consentAt?: number | null
  localTime?: string
  zone?: string
  rules?: string[]
}

function judged(message: JudgedMessage): MessageView & { why: WhyView | null } {
  const { class: messageClass, gate, ...view } = message
  if (gate === null || view.direction === 'inbound') return { ...view, why: null }
  const verdict = JSON.parse(gate) as StoredVerdict
  const why: WhyView = {
    template: view.template ?? '',
    class: verdict.class ?? messageClass ?? '',
    variant: verdict.variant ?? 'ours',
    consentBasis: verdict.consentBasis ?? null,
    consentAt: verdict.consentAt ?? null,
    localTime: verdict.localTime ?? '',
    zone: verdict.zone ?? '',
    gateVersion: String(verdict.version),
    rules: verdict.rules ?? [],
    validityS: verdict.validityS,
  }
  return { ...view, why }
}
