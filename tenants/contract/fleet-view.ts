import * as v from 'valibot'
import { describeDay, parseDay } from '../base/local-time.ts'
import { TRADES, type Trade } from '../base/trade.ts'
import type { FleetAgents } from './fleet-agents.ts'
import type { FleetSubscriptions } from './fleet-money.ts'
import { Day, TenantIdText } from './fleet-day.ts'
import type { LEAD_STATUSES, SOURCES } from './fleet-lists.ts'

/** How the fleet is doing: sums over businesses and days, and no word or number of a customer's. */

/** Where a business stands, the first that holds counting: closed, paused, not yet or no longer texting, in use. */
export const STANDINGS = ['live', 'setting_up', 'suspended', 'paused', 'closed'] as const
export type Standing = (typeof STANDINGS)[number]

/** What may be wrong with a business, in rising gravity; one that has a graver one is in more trouble. */
export const TROUBLES = [
  'setting_up',
  'quiet',
  'dear_leads',
  'low_conversion',
  'paused',
  'late_texts',
  'failing_texts',
  'untold',
  'suspended',
] as const
export type Trouble = (typeof TROUBLES)[number]

export const SORTS = ['trouble', 'missed', 'booked', 'revenue'] as const

/** Businesses outside the states and territories of the US have no area. */
const Area = v.pipe(v.string(), v.regex(/^(?:[A-Z]{2}|none)$/))
/** The form alone would let the 31st of February through. */
const RealDay = v.pipe(
  Day,
  v.check((day) => Number.isInteger(parseDay(day)) && describeDay(parseDay(day)) === day, 'a day of the calendar'),
)

const Selection = {
  /** Days of each business's own calendar, both ends included; without them the last thirty that are over. */
  from: v.optional(RealDay),
  to: v.optional(RealDay),
  trade: v.optional(v.picklist(TRADES)),
  area: v.optional(Area),
  status: v.optional(v.picklist(STANDINGS)),
  /** Whose businesses. */
  reseller: v.optional(v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(254))),
  /** Part of a business's name. */
  find: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(80))),
}

/** `GET /api/v1/fleet/overview`, and `GET /api/v1/fleet/tenants.csv` */
export const FleetQuery = v.object(Selection)
export type FleetQuery = v.InferOutput<typeof FleetQuery>

/** `GET /api/v1/fleet/tenants`: `after` is the `next` of the page before. */
export const FleetTenantsQuery = v.object({
  ...Selection,
  sort: v.optional(v.picklist(SORTS), 'trouble'),
  after: v.optional(v.pipe(v.string(), v.regex(/^-?\d{1,15}_ten_[0-9a-z]{24}$/))),
  limit: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(200)),
    '50',
  ),
})
export type FleetTenantsQuery = v.InferOutput<typeof FleetTenantsQuery>

/** `GET /api/v1/fleet/tenants/:id` */
export const FleetTenantQuery = v.object({ from: Selection.from, to: Selection.to })
export const FleetTenantId = TenantIdText

/** `GET /api/v1/fleet/names` */
export const FleetNamesQuery = v.object({
  ids: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^(?:ten_[0-9a-z]{24}(?:,|$)){0,50}$/),
      v.transform((list) => list.split(',').filter(Boolean)),
    ),
    '',
  ),
})

export type FleetCounts = {
  missed: number
  texted: number
  replied: number
  booked: number
  completed: number
  lost: number
  /** New leads from every source, of which missed calls are one. */
  leads: number
}
/** Currencies are never added up. */
export type FleetMoney = { currency: string; revenueMinor: number; adSpendMinor: number; leads: number }
/** The currency of most leads comes first. */
export type FleetSums = FleetCounts & { money: FleetMoney[] }
export type FleetDelays = { count: number; p50Ms: number | null; p95Ms: number | null; p99Ms: number | null }
export type FleetDay = FleetSums & { day: string; textP50Ms: number | null; textP95Ms: number | null }
/** `active`: businesses that had a call or a lead in these days. */
export type FleetGroup<Key> = FleetSums & { key: Key; tenants: number; active: number }

export type FleetOverview = {
  from: string
  to: string
  /** Whether `days` are days or weeks that begin on Monday. */
  step: 'day' | 'week'
  /** The last day of which any business has told; null where none has yet. */
  newestDay: string | null
  tenants: number
  standings: Record<Standing, number>
  total: FleetSums
  /** As many days before. */
  before: FleetSums
  leads: { source: (typeof SOURCES)[number]; status: (typeof LEAD_STATUSES)[number]; count: number }[]
  /** To customers, by text and e-mail. */
  messages: { sent: number; failed: number }
  delays: { text: FleetDelays; answer: FleetDelays }
  days: FleetDay[]
  trades: FleetGroup<Trade>[]
  /** Null is everywhere outside the US. */
  areas: FleetGroup<string | null>[]
  /** By the month in which they joined, such as `2026-11`. */
  cohorts: FleetGroup<string>[]
  /** Businesses that joined and that were closed in these days. */
  joined: number
  closed: number
  agents: FleetAgents
  /** Null where no business has ever had one. */
  subscriptions: FleetSubscriptions | null
  choices: { areas: (string | null)[]; resellers: string[] }
}

export type FleetTenantRow = FleetCounts & {
  tenantId: string
  businessName: string
  standing: Standing
  trade: Trade
  area: string | null
  joinedOn: string
  /** When it last told its counts. */
  toldAt: number
  currency: string
  revenueMinor: number
  adSpendMinor: number
  sent: number
  failed: number
  /** First texts whose delay is known, and those of them that took longer than promised. */
  timed: number
  late: number
  /** The gravest first. */
  troubles: Trouble[]
}
export type FleetTenantsPage = { items: FleetTenantRow[]; next: string | null }

export type FleetTenantView = {
  businessName: string
  from: string
  to: string
  step: 'day' | 'week'
  /** Null where it has told nothing yet, as on its first day. */
  row: FleetTenantRow | null
  total: FleetSums
  before: FleetSums
  leads: FleetOverview['leads']
  messages: FleetOverview['messages']
  delays: FleetOverview['delays']
  days: FleetDay[]
}
