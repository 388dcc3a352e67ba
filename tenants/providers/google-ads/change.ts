import { unreachable } from '../../base/result.ts'
import type { AdsChange, AdsChanged, AdsStatus } from '../ads-port.ts'
import type { Answer } from '../port.ts'
import { LOOKS, type Query } from './gaql.ts'
import { mutate, updateOf } from './mutate.ts'
import { READERS, readKeyword } from './read.ts'
import type { Ask } from './request.ts'
import type { Collection, Field, Operation, RowOf } from './rest-types.ts'
import { search, type Place } from './search.ts'
import { id, text } from './values.ts'

export type Account = { apiUrl: string; ask: Ask; place: Place }

type Refused = Extract<Answer<never>, { kind: 'refused' }>
/** What a look at the account says of a change; `order` is what is left to do. */
type Found = { kind: 'stands'; made?: string } | Refused | { kind: 'to_do'; order: Order }
type Order = { [C in Collection]: { collection: C; operation: Operation<C>; isMaking?: true } }[Collection]
type Looked = Answer<{ found: Found; requestRef: string | null }>

/**
 * Makes it so, in two calls: what stands there, and then the change, where it does not stand there yet. One whose
 * answer was lost is simply ordered again, and finds itself done.
 */
export async function changeAds(account: Account, change: AdsChange): Promise<AdsChanged> {
  const looked = await look(account, change)
  // Whatever a look comes to, nothing was changed by it.
  if (looked.kind === 'in_doubt') return { kind: 'unavailable', code: looked.code, retryAfterMs: null }
  if (looked.kind !== 'answered') return looked
  const { found, requestRef } = looked.value
  switch (found.kind) {
    case 'stands':
      return { kind: 'sent', providerRef: requestRef ?? '', isApplied: false, ...madeOf(found.made) }
    case 'refused':
      return found
    case 'to_do':
      return carryOut(account, found.order)
    default:
      return unreachable(found)
  }
}

async function carryOut(account: Account, { collection, operation, isMaking }: Order): Promise<AdsChanged> {
  const answer = await mutate(account, collection, [operation as Operation<typeof collection>])
  if (answer.kind !== 'answered') return answer
  const [done] = answer.value.each
  if (done?.kind === 'refused') return done
  const made = isMaking ? done?.resourceName.split('/').at(-1) : undefined
  return { kind: 'sent', providerRef: answer.value.requestRef ?? '', isApplied: true, ...madeOf(made) }
}

const madeOf = (made: string | undefined) => (made === undefined ? {} : { made })

function look(account: Account, change: AdsChange): Promise<Looked> {
  switch (change.kind) {
    case 'set_bid':
    case 'set_keyword_status':
      return lookAtKeyword(account, change)
    case 'add_keyword':
      return lookForKeyword(account, change)
    case 'add_negative':
    case 'remove_negative':
      return lookForNegative(account, change)
    case 'set_budget':
    case 'set_campaign_status':
      return lookAtCampaign(account, change)
    case 'set_ad_group_status':
      return lookAtAdGroup(account, change)
    case 'add_ad':
      return lookForAd(account, change)
    case 'set_ad_status':
      return lookAtAd(account, change)
    default:
      return unreachable(change)
  }
}

type Of<Kind extends AdsChange['kind']> = Extract<AdsChange, { kind: Kind }>

async function lookAtKeyword(account: Account, change: Of<'set_bid' | 'set_keyword_status'>): Promise<Looked> {
  const [adGroupId = '', criterionId = ''] = change.keywordRef.split('~')
  return found(account, LOOKS.keyword(adGroupId, criterionId), (rows) => {
    const keyword = rows.map(readKeyword).find((one) => one?.keywordRef === change.keywordRef)
    if (!keyword || keyword.status === 'REMOVED') return GONE
    const update = (values: Parameters<typeof updateOf<'adGroupCriteria'>>[1]): Order => ({
      collection: 'adGroupCriteria',
      operation: updateOf<'adGroupCriteria'>(nameOf(account, 'adGroupCriteria', change.keywordRef), values),
    })
    if (change.kind === 'set_keyword_status') {
      return compare(keyword.status, change.from, change.to, () => update({ status: change.to }))
    }
    if (keyword.bidMicros === null) return refused('bidding_automatic', 'Google decides what this keyword may cost')
    return compare(keyword.bidMicros, change.from, change.to, () => update({ cpcBidMicros: String(change.to) }))
  })
}

async function lookForKeyword(account: Account, change: Of<'add_keyword'>): Promise<Looked> {
  return found(account, LOOKS.keywords(change.adGroupId), (rows) => {
    const same = rows
      .map(readKeyword)
      .find((one) => one?.matchType === change.matchType && isSame(one.text, change.text))
    if (same) return { kind: 'stands', made: same.keywordRef }
    const { text, matchType } = change
    const create = {
      adGroup: nameOf(account, 'adGroups', change.adGroupId),
      ...({ status: 'ENABLED', keyword: { text, matchType } } as const),
      cpcBidMicros: String(change.bidMicros),
    }
    return { kind: 'to_do', order: { collection: 'adGroupCriteria', operation: { create }, isMaking: true } }
  })
}

