import type { Ground } from './google-ads-operation.ts'

/** What of a resource can be changed, as it stands: what change_event and MUTABLE_RESOURCE show. */
export function stateOf(resourceType: string, resourceName: string, { account }: Ground): Record<string, unknown> {
  const ref = resourceName.split('/').at(-1) ?? ''
  switch (resourceType) {
    case 'AD_GROUP_CRITERION': {
      const keyword = account.keywords.get(ref)
      if (!keyword) return criterion(account.negatives.get(ref))
      const { status, text, matchType, cpcBidMicros } = keyword
      const bid = cpcBidMicros === null ? {} : { cpcBidMicros: String(cpcBidMicros) }
      return { status, ...bid, keyword: { text, matchType } }
    }
    case 'CAMPAIGN_CRITERION':
      return criterion(account.negatives.get(ref))
    case 'CAMPAIGN_BUDGET': {
      const budget = account.budgets.get(ref)
      return budget ? { name: budget.name, amountMicros: String(budget.amountMicros) } : {}
    }
    case 'CAMPAIGN': {
      const campaign = account.campaigns.get(ref)
      return campaign ? { name: campaign.name, status: campaign.status } : {}
    }
    case 'AD_GROUP': {
      const adGroup = account.adGroups.get(ref)
      return adGroup ? { name: adGroup.name, status: adGroup.status, cpcBidMicros: String(adGroup.cpcBidMicros) } : {}
    }
    default: {
      const ad = account.ads.get(ref)
      return ad ? { status: ad.status } : {}
    }
  }
}

function criterion(negative: { text: string; matchType: string; isRemoved: boolean } | undefined) {
  if (!negative || negative.isRemoved) return {}
  return { negative: true, keyword: { text: negative.text, matchType: negative.matchType } }
}
