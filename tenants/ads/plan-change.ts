import { costOf, judgeChange, type BoundCode, type By, type Planned, type Purse } from './bounds.ts'
import { targetOf } from './target-of.ts'

/** Several changes at once, each judged as if those before it had been made. Pure. */

/** The account's money once a change is on its way. */
export function takeFrom(purse: Purse, planned: Planned, by: By, changeId: string): Purse {
  const { change } = planned
  const dailyMicros = costOf(planned)
  const past = { changeId, target: targetOf(change), day: purse.day, dailyMicros, byAgent: by === 'agent' }
  const campaigns =
    change.kind === 'set_budget'
      ? purse.campaigns.map((campaign) =>
          // Until it has been made, the greater of both may be spent.
          campaign.budgetId === change.budgetId
            ? { ...campaign, budgetMicros: Math.max(campaign.budgetMicros, change.to) }
            : campaign,
        )
      : change.kind === 'set_campaign_status' && change.to === 'ENABLED'
        ? purse.campaigns.map((campaign) =>
            campaign.campaignId === change.campaignId ? { ...campaign, status: 'ENABLED' } : campaign,
          )
        : purse.campaigns
  return { ...purse, campaigns, changes: [...purse.changes, past] }
}

export type Fitted<T extends Planned> = {
  planned: T[]
  left: { planned: T; code: BoundCode }[]
  /** What is left of the money afterwards. */
  purse: Purse
}

/** Of the changes wished for, the weightiest first, those that fit. */
export function fit<T extends Planned>(wishes: readonly T[], by: By, purse: Purse): Fitted<T> {
  const fitted: Fitted<T> = { planned: [], left: [], purse }
  for (const [place, planned] of wishes.entries()) {
    const code = judgeChange(planned, by, fitted.purse)
    if (code !== null) {
      fitted.left.push({ planned, code })
      continue
    }
    fitted.planned.push(planned)
    // Two of one wish would be one change: neither has an id yet, so each gets a name of its own.
    fitted.purse = takeFrom(fitted.purse, planned, by, `planned:${fitted.purse.changes.length}:${place}`)
  }
  return fitted
}

/** All of it or none: what a person agreed to is not done in part. */
export function judgeAll(wishes: readonly Planned[], by: By, purse: Purse): BoundCode | null {
  return fit(wishes, by, purse).left[0]?.code ?? null
}
