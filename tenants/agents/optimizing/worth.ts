import { normalBelow } from '../../experiments/normal.ts'
import type { Figures } from './figures.ts'
import { openPrices } from './prices.ts'
import type { KeywordSeen, LeadsSeen, OptimizingSeen } from './seen.ts'

/**
 * What a click on a keyword is worth: how many clicks become leads, how many leads book, and what a booking brings.
 * A keyword has few of each, so every rate is drawn towards its campaign's and that towards the account's, the harder
 * the less is known (empirical Bayes). Pure.
 */

export type Rate = { mean: number; weight: number }

export type Worth = {
  /** Of clicks, those that become a lead. */
  leadRate: Rate
  /** Of its campaign, to which it is drawn. */
  usualLeadRate: number
  bookingRate: Rate
  jobMicros: number
  /** What a click brings, in micros. */
  clickMicros: number
  /** The deviation of its logarithm. */
  spread: number
}

/** What is taken for usual where an account is new, and the clicks and leads that belief is worth. */
const USUAL_LEAD_RATE: Rate = { mean: 0.08, weight: 40 }
const USUAL_BOOKING_RATE: Rate = { mean: 0.4, weight: 10 }
/** A campaign is believed to be like its account, and a keyword like its campaign, as if so many had been seen. */
const CAMPAIGN_CLICKS = 60
const KEYWORD_CLICKS_MIN = 25
const KEYWORD_CLICKS_MAX = 120
const CAMPAIGN_LEADS = 20
const KEYWORD_LEADS = 12
/** Amounts vary widely from job to job. */
const CAMPAIGN_JOBS = 6
const KEYWORD_JOBS = 6
/** Of the logarithm of a mean amount. */
const JOB_SPREAD = 0.25

/** Where the price book names a job, it says more of what that brings than the campaign's average does. */
const PRICE_SHARE = 0.75
const CHARGED = { min: 0.5, max: 2 }

type Sums = { clicks: number; conversions: number }
type Leads = { ripe: number; booked: number; valued: number; valueMinor: number }

export type Valuer = (keyword: Pick<KeywordSeen, 'keywordRef' | 'campaignId' | 'text'> & { figures: Figures }) => Worth

/** Null where nobody can say what a booking is worth. */
export function openValuer(seen: OptimizingSeen): Valuer | null {
  const { keywords, leads, jobMinor, purse } = seen
  const all = sumLeads(leads)
  const priceOf = openPrices(seen.own)
  const priced = meanPrice(keywords, priceOf)
  const accountJob = all.valued === 0 && jobMinor === null ? priced : meanJob(all, jobMinor ?? priced)
  if (accountJob === null) return null
  // What is charged in the end is more or less than the book says, and much the same for all of it.
  const charged = priced === null ? 1 : Math.min(CHARGED.max, Math.max(CHARGED.min, accountJob / priced))
  const account = {
    leadRate: draw(sumKeywords(keywords), USUAL_LEAD_RATE),
    bookingRate: drawLeads(all, USUAL_BOOKING_RATE),
    jobMinor: accountJob,
  }
  const likeness = findLikeness(keywords, account.leadRate.mean)
  const campaigns = new Map(
    seen.campaigns.map(({ campaignId }) => {
      const own = keywords.filter((keyword) => keyword.campaignId === campaignId)
      const ownLeads = sumLeads(leads.filter((one) => one.campaignId === campaignId))
      return [
        campaignId,
        {
          leadRate: draw(sumKeywords(own), { mean: account.leadRate.mean, weight: CAMPAIGN_CLICKS }),
          bookingRate: drawLeads(ownLeads, { mean: account.bookingRate.mean, weight: CAMPAIGN_LEADS }),
          jobMinor: drawJob(ownLeads, account.jobMinor, CAMPAIGN_JOBS),
        },
      ]
    }),
  )
  return ({ keywordRef, campaignId, text, figures }) => {
    const prior = campaigns.get(campaignId) ?? account
    const own = sumLeads(leads.filter((one) => one.keywordRef === keywordRef))
    const leadRate = draw(
      { clicks: figures.ripeClicks, conversions: figures.conversions },
      { mean: prior.leadRate.mean, weight: likeness },
    )
    const bookingRate = drawLeads(own, { mean: prior.bookingRate.mean, weight: KEYWORD_LEADS })
    const price = priceOf({ text })
    const jobPrior =
      price === null ? prior.jobMinor : PRICE_SHARE * price * charged + (1 - PRICE_SHARE) * prior.jobMinor
    const jobMicros = drawJob(own, jobPrior, KEYWORD_JOBS) * purse.minorMicros
    return {
      ...{ leadRate, usualLeadRate: prior.leadRate.mean, bookingRate, jobMicros },
      clickMicros: leadRate.mean * bookingRate.mean * jobMicros,
      spread: Math.sqrt(relativeVariance(leadRate) + relativeVariance(bookingRate) + JOB_SPREAD ** 2),
    }
  }
}

