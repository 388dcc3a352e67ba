import * as v from 'valibot'

/**
 * Advertising, as a person sees and steers it. Money here is in minor units of the account's currency, instants in
 * epoch milliseconds, days `YYYY-MM-DD` of the business's own calendar.
 */

const Minor = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

export const ADS_STANDINGS = ['not_set_up', 'not_connected', 'choosing', 'connected', 'revoked'] as const

/** What no agent goes beyond, whatever it thinks. Set by a person; saved by its version. */
export const AdsBounds = v.strictObject({
  /** Off: the account is read and never changed. */
  isManaged: v.boolean(),
  /** All campaigns together. */
  dailyMinor: v.pipe(Minor, v.maxValue(1_000_000)),
  monthlyMinor: v.pipe(Minor, v.maxValue(20_000_000)),
  /** What one click may cost. */
  bidMinor: v.pipe(Minor, v.maxValue(20_000)),
  /** How many bookings a week can be taken; null where the diary says so itself. */
  weeklyBookings: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(500))),
  version: v.pipe(v.number(), v.integer(), v.minValue(0)),
})
export type AdsBounds = v.InferOutput<typeof AdsBounds>

export const AdsChoice = v.strictObject({ accountId: v.pipe(v.string(), v.regex(/^\d{10}$/)) })
export type AdsChoice = v.InferOutput<typeof AdsChoice>

/** What is seen of advertising: over how many days, and in which language. */
export const AdsQuery = v.object({
  days: v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}$/), v.transform(Number), v.minValue(1), v.maxValue(90))),
  lang: v.optional(v.picklist(['en', 'es'])),
})
export type AdsQuery = v.InferOutput<typeof AdsQuery>

/** New bounds, or a person stops every change, or lets them go on. */
export const AdsPatch = v.pipe(
  v.strictObject({ bounds: v.optional(AdsBounds), isStopped: v.optional(v.boolean()) }),
  v.check(({ bounds, isStopped }) => bounds !== undefined || isStopped !== undefined, 'There is nothing to change.'),
)
export type AdsPatch = v.InferOutput<typeof AdsPatch>

/** A person pauses or starts a campaign, or sets what it may spend in a day. */
export const CampaignPatch = v.pipe(
  v.strictObject({
    status: v.optional(v.picklist(['ENABLED', 'PAUSED'])),
    dailyMinor: v.optional(v.pipe(Minor, v.minValue(100), v.maxValue(1_000_000))),
  }),
  v.check(({ status, dailyMinor }) => status !== undefined || dailyMinor !== undefined, 'There is nothing to change.'),
)
export type CampaignPatch = v.InferOutput<typeof CampaignPatch>

export const AdsAccountView = v.object({
  accountId: v.string(),
  name: v.string(),
  currency: v.string(),
  isTest: v.boolean(),
})
export type AdsAccountView = v.InferOutput<typeof AdsAccountView>

/** How the account is connected. */
export const AdsConnectionView = v.object({
  standing: v.picklist(ADS_STANDINGS),
  account: v.nullable(AdsAccountView),
  choices: v.array(AdsAccountView),
  /** Whether Google may be told what came of a click; whoever connected can have left that out. */
  canTell: v.boolean(),
  since: v.nullable(v.number()),
  /** How it was lost. */
  loss: v.nullable(v.picklist(['token_revoked', 'not_ads_user', 'access_denied', 'account_closed'])),
})
export type AdsConnectionView = v.InferOutput<typeof AdsConnectionView>

/** What somebody came back from Google with. */
export type AdsWayBack = { code: string; redirectUri: string; verifier: string }

/** `no_leave`: that to see advertising was taken out. `accountId`: the one that it can only be. */
export type AdsLogin =
  { kind: 'choose' } | { kind: 'no_leave' } | { kind: 'account'; accountId: string; canTell: boolean }

/** Over the days that were asked for. */
const Sums = {
  spendMinor: v.number(),
  impressions: v.number(),
  clicks: v.number(),
  leads: v.number(),
  bookings: v.number(),
  revenueMinor: v.number(),
  /** Cost of a lead; null where there was none. */
  cplMinor: v.nullable(v.number()),
  /** Gained for each unit spent, so that 0 is what was spent; null where nothing was. */
  roi: v.nullable(v.number()),
}

export const AdsCampaignView = v.object({
  id: v.string(),
  name: v.string(),
  status: v.picklist(['ENABLED', 'PAUSED', 'REMOVED']),
  dailyMinor: v.number(),
  isBudgetShared: v.boolean(),
  ...Sums,
})
export type AdsCampaignView = v.InferOutput<typeof AdsCampaignView>

/** One change in the account, with why, and whether it can be taken back. */
export const AdsChangeView = v.object({
  id: v.string(),
  decisionId: v.nullable(v.string()),
  sentence: v.string(),
  /** Why, in sentences; empty for what a person ordered. */
  why: v.array(v.string()),
  status: v.picklist(['ordered', 'applied', 'refused', 'gone', 'dead']),
  /** Why it was refused, for a person. */
  problem: v.nullable(v.string()),
  orderedBy: v.string(),
  orderedAt: v.number(),
  settledAt: v.nullable(v.number()),
  isUndoable: v.boolean(),
})
export type AdsChangeView = v.InferOutput<typeof AdsChangeView>

/** All of the advertising screen. */
export const AdsView = v.object({
  standing: v.picklist(ADS_STANDINGS),
  account: v.nullable(AdsAccountView),
  /** To choose from while none is chosen. */
  choices: v.array(AdsAccountView),
  bounds: AdsBounds,
  /** Changes stand still, and why, until a person lets them go on. */
  stopped: v.nullable(v.object({ code: v.picklist(['spend_anomaly', 'revoked', 'by_person']), since: v.number() })),
  days: v.number(),
  totals: v.object(Sums),
  campaigns: v.array(AdsCampaignView),
  /** Spend and leads of each day, the oldest first. */
  byDay: v.array(v.object({ day: v.string(), spendMinor: v.number(), leads: v.number(), bookings: v.number() })),
  changes: v.array(AdsChangeView),
  /** Leads told back to Google, and those withheld for want of consent. */
  told: v.object({ sent: v.number(), withheld: v.number(), refused: v.number() }),
  readAt: v.nullable(v.number()),
})
export type AdsView = v.InferOutput<typeof AdsView>
