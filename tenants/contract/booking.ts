import * as v from 'valibot'
import { isOneLine, isPlainName } from '../base/plain-name.ts'
import { OpeningHours } from '../contract.ts'
import { Moment } from './moment.ts'

/** When the business drives out, who does, and the visits that were agreed. Lengths are whole quarters of an hour. */

const QUARTER_MIN = 15

const Minutes = (min: number, max: number) =>
  v.pipe(
    v.number(),
    v.integer(),
    v.minValue(min),
    v.maxValue(max),
    v.multipleOf(QUARTER_MIN, 'whole quarters of an hour'),
  )
const Line = (max: number) =>
  v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max), v.check(isOneLine, 'one line'))
const AmountMinor = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000_000))
/** A day on the clock of the business, such as 2026-12-24. */
const LocalDay = v.pipe(v.string(), v.isoDate('a day, such as 2026-12-24'))

const CrewMember = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9_]{1,20}$/, 'small letters, digits and _')),
  name: v.pipe(Line(40), v.check(isPlainName, 'a name only')),
  /** Null for whoever works when the business is open. */
  hours: v.optional(v.nullable(OpeningHours), null),
})
export type CrewMember = v.InferOutput<typeof CrewMember>

/** A day that is not like its weekday: other hours, or none. */
const Exception = v.strictObject({ on: LocalDay, spans: OpeningHours.entries.monday })

export const SchedulePatch = v.strictObject({
  /** `off`: wishes are passed on, and the technician agrees on a time alone. */
  mode: v.picklist(['offer', 'off']),
  crew: v.pipe(
    v.array(CrewMember),
    v.minLength(1),
    v.maxLength(20),
    v.check((crew) => new Set(crew.map(({ id }) => id)).size === crew.length, 'each id once'),
  ),
  jobMinutes: Minutes(15, 600),
  /** By the name of a service in the price book, where one takes longer or less. */
  serviceMinutes: v.record(Line(80), Minutes(15, 600)),
  /** The way there, and as long back. */
  travelMinutes: Minutes(0, 180),
  /** Nothing sooner than this from now is offered. */
  noticeMinutes: Minutes(0, 10_080),
  horizonDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)),
  /** How long an offered slot is kept for whoever it was offered to. */
  holdMinutes: Minutes(15, 1_440),
  exceptions: v.pipe(v.array(Exception), v.maxLength(200)),
  closesOnHolidays: v.boolean(),
  /** Visits outside the opening hours, where somebody asks for one; null where there are none. */
  afterHoursFeeMinor: v.nullable(AmountMinor),
  emergencyFeeMinor: v.nullable(AmountMinor),
  /** The version the change was made from. */
  version: v.pipe(v.number(), v.integer(), v.minValue(0)),
})
export type SchedulePatch = v.InferOutput<typeof SchedulePatch>
export type Schedule = SchedulePatch

export const AppointmentStatus = v.picklist(['held', 'confirmed', 'completed', 'cancelled', 'no_show'])
export type AppointmentStatus = v.InferOutput<typeof AppointmentStatus>

/** Instants in epoch milliseconds, money in minor units of the business's currency. */
export const AppointmentView = v.object({
  id: v.string(),
  customerId: v.string(),
  customerName: v.nullable(v.string()),
  customerPhone: v.nullable(v.string()),
  crewId: v.string(),
  crewName: v.string(),
  status: AppointmentStatus,
  service: v.nullable(v.string()),
  startsAt: v.number(),
  endsAt: v.number(),
  address: v.nullable(v.string()),
  notes: v.nullable(v.string()),
  feeMinor: v.number(),
  source: v.picklist(['text', 'board', 'page', 'crm']),
  createdAt: v.number(),
  updatedAt: v.number(),
})
export type AppointmentView = v.InferOutput<typeof AppointmentView>

/** A visit the technician enters; refused as `slot_taken` where somebody else has the time. */
export const NewAppointment = v.strictObject({
  customerId: v.pipe(v.string(), v.regex(/^cus_[0-9a-z]{24}$/)),
  startsAt: Moment,
  minutes: v.optional(v.nullable(Minutes(15, 600)), null),
  /** Null takes whoever is free. */
  crewId: v.optional(v.nullable(v.string()), null),
  service: v.optional(v.nullable(Line(80)), null),
  address: v.optional(v.nullable(Line(200)), null),
  notes: v.optional(v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(1_000))), null),
  /** Whether the customer is told by text. */
  tell: v.optional(v.boolean(), true),
})
export type NewAppointment = v.InferOutput<typeof NewAppointment>

export const AppointmentMove = v.variant('move', [
  v.strictObject({
    move: v.literal('reschedule'),
    startsAt: Moment,
    crewId: v.optional(v.nullable(v.string()), null),
  }),
  v.strictObject({ move: v.literal('confirm') }),
  v.strictObject({ move: v.literal('cancel') }),
  v.strictObject({ move: v.literal('complete'), amountMinor: v.optional(v.nullable(AmountMinor), null) }),
  v.strictObject({ move: v.literal('no_show') }),
])
export type AppointmentMove = v.InferOutput<typeof AppointmentMove>

/** Free times on the clock of the business, for a page that lets somebody choose. */
export const SlotQuery = v.object({
  from: v.optional(LocalDay),
  days: v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}$/), v.transform(Number), v.minValue(1), v.maxValue(31)), '7'),
  service: v.optional(Line(80)),
})
export type SlotQuery = v.InferOutput<typeof SlotQuery>
export const SlotView = v.object({ startsAt: v.number(), endsAt: v.number(), crewId: v.string() })
export type SlotView = v.InferOutput<typeof SlotView>

/** `from` is today where it is absent. */
export const AgendaQuery = v.object({
  from: v.optional(LocalDay),
  days: v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}$/), v.transform(Number), v.minValue(1), v.maxValue(31)), '7'),
})
export type AgendaQuery = v.InferOutput<typeof AgendaQuery>

/** Time that stands as taken in GoHighLevel's calendar; whose it is, is not ours to know. */
export type BusyView = { startsAt: number; endsAt: number; isBlocked: boolean }

/** The visits of some days on the clock of the business, the first first, whatever became of them. */
export type AgendaView = {
  timeZone: string
  currency: string
  today: string
  from: string
  days: number
  crew: { id: string; name: string }[]
  visits: AppointmentView[]
  /** Beside them, the first first. */
  busy: BusyView[]
}

/** What the page behind `/b/:token` shows to whoever has the link. */
export type VisitPage = {
  businessName: string
  phone: string
  postalAddress: string
  timeZone: string
  language: 'en' | 'es'
  status: AppointmentStatus
  service: string | null
  startsAt: number
  endsAt: number
  address: string | null
  feeMinor: number
  currency: string
  sequence: number
  appointmentId: string
  updatedAt: number
  /** Times it could be moved to. */
  slots: SlotView[]
}
/** What somebody does on that page. */
export const VisitChange = v.variant('move', [
  v.strictObject({ move: v.literal('cancel') }),
  // On the quarter of an hour, as every time that is offered.
  v.strictObject({
    move: v.literal('reschedule'),
    startsAt: v.pipe(v.number(), v.integer(), v.multipleOf(QUARTER_MIN * 60_000)),
  }),
])
export type VisitChange = v.InferOutput<typeof VisitChange>
