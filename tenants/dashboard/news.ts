import type { Instant } from '../base/clock.ts'
import { LIVE_MISSED_MAX } from '../base/limits.ts'
import type { Language } from '../contract/board.ts'
import type { LiveMessage } from '../contract/live.ts'
import { loadEventsAfter, loadLeadsOf, loadLeadViews, loadSummaries, type EventRow } from '../storage/board-rows.ts'
import { loadMessageViews } from '../storage/conversation-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import type { TimelineFact } from '../timeline/event.ts'
import { readMatters, wordMatters } from './attention.ts'
import { eventView } from './board.ts'
import { messageIdOf } from './conversation.ts'
import { readToday } from './numbers.ts'

export type NewsEvent = {
  seq: number
  /** It changes more of the board than an event carries. */
  changesBoard: boolean
  inWords(language: Language): LiveMessage
}
export type News = { events: NewsEvent[]; isTooLong: boolean }

/** The events behind a number with what they concern as it stands now, read once for all languages. */
export function readNews(context: Context, after: number, now: Instant): News {
  const { db, tenant } = context
  const rows = loadEventsAfter(db, after, LIVE_MISSED_MAX + 1)
  if (rows.length === 0 || rows.length > LIVE_MISSED_MAX) {
    return { events: rows.map(withoutWords), isTooLong: rows.length > 0 }
  }
  const concerned = readConcerned(context, rows)
  const matters = readMatters(context, now)
  const today = readToday(db, tenant, now)
  const attention = new Map<Language, ReturnType<typeof wordMatters>>()
  const attentionIn = (language: Language) => {
    const worded = attention.get(language) ?? wordMatters(matters, language)
    attention.set(language, worded)
    return worded
  }
  const events = rows.map((row) => ({
    seq: row.seq,
    changesBoard: row.fact.type === 'settings_changed' || row.fact.type === 'customers_merged',
    inWords: (language: Language): LiveMessage => ({
      type: 'event',
      seq: row.seq,
      event: eventView(row, language),
      ...concerned(row),
      attention: attentionIn(language),
      today,
    }),
  }))
  return { events, isTooLong: false }
}

function withoutWords({ seq }: EventRow): NewsEvent {
  return {
    seq,
    changesBoard: true,
    inWords: () => {
      throw new Error('So many events are told by a board.')
    },
  }
}

type Concerned = Pick<Extract<LiveMessage, { type: 'event' }>, 'conversation' | 'message' | 'lead'>

function readConcerned({ db }: Context, rows: readonly EventRow[]): (row: EventRow) => Concerned {
  const customerIds = [...new Set(rows.flatMap(({ customerId }) => customerId ?? []))]
  const summaries = new Map(loadSummaries(db, customerIds).map((summary) => [summary.customerId, summary]))
  const messageIds = [...new Set(rows.flatMap(({ fact }) => messageIdOf(fact) ?? []))]
  const messages = new Map(loadMessageViews(db, messageIds).map((message) => [message.id, message]))
  const leads = new Map(
    loadLeadViews(
      db,
      rows.flatMap(({ fact }) => leadIdOf(fact) ?? []),
    ).map((lead) => [lead.id, lead]),
  )
  // Newest first, so that the first one found of each customer is the one that counts.
  const newest = new Map(
    loadLeadsOf(db, customerIds)
      .toReversed()
      .map((lead) => [lead.customerId, lead]),
  )
  return ({ customerId, fact }) => ({
    conversation: summaries.get(customerId ?? '') ?? null,
    message: messages.get(messageIdOf(fact) ?? '') ?? null,
    lead: leads.get(leadIdOf(fact) ?? '') ?? newest.get(customerId ?? '') ?? null,
  })
}

function leadIdOf(fact: TimelineFact): string | null {
  return 'leadId' in fact ? fact.leadId : null
}
