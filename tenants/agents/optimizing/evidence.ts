/** What speaks for a change in the account. Money is in micros of the account's currency. */
export type AdsEvidence =
  | {
      code: 'keyword_seen'
      keyword: string
      clicks: number
      conversions: number
      costMicros: number
      /** What a click is worth and what it costs. */
      worthMicros: number
      clickMicros: number
      currency: string
    }
  | {
      code: 'search_seen'
      words: string
      clicks: number
      conversions: number
      costMicros: number
      currency: string
    }
  | {
      code: 'budget_seen'
      campaign: string
      costMicros: number
      /** What came or will come of it. */
      worthMicros: number
      lostToBudget: number | null
      booked: number | null
      weekly: number | null
      currency: string
    }
  | { code: 'ad_seen'; headline: string; clicks: number; conversions: number }