async function lookForNegative(account: Account, change: Of<'add_negative' | 'remove_negative'>): Promise<Looked> {
  return found(account, LOOKS.negatives(change.campaignId), (rows) => {
    const { text, matchType, campaignId } = change
    const same = rows
      .map((row) => READERS.campaign_negatives(row))
      .find((one) => one?.matchType === matchType && isSame(one.text, text))
    const collection = 'campaignCriteria'
    if (change.kind === 'remove_negative') {
      if (!same) return { kind: 'stands' }
      return {
        kind: 'to_do',
        order: { collection, operation: { remove: nameOf(account, collection, same.keywordRef) } },
      }
    }
    if (same) return { kind: 'stands', made: same.keywordRef }
    const campaign = nameOf(account, 'campaigns', campaignId)
    const create = { campaign, negative: true, keyword: { text, matchType } }
    return { kind: 'to_do', order: { collection, operation: { create }, isMaking: true } }
  })
}

async function lookAtCampaign(account: Account, change: Of<'set_budget' | 'set_campaign_status'>): Promise<Looked> {
  return found(account, LOOKS.campaign(change.campaignId), (rows) => {
    const campaign = rows.map((row) => READERS.campaigns(row)).find((one) => one?.campaignId === change.campaignId)
    if (!campaign || campaign.status === 'REMOVED') return GONE
    if (change.kind === 'set_campaign_status') {
      return compare(campaign.status, change.from, change.to, () => ({
        collection: 'campaigns',
        operation: updateOf<'campaigns'>(nameOf(account, 'campaigns', change.campaignId), { status: change.to }),
      }))
    }
    if (campaign.isBudgetShared) return refused('budget_shared', 'Other campaigns spend from this budget as well')
    if (campaign.budgetId !== change.budgetId) return CHANGED
    return compare(campaign.budgetMicros, change.from, change.to, () => ({
      collection: 'campaignBudgets',
      operation: updateOf<'campaignBudgets'>(nameOf(account, 'campaignBudgets', change.budgetId), {
        amountMicros: String(change.to),
      }),
    }))
  })
}

async function lookAtAdGroup(account: Account, change: Of<'set_ad_group_status'>): Promise<Looked> {
  return found(account, LOOKS.adGroup(change.adGroupId), (rows) => {
    const status = text(rows.find(({ adGroup }) => id(adGroup?.id) === change.adGroupId)?.adGroup?.status)
    return compare(status, change.from, change.to, () => ({
      collection: 'adGroups',
      operation: updateOf<'adGroups'>(nameOf(account, 'adGroups', change.adGroupId), { status: change.to }),
    }))
  })
}

async function lookAtAd(account: Account, change: Of<'set_ad_status'>): Promise<Looked> {
  const [adGroupId = '', adId = ''] = change.adRef.split('~')
  return found(account, LOOKS.ad(adGroupId, adId), (rows) => {
    const ad = rows.map((row) => READERS.ads(row)).find((one) => one?.adRef === change.adRef)
    return compare(ad?.status ?? null, change.from, change.to, () => ({
      collection: 'adGroupAds',
      operation: updateOf<'adGroupAds'>(nameOf(account, 'adGroupAds', change.adRef), { status: change.to }),
    }))
  })
}

/** The same words lead to the same page: an advertisement of which nothing would be new. */
async function lookForAd(account: Account, change: Of<'add_ad'>): Promise<Looked> {
  return found(account, LOOKS.ads(change.adGroupId), (rows) => {
    const { headlines, descriptions, finalUrl } = change
    const words = (ad: Pick<typeof change, 'headlines' | 'descriptions' | 'finalUrl'>) =>
      JSON.stringify([[...ad.headlines].sort(), [...ad.descriptions].sort(), ad.finalUrl])
    const same = rows.map((row) => READERS.ads(row)).find((ad) => ad !== null && words(ad) === words(change))
    if (same) return { kind: 'stands', made: same.adRef }
    const lines = (said: string[]) => said.map((line) => ({ text: line }))
    const create = {
      ...({ adGroup: nameOf(account, 'adGroups', change.adGroupId), status: 'ENABLED' } as const),
      ad: {
        finalUrls: [finalUrl],
        responsiveSearchAd: { headlines: lines(headlines), descriptions: lines(descriptions) },
      },
    }
    return { kind: 'to_do', order: { collection: 'adGroupAds', operation: { create }, isMaking: true } }
  })
}

async function found<Selected extends Field>(
  { apiUrl, ask, place }: Account,
  query: Query<Selected>,
  judge: (rows: RowOf<Selected>[]) => Found,
): Promise<Looked> {
  const answer = await search(apiUrl, ask, place, query)
  if (answer.kind !== 'answered') return answer
  return { kind: 'answered', value: { found: judge(answer.value.rows), requestRef: answer.value.requestRef } }
}

/** Absolute: it stands there, or it is as it was expected and is set; somebody else's newer change is left alone. */
function compare<T extends number | AdsStatus>(
  now: number | string | null,
  from: T | null,
  to: T,
  order: () => Order,
): Found {
  if (now === null || now === 'REMOVED') return GONE
  if (now === to) return { kind: 'stands' }
  return from !== null && now !== from ? CHANGED : { kind: 'to_do', order: order() }
}

function refused(code: string, detail: string): Refused {
  return { kind: 'refused', code, detail }
}
const GONE = refused('gone', 'It is not in the account any more')
const CHANGED = refused('changed_meanwhile', 'Somebody has changed it since; what stands there now is kept')

/** Google takes no notice of case and spaces, and keeps no two keywords that differ in nothing else. */
function isSame(one: string, other: string): boolean {
  const plain = (words: string) => words.trim().toLowerCase().replaceAll(/\s+/g, ' ')
  return plain(one) === plain(other)
}

function nameOf({ place }: Account, collection: Collection, ref: string): string {
  return `customers/${place.accountId}/${collection}/${ref}`
}
