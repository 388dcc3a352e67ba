import type { WorkFact } from './work-event.ts'

/** What the timeline says of visits, jobs, quotes, contracts and who is who, in one language: one sentence a fact. */
export type WorkWords = { [T in WorkFact['type']]: (fact: Extract<WorkFact, { type: T }>) => string }
