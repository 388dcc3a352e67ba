import type { ConversationItem } from '../../tenants/contract/board.ts'

/** Texts that were typed here and are on their way. Pure. */
export type Outgoing = { key: number; text: string; at: number; entryId: string | null }

/** Those that the timeline does not show yet: each text that arrives there takes the oldest of the same words away. */
export function settleOutgoing(waiting: Outgoing[], arrived: ConversationItem[]): Outgoing[] {
  let left = waiting
  for (const { message, event } of arrived) {
    const entryId = event.detail['entryId']
    const words = message !== null && message.template === 'human_text' ? message.body.trim() : null
    const settled = left.find((each) => each.text === words || (each.entryId !== null && each.entryId === entryId))
    left = left.filter((each) => each !== settled)
  }
  return left
}

/** What failed to go out stands before what was typed since. */
export function giveBack(draft: string, text: string): string {
  return draft.trim() === '' ? text : `${text}\n${draft}`
}
