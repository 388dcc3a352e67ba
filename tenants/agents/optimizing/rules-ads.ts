import { evidenceOf, scoreOf, type PairCount } from '../../experiments/evidence.ts'
import { composeAd } from './compose-ad.ts'
import type { AdSeen, OptimizingSeen } from './seen.ts'
import type { Wish } from './wish.ts'

/**
 * Advertisements of a group run beside each other, shown in turn. Which is shown is Google's chance, and so
 * each day's impressions give each its share of what comes of them, as in experiments/evidence.ts: evidence that holds
 * however often one looks. The one that brings fewer clicks is paused, where it does not bring more leads. Pure.
 */
const EVIDENCE_MIN = 1 / 0.05
const IMPRESSIONS_MIN = 150
/** By so many deviations the leads may speak for what the clicks speak against. */
const LEADS_DISAGREE = 0.5
/** A group is shown often enough to try something in it. */
const TRIED_IMPRESSIONS_MIN = 300

export function wishAds(seen: OptimizingSeen): Wish[] {
  const running = seen.ads.filter(({ status, campaignId }) => status === 'ENABLED' && isRunning(seen, campaignId))
  const groups = new Map<string, AdSeen[]>()
  for (const ad of running) groups.set(ad.adGroupId, [...(groups.get(ad.adGroupId) ?? []), ad])
  return [...groups.values()].flatMap((ads) => (ads.length > 1 ? wishEnd(ads) : wishTry(seen, ads)))
}

function isRunning({ purse }: OptimizingSeen, campaignId: string): boolean {
  return purse.campaigns.some((campaign) => campaign.campaignId === campaignId && campaign.status === 'ENABLED')
}

/** Of several, the one that is surest to be worse than the one that does best. */
function wishEnd(ads: readonly AdSeen[]): Wish[] {
  const rateOf = (ad: AdSeen) => sum(ad, 'clicks') / Math.max(1, sum(ad, 'impressions'))
  const [best, ...others] = [...ads].sort((one, other) => rateOf(other) - rateOf(one))
  if (!best) return []
  const worse = others
    .map((ad) => ({ ad, evidence: weigh(best, ad) }))
    .sort((one, other) => other.evidence - one.evidence)[0]
  if (!worse || worse.evidence < EVIDENCE_MIN) return []
  const { adRef, campaignId, headlines } = worse.ad
  return [
    {
      ...{ kind: 'end_ad', campaignId, text: headlines[0] ?? '', dailyMicros: 0 },
      change: { kind: 'set_ad_status', adRef, from: 'ENABLED', to: 'PAUSED' },
      gainMicros: GAIN_MICROS,
      seen: { clicks: sum(worse.ad, 'clicks'), conversions: sum(worse.ad, 'conversions'), costMicros: 0 },
    },
  ]
}

/** What better words bring is known to nobody beforehand; it comes behind what is. */
const GAIN_MICROS = 500_000

function weigh(best: AdSeen, worse: AdSeen): number {
  if (Math.min(sum(best, 'impressions'), sum(worse, 'impressions')) < IMPRESSIONS_MIN) return 0
  if (scoreOf(pairs(best, worse, 'conversions')) > LEADS_DISAGREE) return 0
  return evidenceOf(pairs(best, worse, 'clicks'), 'down')
}

/** By day, so that neither is blamed for the days on which it alone was shown. */
function pairs(first: AdSeen, second: AdSeen, of: 'clicks' | 'conversions'): PairCount[] {
  const seconds = new Map(second.days.map((day) => [day.day, day]))
  return first.days.flatMap((one): PairCount[] => {
    const other = seconds.get(one.day)
    if (!other || one.impressions === 0 || other.impressions === 0) return []
    return [
      {
        share: other.impressions / (one.impressions + other.impressions),
        exposed: [one.impressions, other.impressions],
        succeeded: [Math.min(one[of], one.impressions), Math.min(other[of], other.impressions)],
      },
    ]
  })
}

function wishTry(seen: OptimizingSeen, [ad]: readonly AdSeen[]): Wish[] {
  if (!ad || sum(ad, 'impressions') < TRIED_IMPRESSIONS_MIN) return []
  const copy = composeAd(seen, ad)
  if (copy === null) return []
  const { adGroupId, campaignId } = ad
  return [
    {
      ...{ kind: 'try_ad', campaignId, text: copy.headlines[0] ?? '', dailyMicros: 0, gainMicros: GAIN_MICROS / 2 },
      change: { kind: 'add_ad', adGroupId, ...copy },
      seen: { clicks: sum(ad, 'clicks'), conversions: sum(ad, 'conversions'), costMicros: 0 },
    },
  ]
}

function sum({ days }: AdSeen, of: 'impressions' | 'clicks' | 'conversions'): number {
  return days.reduce((total, day) => total + day[of], 0)
}
