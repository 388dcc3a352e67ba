import { eq } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import { unreachable } from '../base/result.ts'
import type { KeptChange } from './ad-change-rows.ts'
import type { TenantDb } from './open.ts'
import { adGroups, adKeywords, adTexts, campaigns } from './schema-ads.ts'

/**
 * Writes what was just changed at Google into what was read there, so that nobody goes by what stood before until the
 * next night. `seenAt` stays: the next reading says how it stands.
 */
export function writeMade(db: TenantDb, change: KeptChange, campaignId: string | null, now: Instant): void {
  switch (change.kind) {
    case 'set_bid':
      db.update(adKeywords).set({ bidMicros: change.to }).where(eq(adKeywords.keywordRef, change.keywordRef)).run()
      return
    case 'set_keyword_status':
      db.update(adKeywords).set({ status: change.to }).where(eq(adKeywords.keywordRef, change.keywordRef)).run()
      return
    case 'set_budget':
      db.update(campaigns).set({ budgetMicros: change.to }).where(eq(campaigns.budgetId, change.budgetId)).run()
      return
    case 'set_campaign_status':
      db.update(campaigns).set({ status: change.to }).where(eq(campaigns.campaignId, change.campaignId)).run()
      return
    case 'set_ad_group_status':
      db.update(adGroups).set({ status: change.to }).where(eq(adGroups.adGroupId, change.adGroupId)).run()
      return
    case 'set_ad_status':
      db.update(adTexts).set({ status: change.to }).where(eq(adTexts.adRef, change.adRef)).run()
      return
    case 'add_negative':
    case 'add_keyword':
      if (change.made !== undefined && campaignId !== null)
        insertKeyword(db, { ...change, made: change.made }, campaignId, now)
      return
    case 'add_ad':
      if (change.made === undefined || campaignId === null) return
      db.insert(adTexts)
        .values({
          ...{ adRef: change.made, adGroupId: change.adGroupId, campaignId, status: 'ENABLED', seenAt: now },
          ...{ headlines: JSON.stringify(change.headlines), descriptions: JSON.stringify(change.descriptions) },
          finalUrl: change.finalUrl,
        })
        .onConflictDoNothing()
        .run()
      return
    // Which of them it was the next reading says.
    case 'remove_negative':
      return
    default:
      unreachable(change)
  }
}

type Added = Extract<KeptChange, { kind: 'add_negative' | 'add_keyword' }> & { made: string }

function insertKeyword(db: TenantDb, change: Added, campaignId: string, now: Instant): void {
  const isNegative = change.kind === 'add_negative'
  db.insert(adKeywords)
    .values({
      ...{ keywordRef: change.made, campaignId, text: change.text, matchType: change.matchType, isNegative },
      adGroupId: change.kind === 'add_keyword' ? change.adGroupId : null,
      bidMicros: change.kind === 'add_keyword' ? change.bidMicros : null,
      ...{ status: 'ENABLED', qualityScore: null, firstPageMicros: null, seenAt: now },
    })
    .onConflictDoNothing()
    .run()
}
