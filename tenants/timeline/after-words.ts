import type { AfterFact } from './after-event.ts'

/** What the timeline says of a job that is done and of what follows, in one language: one sentence a fact. */
export type AfterWords = { [T in AfterFact['type']]: (fact: Extract<AfterFact, { type: T }>) => string }
