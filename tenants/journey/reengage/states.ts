import type { Instant } from '../../base/clock.ts'
import type { TextFate } from '../offer-types.ts'

export type ReengageOutcome = 'replied' | 'ignored' | 'opted_out' | 'not_written'

/**
 * One message to a customer who has not been here for long.
 *
 *     planned → written → closed
 */
export type ReengageState =
  | { kind: 'reengage'; status: 'planned'; plannedAt: Instant }
  | { kind: 'reengage'; status: 'written'; orderedAt: Instant; textedAt: Instant | null }
  | { kind: 'reengage'; status: 'closed'; outcome: ReengageOutcome; closedAt: Instant }

export type ReengageInput =
  /** `dueAt`: the first lawful hour of the day, when it is looked again whether they still stay away. */
  | { type: 'found_dormant'; dueAt: Instant }
  | { type: 'reengage_due' }
  | { type: 'reengage_rest_due' }
  | TextFate
  | { type: 'reply_received' }
  /** They called, or a job of theirs was done. */
  | { type: 'came_back' }
  | { type: 'offers_ended' }
  | { type: 'taken_over' }

export type ReengageFacts = { isOn: boolean; isDormant: boolean; unreachable: string | null; isSilent: boolean }
