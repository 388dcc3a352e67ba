import type { BoardView, ConversationSummary } from '../../tenants/contract/board.ts'
import type { LeadView } from '../../tenants/contract/lists.ts'
import type { LiveMessage } from '../../tenants/contract/live.ts'

/** A board after one more message. Pure; whoever calls makes sure that each message comes once and in order. */
export function applyLive(board: BoardView, message: LiveMessage): BoardView {
  if (message.type === 'snapshot') return message.board
  return {
    ...board,
    seq: message.seq,
    attention: message.attention,
    today: message.today,
    conversations: putConversation(board.conversations, message.conversation),
    leads: putLead(board.leads, message.lead),
  }
}

/** Newest first; what is equally old keeps its place, so that rows move only where something happened. */
function putConversation(all: ConversationSummary[], one: ConversationSummary | null): ConversationSummary[] {
  if (one === null) return all
  const others = all.filter((each) => each.customerId !== one.customerId)
  const index = others.findIndex((each) => each.lastAt <= one.lastAt)
  return index === -1 ? [...others, one] : others.toSpliced(index, 0, one)
}

export function putLead(all: LeadView[], one: LeadView | null): LeadView[] {
  if (one === null) return all
  return all.some((each) => each.id === one.id) ? all.map((each) => (each.id === one.id ? one : each)) : [one, ...all]
}
