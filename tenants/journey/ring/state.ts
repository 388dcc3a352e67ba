import type { Instant } from '../../base/clock.ts'
import type { CallId } from '../../base/ids.ts'

/** The technician's phone is being rung for a caller to our number; a mobile's own voicemail takes no call. */
export type RingState =
  | { kind: 'ring'; status: 'ringing'; callId: CallId }
  /** They pressed 1 and are being connected, or talk. */
  | { kind: 'ring'; status: 'accepted'; callId: CallId }
  | { kind: 'ring'; status: 'closed'; callId: CallId; outcome: RingOutcome; closedAt: Instant }

/** `dropped`: taken, and yet they never talked. */
export type RingOutcome = 'answered' | 'missed' | 'dropped'

export type RingTimer = 'ring_due'

export type RingInput =
  | { type: 'ring_started'; callId: CallId; ringS: number }
  | { type: 'ring_accepted' }
  /** The phone stopped ringing, or the talk is over. */
  | { type: 'ring_ended'; isBridged: boolean; talkedS: number }
  /** The caller has hung up; how, only the state tells. */
  | { type: 'caller_gone' }
  | { type: RingTimer }
