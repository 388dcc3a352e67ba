import * as v from 'valibot'

/** Lists a tenant can page through, newest first. */
export const ListName = v.picklist(['calls', 'messages', 'leads', 'journeys', 'customers', 'appointments', 'timeline'])
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

export type CallView = {
  id: string
  customerId: string | null
  from: string | null
  outcome: string
  durationS: number
  via: string
  endedAt: number
}
export type MessageView = {
  id: string
  customerId: string | null
  audience: 'customer' | 'technician'
  /**
   * `voice` is what was said on a recording, `note` what a person noted down (its subject tells how it was said), and
   * `web` what they wrote in a form.
   */
  channel: 'sms' | 'email' | 'voice' | 'note' | 'web'
  direction: 'inbound' | 'outbound'
  from: string | null
  to: string | null
  subject: string | null
  body: string
  status: string
  errorCode: string | null
  template: string | null
  label: string | null
  segments: number
  createdAt: number
}
export type LeadView = {
  id: string
  customerId: string
  phone: string | null
  email: string | null
  name: string | null
  source: string
  status: string
  wishedAt: number | null
  opportunityRef: string | null
  /** What the completed job brought in. */
  revenueMinor: number | null
  createdAt: number
  updatedAt: number
}
export type JourneyView = {
  id: string
  customerId: string
  kind: string
  status: string
  outcome: string | null
  openedAt: number
  updatedAt: number
}
export type CustomerView = {
  id: string
  phone: string | null
  email: string | null
  name: string | null
  language: string
  optedOut: boolean
  takenOver: boolean
  createdAt: number
}
export type TimelineView = {
  id: string
  seq: number
  customerId: string | null
  at: number
  type: string
  detail: Record<string, unknown>
  sentence: string
}
/** A visit that is agreed or kept free, or was once. Instants in epoch milliseconds, money in minor units. */
export type VisitView = {
  id: string
  customerId: string
  leadId: string | null
  crewId: string
  status: string
  service: string | null
  startsAt: number
  endsAt: number
  address: string | null
  feeMinor: number
  source: string
  createdAt: number
  updatedAt: number
}
export type ListItem = VisitView | CallView | MessageView | LeadView | JourneyView | CustomerView | TimelineView
export type Page<T> = { items: T[]; next: string | null }
