import { after, type Instant } from '../../base/clock.ts'
import type { NoticeReason } from '../../timeline/event.ts'
import type { Decision, Effect } from '../effect.ts'
import type { JourneyFacts, JourneyInput } from '../input.ts'
import { IDLE_DELAY_MS } from '../timers.ts'
import { close, moveTo, openEpisode, tell } from './moves.ts'

/** A missed call that cannot be texted: the technician hears at once; an e-mail follows where an address is known. */
export function startWithoutText(
  input: Extract<JourneyInput, { type: 'call_missed' }>,
  reason: NoticeReason,
  detail: string | null,
  facts: JourneyFacts,
  now: Instant,
): Decision {
  const effects: Effect[] = [{ type: 'change_lead', status: 'new' }, tell(reason, { detail })]
  const missed = { type: 'call_missed' as const, callId: input.callId, outcome: input.outcome }
  if (!facts.customer.hasEmail && !facts.customer.hasPhone) {
    return close('unreachable', now, { effects, events: [missed] })
  }
  return moveTo(
    { kind: 'missed_call', status: 'awaiting_reply', episode: openEpisode(input), textedAt: null, emailed: false },
    {
      effects,
      events: [missed],
      timers: {
        // The technician has been told already, so silence only matters where an e-mail can still be written.
        silence_due: facts.customer.hasEmail ? after(now, facts.policy.emailAfterMs) : null,
        idle_due: after(now, IDLE_DELAY_MS),
      },
    },
  )
}
