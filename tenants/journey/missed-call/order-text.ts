import { after, type Instant } from '../../base/clock.ts'
import type { TimelineFact } from '../../timeline/event.ts'
import type { Decision } from '../effect.ts'
import type { JourneyFacts } from '../input.ts'
import type { Episode } from '../state.ts'
import { IDLE_DELAY_MS, OVERDUE_GRACE_MS, OVERDUE_MARGIN_MS } from '../timers.ts'
import { firstTemplate, moveTo, text } from './moves.ts'

/** The first text of an episode is ordered: from here on it is the customer's turn. */
export function orderFirstText(
  {
    episode,
    staleAt,
    emailed = false,
    events = [],
  }: {
    episode: Episode
    staleAt: Instant
    emailed?: boolean
    events?: TimelineFact[]
  },
  facts: JourneyFacts,
  now: Instant,
): Decision {
  const { policy } = facts
  return moveTo(
    { kind: 'missed_call', status: 'awaiting_reply', episode, textedAt: null, emailed },
    {
      effects: [
        text(firstTemplate(episode), facts, now, {
          wishedAt: episode.visitAt ?? null,
          occasionedAt: episode.lastCallEndedAt,
          usefulUntil: staleAt,
          unprompted: true,
        }),
      ],
      events,
      timers: {
        text_due: null,
        overdue_due: Math.max(
          episode.lastCallEndedAt + policy.textDeadlineMs - OVERDUE_MARGIN_MS,
          after(now, OVERDUE_GRACE_MS),
        ),
        // Counted anew from the moment the text has left; this one covers a text that never leaves.
        silence_due: after(now, policy.emailAfterMs),
        idle_due: after(now, IDLE_DELAY_MS),
      },
    },
  )
}
