import type { World } from './emulator.ts'

/** A person and the business number they stopped; Twilio's own block list knows such pairs. */
export type Pair = { person: string; business: string }

type Block = { id: string; blockedAt: number }

function blocks(world: World) {
  return world.state.collection<Block>('twilio_blocks')
}

export function hasBlocked(world: World, pair: Pair): boolean {
  return blocks(world).find(nameOf(pair)) !== undefined
}

export type OptOutType = 'STOP' | 'START' | 'HELP'

/** Twilio's default words, obeyed when they are the whole text. */
const WORDS: Record<string, OptOutType> = {
  STOP: 'STOP',
  UNSUBSCRIBE: 'STOP',
  END: 'STOP',
  QUIT: 'STOP',
  STOPALL: 'STOP',
  REVOKE: 'STOP',
  OPTOUT: 'STOP',
  CANCEL: 'STOP',
  START: 'START',
  YES: 'START',
  UNSTOP: 'START',
  HELP: 'HELP',
  INFO: 'HELP',
}

/** Twilio's own answers, in the sandbox's words. */
const ANSWERS: Record<OptOutType, string> = {
  STOP: 'You are unsubscribed and will get no more messages from this number. Reply START to subscribe again.',
  START: 'You are subscribed again to messages from this number. Reply HELP for help, STOP to unsubscribe.',
  HELP: 'Reply STOP to unsubscribe. Message and data rates may apply.',
}

/**
 * Twilio's handling of opt-out words, before Shoulder hears of the text: blocks or unblocks the pair and says what
 * Twilio answers. A second STOP gets no second answer; START and YES mean something only to who has stopped.
 */
export function applyOptOut(world: World, pair: Pair, body: string): { type: OptOutType; answer: string } | undefined {
  const type = WORDS[body.trim().toUpperCase()]
  if (type === undefined) return undefined
  const id = nameOf(pair)
  const wasBlocked = hasBlocked(world, pair)
  if (type === 'STOP' && wasBlocked) return undefined
  if (type === 'START' && !wasBlocked) return undefined
  if (type === 'STOP') blocks(world).insert({ id, blockedAt: world.now() })
  if (type === 'START') blocks(world).remove(id)
  return { type, answer: ANSWERS[type] }
}

function nameOf({ person, business }: Pair): string {
  return `${person} ${business}`
}
