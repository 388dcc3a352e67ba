import { after, DAY_MS, type Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import type { TimelineFact } from '../../timeline/event.ts'
import type { Decision, Effect } from '../effect.ts'
import { offer } from '../offer-moves.ts'
import type { ReengageFacts, ReengageInput, ReengageOutcome, ReengageState } from './states.ts'

type Moved = Extract<Decision<ReengageState>, { kind: 'moved' }>

/** From the order: the gate may hold it for two weeks, and an answer may take two more. */
const REENGAGE_REST_MS = 28 * DAY_MS

/** One message to somebody who has not been here for long, and never a second one while it is unanswered. */
export function decideReengage(
  state: ReengageState | null,
  input: ReengageInput,
  facts: ReengageFacts,
  now: Instant,
): Decision<ReengageState> {
  if (state === null) return decideStart(input, facts, now)
  switch (state.status) {
    case 'planned':
      return decidePlanned(input, facts, now)
    case 'written':
      return decideWritten(state, input, now)
    case 'closed':
      return ignore('journey_closed')
    default:
      return unreachable(state)
  }
}

function decideStart(input: ReengageInput, facts: ReengageFacts, now: Instant): Decision<ReengageState> {
  switch (input.type) {
    case 'found_dormant':
      if (!facts.isOn) return ignore('reengage_off')
      if (facts.unreachable !== null) return ignore(facts.unreachable)
      if (facts.isSilent) return ignore('somebody_has_it')
      return moveTo(
        { kind: 'reengage', status: 'planned', plannedAt: now },
        { timers: { reengage_due: Math.max(now, input.dueAt) } },
      )
    case 'reengage_due':
    case 'reengage_rest_due':
    case 'text_sent':
    case 'text_failed':
    case 'reply_received':
    case 'came_back':
    case 'offers_ended':
    case 'taken_over':
      return ignore('nobody_written_to')
    default:
      return unreachable(input)
  }
}

/** Between the night and the first lawful hour they may have called. */
function decidePlanned(input: ReengageInput, facts: ReengageFacts, now: Instant): Decision<ReengageState> {
  switch (input.type) {
    case 'reengage_due': {
      if (!facts.isOn || !facts.isDormant || facts.isSilent) return close('not_written', now)
      if (facts.unreachable !== null) {
        return close('not_written', now, { events: [{ type: 'reengage_not_written', code: facts.unreachable }] })
      }
      return moveTo(
        { kind: 'reengage', status: 'written', orderedAt: now, textedAt: null },
        {
          effects: [offer('reengage', now)],
          timers: { reengage_due: null, reengage_rest_due: after(now, REENGAGE_REST_MS) },
        },
      )
    }
    case 'reply_received':
    case 'came_back':
    case 'taken_over':
      return close('not_written', now)
    case 'offers_ended':
      return close('opted_out', now)
    case 'found_dormant':
    case 'reengage_rest_due':
    case 'text_sent':
    case 'text_failed':
      return ignore('not_written_yet')
    default:
      return unreachable(input)
  }
}

function decideWritten(
  state: Extract<ReengageState, { status: 'written' }>,
  input: ReengageInput,
  now: Instant,
): Decision<ReengageState> {
  const takeBack: Effect[] = state.textedAt === null ? [{ type: 'cancel_offers', reason: 'came_back' }] : []
  switch (input.type) {
    case 'text_sent':
      return moveTo({ ...state, textedAt: state.textedAt ?? now })
    case 'text_failed':
      return close('not_written', now, { events: [{ type: 'reengage_not_written', code: input.code }] })
    // What they want is for the conversation to find out.
    case 'reply_received':
    case 'came_back':
      return close(state.textedAt === null ? 'not_written' : 'replied', now, { effects: takeBack })
    case 'offers_ended':
      return close('opted_out', now, { effects: [{ type: 'cancel_offers', reason: 'opted_out' }] })
    case 'taken_over':
      if (state.textedAt !== null) return ignore('texted_already')
      return close('not_written', now, { effects: [{ type: 'cancel_offers', reason: 'taken_over' }] })
    case 'reengage_rest_due':
      return close(state.textedAt === null ? 'not_written' : 'ignored', now)
    case 'found_dormant':
    case 'reengage_due':
      return ignore('written_already')
    default:
      return unreachable(input)
  }
}

function moveTo(state: ReengageState, consequences: Partial<Omit<Moved, 'kind' | 'state'>> = {}): Moved {
  return { kind: 'moved', state, effects: [], events: [], timers: {}, ...consequences }
}

function ignore(reason: string): Decision<ReengageState> {
  return { kind: 'ignored', reason }
}

function close(
  outcome: ReengageOutcome,
  now: Instant,
  { effects = [], events = [] }: { effects?: Effect[]; events?: TimelineFact[] } = {},
): Moved {
  const ended: TimelineFact[] = [{ type: 'reengage_ended', outcome }]
  return moveTo(
    { kind: 'reengage', status: 'closed', outcome, closedAt: now },
    { effects, events: [...events, ...ended] },
  )
}