/** The chance that a click brings more than `costMicros`. */
export function chanceWorth({ clickMicros, spread }: Worth, costMicros: number): number {
  if (costMicros <= 0) return 1
  if (clickMicros <= 0) return 0
  // The mean of a lognormal lies above its middle.
  return normalBelow((Math.log(clickMicros / costMicros) - spread ** 2 / 2) / spread)
}

function draw({ clicks, conversions }: Sums, { mean, weight }: Rate): Rate {
  const tried = Math.max(clicks, conversions)
  return { mean: (conversions + mean * weight) / (tried + weight), weight: tried + weight }
}

function drawLeads({ ripe, booked }: Leads, prior: Rate): Rate {
  return draw({ clicks: ripe, conversions: booked }, prior)
}

function drawJob({ valued, valueMinor }: Leads, priorMinor: number, weight: number): number {
  return (valueMinor + priorMinor * weight) / (valued + weight)
}

function meanJob(all: Leads, jobMinor: number | null): number {
  return jobMinor === null ? all.valueMinor / all.valued : drawJob(all, jobMinor, CAMPAIGN_JOBS)
}

/** What the book says of what is advertised, by how much each keyword brings. */
function meanPrice(keywords: readonly KeywordSeen[], priceOf: ReturnType<typeof openPrices>): number | null {
  let [sum, weights] = [0, 0]
  for (const keyword of keywords) {
    const price = priceOf(keyword)
    if (price === null) continue
    sum += price * (keyword.figures.conversions + 1 / 2)
    weights += keyword.figures.conversions + 1 / 2
  }
  return weights === 0 ? null : sum / weights
}

function relativeVariance({ mean, weight }: Rate): number {
  return (1 - mean) / (mean * (weight + 1))
}

/**
 * How many clicks' worth it is to know an account's rate: from how far apart its keywords lie beyond chance (the
 * moments of a Beta binomial), within limits, since there are few of them.
 */
function findLikeness(keywords: readonly KeywordSeen[], mean: number): number {
  let excess = 0
  let clicks = 0
  let squares = 0
  for (const { figures } of keywords) {
    const tried = Math.max(figures.ripeClicks, figures.conversions)
    if (tried === 0) continue
    excess += tried * (figures.conversions / tried - mean) ** 2 - mean * (1 - mean)
    clicks += tried
    squares += tried ** 2
  }
  const scale = clicks - (clicks === 0 ? 0 : squares / clicks)
  if (scale <= 0 || excess <= 0) return KEYWORD_CLICKS_MAX
  const between = excess / scale
  const weight = (mean * (1 - mean)) / between - 1
  return Math.min(KEYWORD_CLICKS_MAX, Math.max(KEYWORD_CLICKS_MIN, weight))
}

function sumKeywords(keywords: readonly KeywordSeen[]): Sums {
  return keywords.reduce(
    (sum, { figures }) => ({
      clicks: sum.clicks + figures.ripeClicks,
      conversions: sum.conversions + figures.conversions,
    }),
    { clicks: 0, conversions: 0 },
  )
}

function sumLeads(leads: readonly LeadsSeen[]): Leads {
  return leads.reduce(
    (sum, { ripe, booked, valued, valueMinor }) => ({
      ripe: sum.ripe + ripe,
      booked: sum.booked + booked,
      valued: sum.valued + valued,
      valueMinor: sum.valueMinor + valueMinor,
    }),
    { ripe: 0, booked: 0, valued: 0, valueMinor: 0 },
  )
}
