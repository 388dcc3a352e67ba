import type { Action } from '../agents/decision.ts'
import { describeAction } from '../agents/words/describe.ts'
import { ATTENTION_MAX } from '../base/limits.ts'
import type { Language } from '../contract/board.ts'
import { loadProposed } from '../storage/decision-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import type { Matter, ProposalNeed } from './matter.ts'

/** What agents propose stands on the board as well, until it is decided or runs out. */

export function proposalMatters({ db, tenant }: Context): Matter[] {
  const { currency } = tenant.profile
  return loadProposed(db, ATTENTION_MAX).map(({ decisionId, action, createdAt }) => ({
    id: `proposal:${decisionId}`,
    ...{ customerId: null, entryId: null, journeyId: null, since: createdAt, wishedAt: null, who: null },
    need: { kind: 'proposal', action: JSON.parse(action) as Action, currency },
  }))
}

export function describeProposal({ action, currency }: ProposalNeed, language: Language): string {
  return describeAction(action, false, { language, currency })
}
