import type { Purse } from '../../ads/bounds.ts'
import type { DayNumber } from '../../base/local-time.ts'
import type { AdsMatchType } from '../../providers/ads-port.ts'
import type { Figures } from './figures.ts'
import type { WordsSeen } from './words-there.ts'

/** Either is there where there is something to see of it. */
export type Seen = OptimizingSeen | WordsOnly
export type WordsOnly = { words: readonly WordsSeen[] }

/** What Optimizing goes by: plain JSON, with nobody's name, number or word in it but those of the business itself. */
export type OptimizingSeen = {
  /** Of the account's calendar. */
  today: DayNumber
  /** The account's. */
  currency: string
  purse: Purse
  campaigns: readonly CampaignSeen[]
  keywords: readonly KeywordSeen[]
  terms: readonly TermSeen[]
  negatives: readonly { campaignId: string; text: string; matchType: AdsMatchType }[]
  ads: readonly AdSeen[]
  /** Leads that advertisements are known to have brought, by campaign and where it is known by keyword. */
  leads: readonly LeadsSeen[]
  /** What a job brings on average, advertised for or not; null where too few are known. */
  jobMinor: number | null
  capacity: CapacitySeen
  own: OwnWords
  /** Targets that something was proposed for and not agreed to, or is still to be. */
  waiting: readonly string[]
  /** Words that GoHighLevel's pages and workflows say and that have lost here. */
  words?: readonly WordsSeen[]
}

export type CampaignSeen = {
  campaignId: string
  name: string
  figures: Figures
  /** Over the last days, the share of searches that were missed for want of money; null where Google tells none. */
  lostToBudget: number | null
}

export type KeywordSeen = {
  keywordRef: string
  campaignId: string
  adGroupId: string
  text: string
  matchType: AdsMatchType
  status: string
  bidMicros: number | null
  figures: Figures
}

export type TermSeen = { campaignId: string; adGroupId: string; term: string; figures: Figures }

export type AdSeen = {
  adRef: string
  adGroupId: string
  campaignId: string
  status: string
  headlines: readonly string[]
  descriptions: readonly string[]
  finalUrl: string
  /** By day, where two of a group run beside each other. */
  days: readonly { day: DayNumber; impressions: number; clicks: number; conversions: number }[]
}

export type LeadsSeen = {
  campaignId: string
  keywordRef: string | null
  /** Those that have had the time to book. */
  ripe: number
  booked: number
  /** Of those booked, as far as an amount is known. */
  valued: number
  valueMinor: number
}

export type CapacitySeen = {
  /** Visits that can be taken in a week; null where nobody knows. */
  weekly: number | null
  /** Visits booked in a week lately, wherever they came from, and those that advertisements brought. */
  booked: number
  bookedByAds: number
}

/** Of the business: what no advertisement is ever kept from. */
export type OwnWords = {
  services: readonly string[]
  names: readonly string[]
  places: readonly string[]
  /** What it charges, in the middle, by what it calls it. */
  jobs: readonly { texts: readonly string[]; amountMinor: number }[]
  /** Amounts that stand in its price book, as they are written. */
  prices: readonly string[]
}
