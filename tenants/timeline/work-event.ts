/** Facts of what comes after the first text: visits, jobs, quotes, contracts, and who is who. */
export type WorkFact =
  | { type: 'call_held_back'; callId: string; reason: string }
  | { type: 'call_released'; callId: string }
  | { type: 'relation_changed'; relation: string | null }
