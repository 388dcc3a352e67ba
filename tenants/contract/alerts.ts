import * as v from 'valibot'
import { isCompletePhone, type Phone } from '../base/e164.ts'
import { PersonEmail } from './people.ts'
import { PushSubscription } from './push.ts'

/** What admins are told when a business or the fleet is in trouble, and where. No customer appears in any of it. */

export const RULE_NAMES = [
  'cpl_high',
  'conversion_low',
  'errors_high',
  'api_slow',
  'database_failing',
  'canary_broken',
  'exports_dead',
  'a2p_rejected',
  'spend_unusual',
] as const
export const RuleName = v.picklist(RULE_NAMES)
export type RuleName = v.InferOutput<typeof RuleName>

/** `urgent` is about to cost calls; `warning` can wait for the morning. */
export type Severity = 'urgent' | 'warning'
/** Money is in minor units of US dollars; `deviations` are robust standard deviations above the usual. */
export type FigureUnit = 'money' | 'share' | 'ms' | 'count' | 'flag' | 'deviations'

const TenantIdText = v.pipe(v.string(), v.regex(/^ten_[0-9a-z]{24}$/))
const SilenceReason = v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(300))

/** `POST /api/v1/fleet/silences`: a rule, a business, both, or neither, which is everything. */
export const NewSilence = v.strictObject({
  rule: v.optional(v.nullable(RuleName), null),
  tenantId: v.optional(v.nullable(TenantIdText), null),
  /** At most thirty days. */
  forMinutes: v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(43_200)),
  reason: SilenceReason,
})
export type NewSilence = v.InferOutput<typeof NewSilence>

export type SilenceView = {
  id: string
  rule: RuleName | null
  tenantId: string | null
  businessName: string | null
  until: number
  reason: string
  createdBy: string
  createdAt: number
}

export type AlertView = {
  id: string
  rule: RuleName
  severity: Severity
  /** Null where the whole fleet is meant. */
  tenantId: string | null
  businessName: string | null
  unit: FigureUnit
  /** The newest reading; null where there is none at the moment. */
  figure: number | null
  /** It is raised beyond this, on the side that `isBadAbove` says. */
  threshold: number
  isBadAbove: boolean
  raisedAt: number
  clearedAt: number | null
  acknowledgedAt: number | null
  acknowledgedBy: string | null
  isSilenced: boolean
  /** It came and went so often that it now takes longer to clear. */
  isFlapping: boolean
}

/** `GET /api/v1/fleet/alerts` */
export type AlertsView = {
  /** The most urgent and then the newest first. */
  open: AlertView[]
  /** There are more open ones than are listed. */
  hasMore: boolean
  /** Cleared within two weeks, newest first. */
  recent: AlertView[]
  silences: SilenceView[]
}

const ROUTES_MAX = 20
const Name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60))
const RouteId = v.pipe(v.string(), v.regex(/^art_[0-9a-z]{24}$/))
const Common = {
  /** Absent for a new one. */
  id: v.optional(RouteId),
  name: Name,
  /** `urgent` leaves warnings out. */
  severity: v.picklist(['all', 'urgent']),
  language: v.picklist(['en', 'es']),
}

export const AlertRoute = v.variant('kind', [
  v.strictObject({ ...Common, kind: v.literal('email'), target: PersonEmail }),
  v.strictObject({
    ...Common,
    kind: v.literal('sms'),
    target: v.pipe(
      v.string(),
      v.check(isCompletePhone, 'a phone number in E.164, such as +15125550147'),
      v.transform((text) => text as Phone),
    ),
  }),
  v.strictObject({
    ...Common,
    kind: v.literal('webhook'),
    /** Absent keeps the address that is there: it is a secret, and never sent back whole. */
    target: v.optional(v.pipe(v.string(), v.trim(), v.url(), v.maxLength(1_000))),
  }),
  v.strictObject({
    ...Common,
    kind: v.literal('push'),
    /** The browser it was made in; absent keeps the one that is there. */
    subscription: v.optional(PushSubscription),
  }),
])
export type AlertRoute = v.InferOutput<typeof AlertRoute>

/** `PUT /api/v1/fleet/alert-routes`: all of them anew. Without any, the admins of the settings are told by e-mail. */
export const AlertRoutes = v.strictObject({ routes: v.pipe(v.array(AlertRoute), v.maxLength(ROUTES_MAX)) })
export type AlertRoutes = v.InferOutput<typeof AlertRoutes>

export type RouteKind = AlertRoute['kind']

export type RouteView = {
  id: string
  kind: RouteKind
  name: string
  /** Of a webhook and of a browser's push service the host alone. */
  target: string
  severity: 'all' | 'urgent'
  language: 'en' | 'es'
  lastSentAt: number | null
  /** The newest message that did not get through, until one does. */
  failure: { code: string; at: number; isGivenUp: boolean } | null
  waiting: number
}

/** `GET /api/v1/fleet/alert-routes` */
export type RoutesView = {
  routes: RouteView[]
  /** Nobody has set any, so these are the admins of the settings. */
  isDefault: boolean
  /** Whether there is a number to text from. */
  canText: boolean
  /** What browsers are to be asked for notifications with; null where there are none. */
  pushKey: string | null
  /** Where webhooks may lead. */
  webhookHosts: string[]
}

/** `POST /api/v1/fleet/alert-routes/:routeId/test` */
export type RouteTest = { isSent: boolean; code: string | null }
