import { nextId, type Account, type Ad, type AdGroup, type Budget, type Campaign, type Status } from './account.ts'
import { wordsOf, type MatchType } from './matching.ts'

type Words = { text: string; matchType: MatchType }

/** Every change an advertiser can make, as plain data that can be written down and played again. */
export type MarketCommand =
  | { type: 'create_budget'; name: string; amountMicros: number; isShared?: boolean }
  | { type: 'set_budget'; budgetId: string; amountMicros?: number; name?: string }
  | { type: 'remove_budget'; budgetId: string }
  | { type: 'create_campaign'; name: string; budgetId: string; status: Status }
  | { type: 'set_campaign'; campaignId: string; status?: Status; name?: string; budgetId?: string }
  | { type: 'create_ad_group'; campaignId: string; name: string; status: Status; cpcBidMicros: number }
  | { type: 'set_ad_group'; adGroupId: string; status?: Status; name?: string; cpcBidMicros?: number }
  | ({ type: 'create_keyword'; adGroupId: string; status: Status; cpcBidMicros: number | null } & Words)
  | { type: 'set_keyword'; keywordRef: string; status?: Status; cpcBidMicros?: number | null }
  | ({ type: 'create_negative'; level: 'campaign' | 'ad_group'; ownerId: string } & Words)
  | { type: 'remove_negative'; negativeRef: string }
  | { type: 'create_ad'; adGroupId: string; status: Status; copy: AdCopy }
  | { type: 'set_ad'; adRef: string; status: Status }

export type AdCopy = Pick<Ad, 'headlines' | 'descriptions' | 'finalUrls' | 'path1' | 'path2'>
export type MarketRefusalCode = 'not_found' | 'removed' | 'duplicate' | 'budget_in_use'

/** The account does not allow this; nothing was changed. */
export class MarketRefusal extends Error {
  readonly code: MarketRefusalCode

  constructor(code: MarketRefusalCode, message: string) {
    super(message)
    this.code = code
  }
}

/** Carries a change out and answers the id of what it made or changed: its ref, for what Google names by two ids. */
export function carryOut(command: MarketCommand, account: Account, today: string, needOf: NeedOf): string {
  const id = change(command, account, today, needOf)
  account.version += 1
  return id
}

/** Which service a keyword's words speak of. */
export type NeedOf = (words: string[]) => number

function change(command: MarketCommand, account: Account, today: string, needOf: NeedOf): string {
  switch (command.type) {
    case 'create_budget':
    case 'set_budget':
    case 'remove_budget':
      return changeBudget(command, account)
    case 'create_campaign':
    case 'set_campaign':
      return changeCampaign(command, account, today)
    case 'create_ad_group':
    case 'set_ad_group':
      return changeAdGroup(command, account)
    case 'create_keyword':
    case 'set_keyword':
      return changeKeyword(command, account, needOf)
    case 'create_negative':
    case 'remove_negative':
      return changeNegative(command, account)
    case 'create_ad':
    case 'set_ad':
      return changeAd(command, account)
  }
}

type Of<T extends MarketCommand['type']> = Extract<MarketCommand, { type: T }>

function changeBudget(command: Of<'create_budget' | 'set_budget' | 'remove_budget'>, account: Account): string {
  const { budgets, campaigns } = account
  if (command.type === 'create_budget') {
    const { name, amountMicros, isShared = false } = command
    const made: Budget = { id: nextId(account, 'budget'), name, amountMicros, isShared, status: 'ENABLED' }
    budgets.set(made.id, made)
    return made.id
  }
  const budget = alive(budgets, command.budgetId, 'budget')
  if (command.type === 'remove_budget') {
    const isUsed = [...campaigns.values()].some((one) => one.budgetId === budget.id && one.status !== 'REMOVED')
    if (isUsed) throw new MarketRefusal('budget_in_use', `budget ${budget.id} pays for a campaign`)
    budgets.set(budget.id, { ...budget, status: 'REMOVED' })
  } else {
    budgets.set(budget.id, { ...budget, ...given(command, ['amountMicros', 'name']) })
  }
  return budget.id
}

function changeCampaign(command: Of<'create_campaign' | 'set_campaign'>, account: Account, today: string): string {
  const { campaigns, budgets } = account
  if (command.budgetId !== undefined) alive(budgets, command.budgetId, 'budget')
  const isTaken = [...campaigns.values()].some(
    ({ id, name, status }) =>
      name === command.name &&
      status !== 'REMOVED' &&
      (command.type === 'create_campaign' || id !== command.campaignId),
  )
  if (isTaken) throw new MarketRefusal('duplicate', `there is a campaign called ${command.name} already`)
  if (command.type === 'create_campaign') {
    const { name, budgetId, status } = command
    const made: Campaign = { id: nextId(account, 'campaign'), name, status, budgetId, startOn: today }
    campaigns.set(made.id, made)
    return made.id
  }
  const campaign = alive(campaigns, command.campaignId, 'campaign')
  campaigns.set(campaign.id, { ...campaign, ...given(command, ['status', 'name', 'budgetId']) })
  return campaign.id
}

