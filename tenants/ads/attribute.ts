import { ADS_CLICK_PAGES_MAX, ADS_TOUCH_DAYS } from '../base/ads-limits.ts'
import { DAY_MS, type Instant } from '../base/clock.ts'
import { instantOn, parseDay, readLocalTime, type DayNumber } from '../base/local-time.ts'
import type { AdsRead } from '../journey/ads-order.ts'
import type { AdsRows } from '../providers/ads-port.ts'
import type { Attribution } from '../providers/inbound.ts'
import {
  loadClickedLeads,
  loadOpenLeads,
  loadPhoneCalls,
  saveAttribution,
  type OpenLead,
} from '../storage/ad-lead-rows.ts'
import { openAccount } from '../storage/ads-connection.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { CALL_APART_MS, dayToSeek, lastTouch, matchCalls, nextClickDay, type SoughtClick } from './attribution.ts'

/** Writes down which campaign leads came from. What is known of a lead is not claimed anew. */

export function attributeCalls(context: Context, rows: readonly AdsRows['calls'][]): void {
  const { db } = context
  const zone = openAccount(db)?.timeZone
  if (zone === undefined || rows.length === 0) return
  const theirs = rows.map(({ campaignId, startedAt, areaCode }) => {
    return { campaignId, startedAt: readMoment(zone, startedAt), areaCode }
  })
  const moments = theirs.map(({ startedAt }) => startedAt)
  const [first, last] = [Math.min(...moments), Math.max(...moments)]
  const ours = loadPhoneCalls(db, { from: first - CALL_APART_MS, until: last + CALL_APART_MS })
  const touches = matchCalls(theirs, ours)
  const customers = [...new Set(touches.map(({ customerId }) => customerId))]
  const leads = loadOpenLeads(db, customers, { from: first - DAY_MS, until: last + (ADS_TOUCH_DAYS + 1) * DAY_MS })
  for (const lead of leads) {
    const touch = lastTouch(lead, touches)
    if (touch === null) continue
    saveAttribution(db, lead.leadId, { ...attributionOf(lead), campaign: touch.campaignId, by: 'call' })
  }
}

/** `2026-11-23 15:04:05`, on the wall of the account's zone. */
function readMoment(zone: string, text: string): Instant {
  const [day = '', time = ''] = text.split(' ')
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  return instantOn(zone, parseDay(day), ((hours * 60 + minutes) * 60 + seconds) * 1_000)
}

type Sought = SoughtClick & { lead: OpenLead }

function loadSought({ db }: Context, zone: string, now: Instant): Sought[] {
  return loadClickedLeads(db, now - 2 * ADS_TOUCH_DAYS * DAY_MS).flatMap((lead) => {
    const { clickId, sought = null } = attributionOf(lead)
    if (clickId === undefined) return []
    return [{ clickId, sought, cameOn: readLocalTime(zone, lead.createdAt).day, lead }]
  })
}

/** The clicks of which day are read next; null where nobody waits for any, or enough were read in this round. */
export function nextClicks(context: Context, read: AdsRead, now: Instant): AdsRead | null {
  const zone = openAccount(context.db)?.timeZone
  const pages = (read.pages ?? 0) + 1
  if (zone === undefined || pages > ADS_CLICK_PAGES_MAX) return null
  const day = nextClickDay(loadSought(context, zone, now), read.today)
  return day === null ? null : { ...read, step: 'clicks', from: day, until: day, pages }
}

/** The ids of clicks that somebody waits for, so that no other is kept of the many that a day may have. */
export function wantedClicks(context: Context, now: Instant): Set<string> {
  const zone = openAccount(context.db)?.timeZone
  return new Set(zone === undefined ? [] : loadSought(context, zone, now).map(({ clickId }) => clickId))
}

export function attributeClicks(
  context: Context,
  day: DayNumber,
  rows: readonly AdsRows['clicks'][],
  now: Instant,
): void {
  const zone = openAccount(context.db)?.timeZone
  if (zone === undefined) return
  const byId = new Map(rows.map((row) => [row.gclid, row]))
  for (const one of loadSought(context, zone, now)) {
    const click = byId.get(one.clickId)
    // A click of a day after the lead came cannot have brought it.
    const isBefore = day <= one.cameOn
    if (click && isBefore) {
      const { campaignId: campaign, adGroupId: adGroup, keywordText } = click
      const keyword = keywordText === null ? {} : { keyword: keywordText }
      const { sought: _sought, ...known } = attributionOf(one.lead)
      saveAttribution(context.db, one.lead.leadId, { ...known, campaign, adGroup, ...keyword, by: 'click' })
    } else if (dayToSeek(one) === day) {
      saveAttribution(context.db, one.lead.leadId, { ...attributionOf(one.lead), sought: day })
    }
  }
}

function attributionOf({ attribution }: OpenLead): Attribution & { sought?: DayNumber } {
  return attribution === null ? {} : (JSON.parse(attribution) as Attribution & { sought?: DayNumber })
}
