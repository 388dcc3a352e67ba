import type { CallOrder, World } from './emulator.ts'
import type { Recording } from './twilio-call.ts'
import type { Verb } from './twiml.ts'
import type { WebhookOutcome } from './webhooks.ts'

/** Whoever is on the line while a document is followed, and what is theirs to decide. */
export type Line = {
  order: CallOrder
  from: string
  world: World
  /** Tells Shoulder something about this call. */
  tell(event: string, url: string, params: Record<string, string>): Promise<WebhookOutcome>
  /** The keys pressed on the question, undefined for none; without it the order says. */
  press?(heard: readonly string[]): Promise<string | undefined>
  /** Whether the caller speaks after the tone; without it the order says. */
  speaks?(heard: readonly string[]): Promise<boolean>
  /** How a phone that is rung on this call takes it; without it nobody does. */
  dial?(verb: Verb, base: string): Promise<DialEnd>
}

/** What came of following Shoulder's instructions with this caller on the line. */
export type Conversation = {
  heard: string[]
  recordings: Recording[]
  seconds: number
  /** Set when the call was refused, or given up, without being answered. */
  rejectedAs?: 'busy' | 'no-answer'
  /** The document ended the call, rather than coming to its own end. */
  isHungUp?: boolean
  problem?: string
}

/** How a phone that was rung fared. Nobody is told where the caller gave up before it was taken. */
export type DialEnd = {
  status: 'completed' | 'busy' | 'no-answer'
  legSid: string
  isBridged: boolean
  talkedS: number
  seconds: number
  isGivenUp: boolean
}
