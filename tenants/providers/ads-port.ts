import type { LeadSubmitted } from './inbound.ts'
import type { Answer, SendOutcome } from './port.ts'

/**
 * One advertising account, in our words. Ids are Google's own, as text; money is in millionths of the account's
 * currency (micros); days are `YYYY-MM-DD` in the account's zone. All of it is read and changed for one business.
 */
export type AdsPort = {
  /** What the login may reach, managers' accounts included. */
  fetchAccounts(): Promise<Answer<AdsAccount[]>>
  /** Goes through an answer row by row as it arrives, so that a large one needs no more memory than a small one. */
  read<Name extends AdsReportName>(
    report: AdsReport<Name>,
    take: (row: AdsRows[Name]) => void,
  ): Promise<Answer<{ rows: number; requestRef: string | null }>>
  /**
   * Makes it so. Every change is absolute and looks first at what stands: `applied: false` where it stood already,
   * `changed_meanwhile` as a refusal where neither what was expected nor what is wished stands there.
   */
  change(change: AdsChange): Promise<AdsChanged>
  /** Each is known by its transaction id, so that telling it twice counts once. */
  sendConversions(conversions: readonly AdsConversion[]): Promise<SendOutcome>
  /** What has become of them, by the `providerRef` that `sendConversions` gave; worth asking after half an hour. */
  fetchFate(providerRef: string): Promise<Answer<AdsFate>>
}

/** `failed`: some or all were not taken, for these reasons of Google's. */
export type AdsFate = { status: 'pending' | 'taken' | 'failed'; reasons: string[] }

export type AdsChanged = SendOutcome & {
  isApplied?: boolean
  /** What has come into being, for what takes it back: a keyword ref or an ad ref. */
  made?: string
}

export type AdsAccount = {
  accountId: string
  name: string
  currency: string
  timeZone: string
  isManager: boolean
  isTest: boolean
  /** ENABLED and others */
  status: string
  /** The manager through which it is reached; null where the login reaches it itself. */
  managerId: string | null
}

/** From the first to the last day, both of them. */
export type AdsSpan = { from: string; until: string }
export type AdsReport<Name extends AdsReportName> = { name: Name; span: AdsSpan }
export type AdsReportName = keyof AdsRows

type Metrics = {
  day: string
  impressions: number
  clicks: number
  costMicros: number
  conversions: number
}

/** What can be read. Those without metrics say what stands now and leave the span aside. */
export type AdsRows = {
  campaigns: {
    campaignId: string
    name: string
    status: string
    bidding: string
    budgetId: string
    budgetMicros: number
    isBudgetShared: boolean
  }
  ad_groups: { adGroupId: string; campaignId: string; name: string; status: string }
  keywords: {
    keywordRef: string
    campaignId: string
    adGroupId: string
    text: string
    matchType: AdsMatchType
    isNegative: boolean
    status: string
    bidMicros: number | null
    qualityScore: number | null
    firstPageMicros: number | null
  }
  /** Words that are left out of whole campaigns. */
  campaign_negatives: { keywordRef: string; campaignId: string; text: string; matchType: AdsMatchType }
  ads: {
    adRef: string
    adGroupId: string
    campaignId: string
    status: string
    headlines: string[]
    descriptions: string[]
    finalUrl: string
  }
  campaign_days: Metrics & { campaignId: string; lostToBudget: number | null }
  keyword_days: Metrics & { keywordRef: string; campaignId: string }
  term_days: Metrics & { adGroupId: string; campaignId: string; term: string }
  ad_days: Metrics & { adRef: string; campaignId: string }
  /** Calls from advertisements; Google tells no number, only its area code. `startedAt` is `YYYY-MM-DD HH:MM:SS`. */
  calls: { campaignId: string; startedAt: string; durationS: number; areaCode: string | null }
  /** Which campaign a click belongs to. Google answers for one day at a time, of the last 90. */
  clicks: { gclid: string; campaignId: string; adGroupId: string; keywordText: string | null; day: string }
  conversion_actions: { actionId: string; name: string; type: string; status: string; isPrimary: boolean }
  /**
   * Forms that were filled in, as Google's own message tells of them; that message may have been lost. There are none
   * where the account has none or keeps them from us.
   */
  lead_forms: LeadSubmitted
}

export type AdsMatchType = 'EXACT' | 'PHRASE' | 'BROAD'
export type AdsStatus = 'ENABLED' | 'PAUSED'

/** `from` is what has to stand there, so that nobody's newer change is written over; null says that anything may. */
export type AdsChange =
  | { kind: 'set_bid'; keywordRef: string; from: number | null; to: number }
  | { kind: 'set_keyword_status'; keywordRef: string; from: AdsStatus; to: AdsStatus }
  | { kind: 'add_keyword'; adGroupId: string; text: string; matchType: AdsMatchType; bidMicros: number }
  | { kind: 'add_negative'; campaignId: string; text: string; matchType: AdsMatchType }
  | { kind: 'remove_negative'; campaignId: string; text: string; matchType: AdsMatchType }
  | { kind: 'set_budget'; campaignId: string; budgetId: string; from: number | null; to: number }
  | { kind: 'set_campaign_status'; campaignId: string; from: AdsStatus; to: AdsStatus }
  | { kind: 'set_ad_group_status'; adGroupId: string; from: AdsStatus; to: AdsStatus }
  | { kind: 'add_ad'; adGroupId: string; headlines: string[]; descriptions: string[]; finalUrl: string }
  | { kind: 'set_ad_status'; adRef: string; from: AdsStatus; to: AdsStatus }

export type AdsConversion = {
  /** `<leadId>:booked` or `<leadId>:completed` */
  transactionId: string
  kind: 'booked' | 'completed'
  /** Epoch milliseconds, and the zone in which it is written. */
  happenedAt: number
  timeZone: string
  valueMinor: number
  currency: string
  gclid: string | null
  gbraid: string | null
  wbraid: string | null
  /** Of whoever came by a call or a form; hashed before they leave. Null without consent. */
  phone: string | null
  email: string | null
}
