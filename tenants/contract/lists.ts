import * as v from 'valibot'
import type { DecisionView, ExperimentView } from './agents.ts'

/** Lists a tenant can page through, newest first. */
export const ListName = v.picklist([
  ...([
    'calls',
    'messages',
    'leads',
    'journeys',
    'customers',
    'appointments',
    'timeline',
    'agent-logs',
    'experiments',
  ] as const),
])
export type ListName = v.InferOutput<typeof ListName>

export const PageQuery = v.object({
  /** The cursor a previous page gave as `next`. */
  after: v.optional(v.pipe(v.string(), v.regex(/^(\d{1,16}|[a-z]{3}_[0-9a-z]{24})$/))),
  limit: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,4}$/), v.transform(Number), v.minValue(1), v.maxValue(200)),
    '50',
  ),
  customerId: v.optional(v.pipe(v.string(), v.regex(/^cus_[0-9a-z]{24}$/))),
})
export type PageQuery = v.InferOutput<typeof PageQuery>

export const CallView = v.object({
  id: v.string(),
  customerId: v.nullable(v.string()),
  from: v.nullable(v.string()),
  outcome: v.string(),
  durationS: v.number(),
  via: v.string(),
  endedAt: v.number(),
})
export type CallView = v.InferOutput<typeof CallView>
export const MessageView = v.object({
  id: v.string(),
  customerId: v.nullable(v.string()),
  audience: v.picklist(['customer', 'technician']),
  /**
   * `voice` is what was said on a recording, `note` what a person noted down (its subject tells how it was said), and
   * `web` what they wrote in a form.
   */
  channel: v.picklist(['sms', 'email', 'voice', 'note', 'web']),
  direction: v.picklist(['inbound', 'outbound']),
  from: v.nullable(v.string()),
  to: v.nullable(v.string()),
  subject: v.nullable(v.string()),
  body: v.string(),
  status: v.string(),
  errorCode: v.nullable(v.string()),
  template: v.nullable(v.string()),
  label: v.nullable(v.string()),
  segments: v.number(),
  createdAt: v.number(),
})
export type MessageView = v.InferOutput<typeof MessageView>
export const LeadView = v.object({
  id: v.string(),
  customerId: v.string(),
  phone: v.nullable(v.string()),
  email: v.nullable(v.string()),
  name: v.nullable(v.string()),
  source: v.string(),
  status: v.string(),
  wishedAt: v.nullable(v.number()),
  opportunityRef: v.nullable(v.string()),
  /** What the completed job brought in. */
  revenueMinor: v.nullable(v.number()),
  createdAt: v.number(),
  updatedAt: v.number(),
})
export type LeadView = v.InferOutput<typeof LeadView>
export const JourneyView = v.object({
  id: v.string(),
  customerId: v.string(),
  kind: v.string(),
  status: v.string(),
  outcome: v.nullable(v.string()),
  openedAt: v.number(),
  updatedAt: v.number(),
})
export type JourneyView = v.InferOutput<typeof JourneyView>
export const CustomerView = v.object({
  id: v.string(),
  phone: v.nullable(v.string()),
  email: v.nullable(v.string()),
  name: v.nullable(v.string()),
  language: v.string(),
  optedOut: v.boolean(),
  takenOver: v.boolean(),
  createdAt: v.number(),
})
export type CustomerView = v.InferOutput<typeof CustomerView>
export const TimelineView = v.object({
  id: v.string(),
  seq: v.number(),
  customerId: v.nullable(v.string()),
  at: v.number(),
  type: v.string(),
  detail: v.record(v.string(), v.unknown()),
  sentence: v.string(),
})
export type TimelineView = v.InferOutput<typeof TimelineView>
/** A visit that is agreed or kept free, or was once. Instants in epoch milliseconds, money in minor units. */
export const VisitView = v.object({
  id: v.string(),
  customerId: v.string(),
  leadId: v.nullable(v.string()),
  crewId: v.string(),
  status: v.string(),
  service: v.nullable(v.string()),
  startsAt: v.number(),
  endsAt: v.number(),
  address: v.nullable(v.string()),
  feeMinor: v.number(),
  source: v.string(),
  createdAt: v.number(),
  updatedAt: v.number(),
})
export type VisitView = v.InferOutput<typeof VisitView>
export type ListItem =
  | VisitView
  | CallView
  | MessageView
  | LeadView
  | JourneyView
  | CustomerView
  | TimelineView
  | DecisionView
  | ExperimentView
export type Page<T> = { items: T[]; next: string | null }
