import type { Instant } from '../base/clock.ts'
import { BOARD_CLOSED_LEADS_MS } from '../base/limits.ts'
import type { BoardView, BusinessView, Language } from '../contract/board.ts'
import type { TimelineView } from '../contract/lists.ts'
import {
  loadBoardLeads,
  loadLastSeq,
  loadRecentCustomers,
  loadSummaries,
  type EventRow,
} from '../storage/board-rows.ts'
import type { Context, Tenant } from '../storage/tenant-rows.ts'
import { textingOf } from '../storage/texting.ts'
import { describeEvent } from '../timeline/describe.ts'
import { readMatters, wordMatters } from './attention.ts'
import { readToday } from './numbers.ts'

/** Everything the board shows at first. */
export function readBoard(context: Context, language: Language, now: Instant): BoardView {
  const { db, tenant } = context
  return {
    seq: loadLastSeq(db),
    business: businessView(tenant),
    attention: wordMatters(readMatters(context, now), language),
    conversations: loadSummaries(db, loadRecentCustomers(db)),
    leads: loadBoardLeads(db, now - BOARD_CLOSED_LEADS_MS),
    today: readToday(db, tenant, now),
  }
}

function businessView(tenant: Tenant): BusinessView {
  const { tenantId, profile, policy } = tenant
  const { businessName, ownerName, timeZone, currency, language, smsNumber } = profile
  const { a2p } = textingOf(tenant)
  return { id: tenantId, businessName, ownerName, timeZone, currency, language, smsNumber, a2p, paused: policy.paused }
}

export function eventView({ seq, eventId, customerId, at, fact }: EventRow, language: Language): TimelineView {
  const { type, ...detail } = fact
  return { id: eventId, seq, customerId, at, type, detail, sentence: describeEvent(fact, language) }
}
