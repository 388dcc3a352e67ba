import { describeMoney } from '../../base/money.ts'
import { MICROS_PER_MINOR } from '../../base/ads-limits.ts'
import type { AdsWords } from './ads-words.ts'

const money = (micros: number, currency: string) =>
  describeMoney({ amountMinor: Math.round(micros / MICROS_PER_MINOR), currency })
const listed = (texts: readonly string[]) => texts.join(', ')
const quoted = (text: string) => `“${text}”`
const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`
const percent = (share: number) => `${Math.round(share * 100)}%`

export const ADS_ENGLISH: AdsWords = {
  actions: {
    change_bids: ({ bids, currency }, isDone) =>
      `${isDone ? 'Changed' : 'Change'} what a click may cost: ${listed(
        bids.map(({ text, from, to }) => `${quoted(text)} ${money(from, currency)} → ${money(to, currency)}`),
      )}.`,
    switch_keywords: ({ keywords, isOn }, isDone) => {
      const what = isOn ? (isDone ? 'Started again' : 'Start again') : isDone ? 'Stopped' : 'Stop'
      const names = listed(keywords.map(({ text }) => quoted(text)))
      return `${what} advertising for ${names}.`
    },
    set_negatives: ({ terms, isOn }, isDone) => {
      const words = listed([...new Set(terms.map(({ text }) => quoted(text)))])
      if (isOn) return `${isDone ? 'No ad is shown' : 'Show no ad'} to people who search for ${words}.`
      return `${isDone ? 'Ads are shown again' : 'Show ads again'} to people who search for ${words}.`
    },
    set_ad_budget: ({ campaign, from, to, currency }, isDone) =>
      `${isDone ? 'Changed' : 'Change'} the daily budget of ${quoted(campaign)} from ${money(from, currency)} to ${money(to, currency)}.`,
    try_ad: ({ headlines }, isDone) =>
      `${isDone ? 'Trying' : 'Try'} another ad beside the one that runs: ${listed(headlines.slice(0, 3).map(quoted))}.`,
    drop_ad: (_action, isDone) => `${isDone ? 'Paused' : 'Pause'} the ad that was tried.`,
    switch_ad: ({ headline, isOn }, isDone) => {
      if (isOn) return `${isDone ? 'Started' : 'Start'} the ad ${quoted(headline)} again.`
      return `${isDone ? 'Paused' : 'Pause'} the ad that does worse: ${quoted(headline)}.`
    },
  },
  evidence: {
    keyword_seen: ({ keyword, clicks, conversions, costMicros, worthMicros, clickMicros, currency }) =>
      `${quoted(keyword)}: ${count(clicks, 'click', 'clicks')} for ${money(costMicros, currency)} brought ${count(Math.round(conversions), 'lead', 'leads')}; a click costs ${money(clickMicros, currency)} and is worth about ${money(worthMicros, currency)}.`,
    search_seen: ({ words, clicks, conversions, costMicros, currency }) =>
      `Searches with ${quoted(words)}: ${count(clicks, 'click', 'clicks')} for ${money(costMicros, currency)}, ${count(Math.round(conversions), 'lead', 'leads')}.`,
    budget_seen: ({ campaign, costMicros, worthMicros, lostToBudget, booked, weekly, currency }) => {
      const lost = lostToBudget === null ? '' : ` ${percent(lostToBudget)} of searches were missed for want of money.`
      const full =
        booked === null || weekly === null ? '' : ` ${Math.round(booked)} of ${weekly} visits a week are booked.`
      return `${quoted(campaign)} cost ${money(costMicros, currency)} in two weeks and brings about ${money(worthMicros, currency)}.${lost}${full}`
    },
    ad_seen: ({ headline, clicks, conversions }) =>
      `The ad ${quoted(headline)} had ${count(clicks, 'click', 'clicks')} and ${count(Math.round(conversions), 'lead', 'leads')}.`,
  },
}