function changeAdGroup(command: Of<'create_ad_group' | 'set_ad_group'>, account: Account): string {
  const { adGroups, campaigns } = account
  if (command.type === 'set_ad_group') {
    const adGroup = alive(adGroups, command.adGroupId, 'ad group')
    adGroups.set(adGroup.id, { ...adGroup, ...given(command, ['status', 'name', 'cpcBidMicros']) })
    return adGroup.id
  }
  const { campaignId, name, status, cpcBidMicros } = command
  alive(campaigns, campaignId, 'campaign')
  const isTaken = [...adGroups.values()].some(
    (one) => one.campaignId === campaignId && one.name === name && one.status !== 'REMOVED',
  )
  if (isTaken) throw new MarketRefusal('duplicate', `the campaign has an ad group called ${name} already`)
  const made: AdGroup = { id: nextId(account, 'ad_group'), campaignId, name, status, cpcBidMicros }
  adGroups.set(made.id, made)
  return made.id
}

function changeKeyword(command: Of<'create_keyword' | 'set_keyword'>, account: Account, needOf: NeedOf): string {
  const { keywords, adGroups } = account
  if (command.type === 'set_keyword') {
    const keyword = alive(keywords, command.keywordRef, 'keyword')
    keywords.set(keyword.ref, { ...keyword, ...given(command, ['status', 'cpcBidMicros']) })
    return keyword.ref
  }
  const { adGroupId, text, matchType, status, cpcBidMicros } = command
  alive(adGroups, adGroupId, 'ad group')
  const wanted = wordsOf(text).join(' ')
  const isTaken = [...keywords.values()].some(
    (one) =>
      one.adGroupId === adGroupId &&
      one.matchType === matchType &&
      one.status !== 'REMOVED' &&
      wordsOf(one.text).join(' ') === wanted,
  )
  if (isTaken) throw new MarketRefusal('duplicate', `the ad group has the keyword ${text} already`)
  const criterionId = nextId(account, 'criterion')
  const ref = `${adGroupId}~${criterionId}`
  const need = needOf(wordsOf(text))
  keywords.set(ref, { ref, criterionId, adGroupId, text, matchType, status, cpcBidMicros, need })
  return ref
}

function changeNegative(command: Of<'create_negative' | 'remove_negative'>, account: Account): string {
  const { negatives } = account
  if (command.type === 'remove_negative') {
    const negative = negatives.get(command.negativeRef)
    if (!negative || negative.isRemoved) throw new MarketRefusal('not_found', 'there is no such negative keyword')
    negatives.set(negative.ref, { ...negative, isRemoved: true })
    return negative.ref
  }
  const { level, ownerId, text, matchType } = command
  if (level === 'campaign') alive(account.campaigns, ownerId, 'campaign')
  else alive(account.adGroups, ownerId, 'ad group')
  const wanted = wordsOf(text).join(' ')
  const isTaken = [...negatives.values()].some(
    (one) =>
      one.ownerId === ownerId &&
      one.matchType === matchType &&
      !one.isRemoved &&
      wordsOf(one.text).join(' ') === wanted,
  )
  if (isTaken) throw new MarketRefusal('duplicate', `${text} is shut out there already`)
  const criterionId = nextId(account, 'criterion')
  const ref = `${ownerId}~${criterionId}`
  negatives.set(ref, { ref, criterionId, level, ownerId, text, matchType, isRemoved: false })
  return ref
}

function changeAd(command: Of<'create_ad' | 'set_ad'>, account: Account): string {
  const { ads } = account
  if (command.type === 'set_ad') {
    const ad = alive(ads, command.adRef, 'ad')
    ads.set(ad.ref, { ...ad, status: command.status })
    return ad.ref
  }
  const { adGroupId, status, copy } = command
  alive(account.adGroups, adGroupId, 'ad group')
  const adId = nextId(account, 'ad')
  const ref = `${adGroupId}~${adId}`
  ads.set(ref, { ref, adId, adGroupId, status, ...copy })
  return ref
}

function alive<T extends { status: Status }>(rows: Map<string, T>, id: string, what: string): T {
  const row = rows.get(id)
  if (!row) throw new MarketRefusal('not_found', `there is no ${what} ${id}`)
  if (row.status === 'REMOVED') throw new MarketRefusal('removed', `${what} ${id} was removed`)
  return row
}

function given<T extends object, K extends keyof T>(command: T, names: K[]): { [N in K]?: Exclude<T[N], undefined> } {
  return Object.fromEntries(names.flatMap((name) => (command[name] === undefined ? [] : [[name, command[name]]]))) as {
    [N in K]?: Exclude<T[N], undefined>
  }
}
