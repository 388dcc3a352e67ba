import * as v from 'valibot'
import { Language, type AttentionView, type BoardView, type ConversationSummary, type DayNumbers } from './board.ts'
import type { LeadView, MessageView, TimelineView } from './lists.ts'

/**
 * What `GET /live/tenants/:id?after=<seq>&lang=<en|es>` says. With `after` the events behind that number follow, each
 * once and in order; without it, or where it lies too far back or ahead, a snapshot comes first. A snapshot also
 * follows events that change more than they carry (`settings_changed`, `customers_merged`), and then stands for
 * everything up to its number. `ping` is answered with `pong` without waking the object, and tells that what was sent
 * has arrived: whoever sends none is told nothing more after 4 MiB, and is shut out with 1013 a minute later. Commands
 * go over REST.
 */
export type LiveMessage =
  | { type: 'snapshot'; board: BoardView }
  | {
      type: 'event'
      seq: number
      event: TimelineView
      /** As they stand now; null where the event concerns none. */
      conversation: ConversationSummary | null
      message: MessageView | null
      lead: LeadView | null
      /** The whole list, which is short. */
      attention: AttentionView[]
      /** The numbers of the business's local day, as they stand now. */
      today: DayNumbers
    }

/** A number that nobody can have been given, such as text, asks for a snapshot. */
export const LiveQuery = v.object({
  after: v.optional(v.fallback(v.nullable(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))), null), null),
  lang: v.optional(v.fallback(v.nullable(Language), null), null),
})
export type LiveQuery = v.InferOutput<typeof LiveQuery>
