import type { MatchType } from './ads/matching.ts'
import { readCopy } from './google-ads-ad-copy.ts'
import {
  idIn,
  maskedFields,
  missing,
  notFound,
  readFlag,
  readMicros,
  readStatus,
  readText,
  refuseOperation,
  type Fields,
  type Ground,
  type Operation,
  type Order,
} from './google-ads-operation.ts'
import { malformed, readObject } from './google-ads-search.ts'

export type Collection = {
  /** As change_event and results name it. */
  resourceType: string
  field: string
  /** All that its resource may carry here. */
  fields: string[]
  read(operation: Operation, ground: Ground): Order
}

const RSA_MAX = 3
const KEYWORD_LETTERS_MAX = 80
const KEYWORD_WORDS_MAX = 10
const BAD_IN_KEYWORDS = /[!@%^*={};~`<>?\\|,]/

function nameIn(collection: string, { customerId }: Ground) {
  return (id: string) => `customers/${customerId}/${collection}/${id}`
}

const adGroupCriteria: Collection = {
  ...{ resourceType: 'AD_GROUP_CRITERION', field: 'adGroupCriterion' },
  fields: ['resourceName', 'adGroup', 'status', 'negative', 'keyword', 'cpcBidMicros', 'finalUrls'],
  read(operation, ground) {
    const nameOf = nameIn('adGroupCriteria', ground)
    if (operation.kind === 'create') {
      const { resource } = operation
      const adGroupId = idIn(resource['adGroup'], 'adGroups', ground)
      const words = readKeyword(resource)
      const fields = Object.keys(resource)
      if (readFlag(resource['negative'], 'negative')) {
        if (resource['cpcBidMicros'] !== undefined) {
          const message = 'A negative criterion has no bid.'
          throw refuseOperation('adGroupCriterionError', 'CANNOT_BID_ON_NEGATIVE', message)
        }
        return { command: { type: 'create_negative', level: 'ad_group', ownerId: adGroupId, ...words }, fields, nameOf }
      }
      const bid = resource['cpcBidMicros']
      const cpcBidMicros = bid === undefined ? null : readMicros(bid, 'create', 'cpcBidMicros')
      const status = readStatus(resource['status'] ?? 'ENABLED')
      return { command: { type: 'create_keyword', adGroupId, status, cpcBidMicros, ...words }, fields, nameOf }
    }
    const ref = idIn(operation.resourceName, 'adGroupCriteria', ground)
    const isNegative = ground.account.negatives.has(ref)
    if (!isNegative && !ground.account.keywords.has(ref)) throw notFound(operation.resourceName)
    if (operation.kind === 'remove') {
      const command = isNegative
        ? ({ type: 'remove_negative', negativeRef: ref } as const)
        : ({ type: 'set_keyword', keywordRef: ref, status: 'REMOVED' } as const)
      return { command, fields: ['status'], nameOf }
    }
    if (isNegative) throw refuseOperation('adGroupCriterionError', 'CANT_UPDATE_NEGATIVE', 'It can only be removed.')
    const { status, cpcBidMicros } = maskedFields(operation, ['status', 'cpcBidMicros'])
    const command = {
      ...({ type: 'set_keyword', keywordRef: ref } as const),
      ...(status === undefined ? {} : { status: readStatus(status) }),
      ...(cpcBidMicros === undefined ? {} : { cpcBidMicros: readMicros(cpcBidMicros, 'update', 'cpcBidMicros') }),
    }
    return { command, fields: operation.mask, nameOf }
  },
}

const campaignCriteria: Collection = {
  ...{ resourceType: 'CAMPAIGN_CRITERION', field: 'campaignCriterion' },
  fields: ['resourceName', 'campaign', 'negative', 'keyword', 'status'],
  read(operation, ground) {
    const nameOf = nameIn('campaignCriteria', ground)
    if (operation.kind === 'update') {
      const message = 'A negative keyword is immutable: remove it and create another.'
      throw refuseOperation('fieldError', 'IMMUTABLE_FIELD', message)
    }
    if (operation.kind === 'remove') {
      const negativeRef = idIn(operation.resourceName, 'campaignCriteria', ground)
      if (!ground.account.negatives.has(negativeRef)) throw notFound(operation.resourceName)
      return { command: { type: 'remove_negative', negativeRef }, fields: ['status'], nameOf }
    }
    const { resource } = operation
    const ownerId = idIn(resource['campaign'], 'campaigns', ground)
    const words = readKeyword(resource)
    if (!readFlag(resource['negative'], 'negative')) {
      const message = 'Campaigns take keywords as negative criteria only.'
      throw refuseOperation('campaignCriterionError', 'CANNOT_TARGET_CRITERION', message)
    }
    const command = { type: 'create_negative', level: 'campaign', ownerId, ...words } as const
    return { command, fields: Object.keys(resource), nameOf }
  },
}

function readKeyword(resource: Fields): { text: string; matchType: MatchType } {
  if (resource['keyword'] === undefined) throw missing('create', 'keyword')
  const own = readObject(resource['keyword'], 'keyword', ['text', 'matchType'])
  const text = readText(own['text'], 'create', 'keyword', 'text')
  const path = ['create', 'keyword', 'text'].map((fieldName) => ({ fieldName }))
  const refuse = (code: string, message: string) =>
    refuseOperation('criterionError', code, message, { path, trigger: text })
  if (text.length > KEYWORD_LETTERS_MAX) throw refuse('KEYWORD_TEXT_TOO_LONG', 'Keyword text should be at most 80.')
  if (text.trim().split(/\s+/).length > KEYWORD_WORDS_MAX) {
    throw refuse('KEYWORD_HAS_TOO_MANY_WORDS', 'Keyword text has more than 10 words.')
  }
  if (BAD_IN_KEYWORDS.test(text))
    throw refuse('KEYWORD_HAS_INVALID_CHARS', 'Keyword has invalid characters or symbols.')
  const matchType = (['EXACT', 'PHRASE', 'BROAD'] as const).find((one) => one === own['matchType'])
  if (own['matchType'] === undefined) throw missing('create', 'keyword', 'matchType')
  if (!matchType) throw malformed(`Invalid value at 'keyword.match_type', ${JSON.stringify(own['matchType'])}`)
  return { text: text.trim(), matchType }
}

const campaignBudgets: Collection = {
  ...{ resourceType: 'CAMPAIGN_BUDGET', field: 'campaignBudget' },
  fields: ['resourceName', 'name', 'amountMicros', 'explicitlyShared', 'deliveryMethod', 'period', 'type'],
  read(operation, ground) {
    const nameOf = nameIn('campaignBudgets', ground)
    if (operation.kind === 'create') {
      const { resource } = operation
      if (resource['amountMicros'] === undefined) throw missing('create', 'amountMicros')
      const amountMicros = readMicros(resource['amountMicros'], 'create', 'amountMicros')
      const isShared =
        resource['explicitlyShared'] === undefined || readFlag(resource['explicitlyShared'], 'explicitly_shared')
      const name = resource['name'] === undefined ? '' : readText(resource['name'], 'create', 'name')
      return { command: { type: 'create_budget', name, amountMicros, isShared }, fields: Object.keys(resource), nameOf }
    }
    const budgetId = idIn(operation.resourceName, 'campaignBudgets', ground)
    if (operation.kind === 'remove') return { command: { type: 'remove_budget', budgetId }, fields: ['status'], nameOf }
    const { name, amountMicros } = maskedFields(operation, ['name', 'amountMicros'])
    const command = {
      ...({ type: 'set_budget', budgetId } as const),
      ...(name === undefined ? {} : { name: readText(name, 'update', 'name') }),
      ...(amountMicros === undefined ? {} : { amountMicros: readMicros(amountMicros, 'update', 'amountMicros') }),
    }
    return { command, fields: operation.mask, nameOf }
  },
}

const campaigns: Collection = {
  ...{ resourceType: 'CAMPAIGN', field: 'campaign' },
  fields: [
    ...['resourceName', 'name', 'status', 'advertisingChannelType', 'campaignBudget', 'manualCpc', 'networkSettings'],
    ...['containsEuPoliticalAdvertising', 'startDateTime', 'endDateTime', 'geoTargetTypeSetting'],
  ],
  read(operation, ground) {
    const nameOf = nameIn('campaigns', ground)
    if (operation.kind === 'create') {
      const { resource } = operation
      const name = readText(resource['name'], 'create', 'name')
      if (resource['containsEuPoliticalAdvertising'] === undefined) {
        const message = 'A campaign must declare whether it contains political advertising in the European Union.'
        throw refuseOperation('mutateError', 'EU_POLITICAL_ADVERTISING_DECLARATION_REQUIRED', message)
      }
      if (resource['advertisingChannelType'] !== 'SEARCH') throw missing('create', 'advertisingChannelType')
      if (resource['manualCpc'] === undefined) throw missing('create', 'campaignBiddingStrategy')
      const budgetId = idIn(resource['campaignBudget'], 'campaignBudgets', ground)
      const status = readStatus(resource['status'] ?? 'ENABLED')
      return { command: { type: 'create_campaign', name, budgetId, status }, fields: Object.keys(resource), nameOf }
    }
    const campaignId = idIn(operation.resourceName, 'campaigns', ground)
    if (operation.kind === 'remove') {
      return { command: { type: 'set_campaign', campaignId, status: 'REMOVED' }, fields: ['status'], nameOf }
    }
    const { name, status, campaignBudget } = maskedFields(operation, ['name', 'status', 'campaignBudget'])
    const command = {
      ...({ type: 'set_campaign', campaignId } as const),
      ...(name === undefined ? {} : { name: readText(name, 'update', 'name') }),
      ...(status === undefined ? {} : { status: readStatus(status) }),
      ...(campaignBudget === undefined ? {} : { budgetId: idIn(campaignBudget, 'campaignBudgets', ground) }),
    }
    return { command, fields: operation.mask, nameOf }
  },
}

const adGroups: Collection = {
  ...{ resourceType: 'AD_GROUP', field: 'adGroup' },
  fields: ['resourceName', 'campaign', 'name', 'status', 'type', 'cpcBidMicros'],
  read(operation, ground) {
    const nameOf = nameIn('adGroups', ground)
    if (operation.kind === 'create') {
      const { resource } = operation
      const campaignId = idIn(resource['campaign'], 'campaigns', ground)
      const name = readText(resource['name'], 'create', 'name')
      const bid = resource['cpcBidMicros']
      const cpcBidMicros = bid === undefined ? 10_000 : readMicros(bid, 'create', 'cpcBidMicros')
      const status = readStatus(resource['status'] ?? 'ENABLED')
      const command = { type: 'create_ad_group', campaignId, name, status, cpcBidMicros } as const
      return { command, fields: Object.keys(resource), nameOf }
    }
    const adGroupId = idIn(operation.resourceName, 'adGroups', ground)
    if (operation.kind === 'remove') {
      return { command: { type: 'set_ad_group', adGroupId, status: 'REMOVED' }, fields: ['status'], nameOf }
    }
    const { name, status, cpcBidMicros } = maskedFields(operation, ['name', 'status', 'cpcBidMicros'])
    const command = {
      ...({ type: 'set_ad_group', adGroupId } as const),
      ...(name === undefined ? {} : { name: readText(name, 'update', 'name') }),
      ...(status === undefined ? {} : { status: readStatus(status) }),
      ...(cpcBidMicros === undefined ? {} : { cpcBidMicros: readMicros(cpcBidMicros, 'update', 'cpcBidMicros') }),
    }
    return { command, fields: operation.mask, nameOf }
  },
}

const adGroupAds: Collection = {
  ...{ resourceType: 'AD_GROUP_AD', field: 'adGroupAd' },
  fields: ['resourceName', 'adGroup', 'status', 'ad'],
  read(operation, ground) {
    const nameOf = nameIn('adGroupAds', ground)
    const checkRoom = (adGroupId: string, own: string) => {
      const others = [...ground.account.ads.values()].filter(
        (ad) => ad.adGroupId === adGroupId && ad.status === 'ENABLED' && ad.ref !== own,
      )
      if (others.length < RSA_MAX) return
      const message = 'Three enabled responsive search ads are the most an ad group has.'
      throw refuseOperation('resourceCountLimitExceededError', 'RESOURCE_LIMIT', message)
    }
    if (operation.kind === 'create') {
      const { resource } = operation
      const adGroupId = idIn(resource['adGroup'], 'adGroups', ground)
      const status = readStatus(resource['status'] ?? 'ENABLED')
      const copy = readCopy(resource['ad'])
      if (status === 'ENABLED') checkRoom(adGroupId, '')
      return { command: { type: 'create_ad', adGroupId, status, copy }, fields: Object.keys(resource), nameOf }
    }
    const adRef = idIn(operation.resourceName, 'adGroupAds', ground)
    if (operation.kind === 'remove')
      return { command: { type: 'set_ad', adRef, status: 'REMOVED' }, fields: ['status'], nameOf }
    const status = readStatus(maskedFields(operation, ['status'])['status'])
    if (status === 'ENABLED') checkRoom(adRef.split('~')[0] ?? '', adRef)
    return { command: { type: 'set_ad', adRef, status }, fields: operation.mask, nameOf }
  },
}

export const COLLECTIONS: Record<string, Collection> = {
  ...{ adGroupCriteria, campaignCriteria, campaignBudgets, campaigns, adGroups, adGroupAds },
}
