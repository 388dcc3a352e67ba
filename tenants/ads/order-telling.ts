import {
  ADS_FATE_AFTER_MS,
  ADS_FATE_ASKS_MAX,
  ADS_FATE_EVERY_MS,
  ADS_FATE_USEFUL_MS,
  ADS_TELL_USEFUL_MS,
  ADS_TELL_WITHIN_DAYS,
} from '../base/ads-limits.ts'
import { readAreaCode } from '../base/area-code.ts'
import { after, DAY_MS, type Instant } from '../base/clock.ts'
import type { CustomerId } from '../base/ids.ts'
import type { AdsConversion } from '../providers/ads-port.ts'
import type { Attribution } from '../providers/inbound.ts'
import { loadConversion, loadUntold, recordConversion, saveConversion } from '../storage/ad-conversion-rows.ts'
import { loadAdsConnection, openAccount } from '../storage/ads-connection.ts'
import { isSuppressed } from '../storage/consent-rows.ts'
import { loadCustomer, type Customer } from '../storage/customer-rows.ts'
import { loadLead } from '../storage/lead-rows.ts'
import { recordEntry } from '../storage/outbox-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { judgeTelling, type Withheld } from './judge-telling.ts'

/**
 * Google hears what came of the leads it sent: once a day, so that a visit that is agreed to and called off the same
 * day is never told, and nothing of it stands in the way of a webhook.
 */
export function orderTelling(context: Context, now: Instant): void {
  const { db, tenant } = context
  if (openAccount(db) === null || !canTell(context) || tenant.closing) return
  for (const { leadId, customerId, kind, happenedAt, valueMinor } of loadUntold(
    db,
    now - ADS_TELL_WITHIN_DAYS * DAY_MS,
  )) {
    const transactionId = `${leadId}:${kind}`
    const row = { transactionId, leadId, customerId, kind, valueMinor, happenedAt, requestRef: null, updatedAt: now }
    const code = judge(context, leadId, customerId as CustomerId)
    if (code !== null) {
      recordConversion(db, { ...row, status: 'withheld', code, entryId: null })
      continue
    }
    const entryId = recordEntry(
      db,
      {
        ...{ lane: 'google_ads', sequenceKey: `ads_tell:${leadId}`, journeyId: null },
        ...{ customerId: customerId as CustomerId, order: { type: 'tell_ads', transactionId } },
        ...{ dueAt: now, usefulUntil: after(now, ADS_TELL_USEFUL_MS) },
      },
      now,
    )
    recordConversion(db, { ...row, status: 'ordered', code: null, entryId })
  }
}

/** Whoever gave leave may have left this out. */
function canTell({ db }: Context): boolean {
  return loadAdsConnection(db)?.scopes.some((scope) => scope.endsWith('/auth/datamanager')) === true
}

function judge(context: Context, leadId: string, customerId: CustomerId): Withheld | null {
  const { db, tenant } = context
  const customer = loadCustomer(db, customerId)
  const click = clickOf(context, leadId)
  return judgeTelling({
    hasClick: click !== null,
    hasOptedOut: customer === null || hasOptedOut(context, customer),
    // Who gave no number is where the business is.
    isFromUs: readAreaCode(customer?.phone ?? tenant.profile.primaryPhone).kind === 'us',
  })
}

function hasOptedOut({ db }: Context, { phone, email }: Customer): boolean {
  return (phone !== null && isSuppressed(db, 'sms', phone)) || (email !== null && isSuppressed(db, 'email', email))
}

type Click = Pick<AdsConversion, 'gclid' | 'gbraid' | 'wbraid'>

function clickOf({ db }: Context, leadId: string): Click | null {
  const attribution = loadLead(db, leadId)?.attribution ?? null
  if (attribution === null) return null
  const { clickId: gclid = null, gbraid = null, wbraid = null } = JSON.parse(attribution) as Attribution
  return gclid === null && gbraid === null && wbraid === null ? null : { gclid, gbraid, wbraid }
}

/** What is told, judged once more: they may have opted out since. Null where it is withheld by now. */
export function planTelling(context: Context, transactionId: string, now: Instant): AdsConversion | null {
  const { db, tenant } = context
  const row = loadConversion(db, transactionId)
  const account = openAccount(db)
  if (row?.status !== 'ordered' || account === null) return null
  const code = judge(context, row.leadId, row.customerId as CustomerId)
  const click = clickOf(context, row.leadId)
  if (code !== null || click === null) {
    saveConversion(db, transactionId, { status: 'withheld', code: code ?? 'no_click' }, now)
    return null
  }
  const { kind, happenedAt, valueMinor } = row
  const worth = { valueMinor, currency: tenant.profile.currency }
  return { transactionId, kind, happenedAt, timeZone: account.timeZone, ...worth, ...click, phone: null, email: null }
}

/** Has Google asked what it made of what it was told; `asks` counts how often that was done. */
export function orderFate({ db }: Context, requestRef: string, asks: number, now: Instant): void {
  if (asks >= ADS_FATE_ASKS_MAX) return
  const dueAt = after(now, asks === 0 ? ADS_FATE_AFTER_MS : ADS_FATE_EVERY_MS)
  const entry = {
    lane: 'google_ads' as const,
    sequenceKey: `ads_fate:${requestRef}`,
    customerId: null,
    journeyId: null,
  }
  const order = { type: 'ask_ads_fate' as const, requestRef, asks: asks + 1 }
  recordEntry(db, { ...entry, order, dueAt, usefulUntil: after(dueAt, ADS_FATE_USEFUL_MS) }, now)
}
