import type { World } from './emulator.ts'

/** A text by a number of a location, as the two phones have it. The conversation's message has the same id. */
export type PhoneText = {
  id: string
  from: string
  to: string
  body: string
  /** Shoulder or the office, a person on the sandbox phone, or the carrier answering STOP, START or HELP itself. */
  by: 'app' | 'person' | 'twilio'
  createdAt: number
}

export function texts(world: World) {
  return world.state.collection<PhoneText>('ghl_texts', { indexed: ['to', 'from'] })
}

export function keepText(text: Omit<PhoneText, 'createdAt'>, world: World): PhoneText {
  return texts(world).insert({ ...text, createdAt: world.now() })
}
