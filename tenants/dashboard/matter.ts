import type { Action } from '../agents/decision.ts'
import type { AttentionView } from '../contract/board.ts'
import type { Need } from '../timeline/describe.ts'

/** What an agent proposes waits for a person as well. */
export type ProposalNeed = { kind: 'proposal'; action: Action; currency: string }

/** One matter before it is put into words. */
export type Matter = Omit<AttentionView, 'sentence' | 'kind'> & { need: Need | ProposalNeed; who: string | null }
