import * as v from 'valibot'
import type { PriceBookEntry } from '../../tenants/contract.ts'
import { USUAL_HOURS } from '../../tenants/contract/usual-hours.ts'
import { SchedulePatch, type Schedule } from '../../tenants/contract/booking.ts'
import { parseAmount, writeAmount } from './amount-field.ts'
import type { Faults } from './field-faults.ts'
import type { FormRules } from './form.ts'
import { hoursFields, hoursOf, type DayFields, type HoursFields } from './hours-form.ts'

/** The schedule as it stands in its fields. */

export type CrewRow = {
  /** Its id, which visits refer to, so it outlives a change of the name. */
  id: string
  name: string
  hasOwnHours: boolean
  hours: HoursFields
}
export type ExceptionRow = { key: string; on: string; day: DayFields }

/** Lengths are minutes, as the values of lists to choose from. */
export type ScheduleFields = {
  isOffering: boolean
  crew: CrewRow[]
  jobMinutes: string
  /** By service; empty where it takes as long as any. */
  serviceMinutes: Record<string, string>
  travelMinutes: string
  noticeMinutes: string
  horizonDays: string
  holdMinutes: string
  exceptions: ExceptionRow[]
  closesOnHolidays: boolean
  afterHoursFee: string
  emergencyFee: string
}

const Whole = v.omit(SchedulePatch, ['version'])

export function scheduleRules(currency: string): FormRules<ScheduleFields, typeof Whole> {
  const fee = (text: string) => (text.trim() === '' ? null : (parseAmount(text, currency) ?? Number.NaN))
  return {
    schema: Whole,
    toValue: (fields) => ({
      mode: fields.isOffering ? 'offer' : 'off',
      crew: fields.crew.map(({ id, name, hasOwnHours, hours }) => ({
        id,
        name,
        hours: hasOwnHours ? hoursOf(hours) : null,
      })),
      jobMinutes: Number(fields.jobMinutes),
      serviceMinutes: Object.fromEntries(
        Object.entries(fields.serviceMinutes).flatMap(([service, minutes]) =>
          minutes === '' ? [] : [[service, Number(minutes)]],
        ),
      ),
      travelMinutes: Number(fields.travelMinutes),
      noticeMinutes: Number(fields.noticeMinutes),
      horizonDays: Number(fields.horizonDays),
      holdMinutes: Number(fields.holdMinutes),
      exceptions: fields.exceptions.map(({ on, day }) => ({ on, spans: day.isOpen ? day.spans : [] })),
      closesOnHolidays: fields.closesOnHolidays,
      afterHoursFeeMinor: fee(fields.afterHoursFee),
      emergencyFeeMinor: fee(fields.emergencyFee),
    }),
    alsoWrong: ({ exceptions }) => findRepeated(exceptions),
  }
}

/** One day stands for two, and nobody could say which of them holds. */
function findRepeated(exceptions: readonly ExceptionRow[]): Faults {
  const index = exceptions.findIndex(({ on }, at) => on !== '' && exceptions.findIndex((other) => other.on === on) < at)
  return index === -1 ? {} : { [`exceptions.${index}.on`]: { code: 'repeated_day' } }
}

export function scheduleFields(
  schedule: Schedule,
  { priceBook, currency }: { priceBook: readonly PriceBookEntry[]; currency: string },
): ScheduleFields {
  const amount = (minor: number | null) => (minor === null ? '' : writeAmount(minor, currency))
  // A service that has left the price book keeps its length, for the day it comes back.
  const services = [...new Set([...priceBook.map(({ service }) => service), ...Object.keys(schedule.serviceMinutes)])]
  return {
    isOffering: schedule.mode === 'offer',
    crew: schedule.crew.map(({ id, name, hours }) => ({
      id,
      name,
      hasOwnHours: hours !== null,
      hours: hoursFields(hours ?? USUAL_HOURS),
    })),
    jobMinutes: String(schedule.jobMinutes),
    serviceMinutes: Object.fromEntries(
      services.map((service) => [service, String(schedule.serviceMinutes[service] ?? '')]),
    ),
    travelMinutes: String(schedule.travelMinutes),
    noticeMinutes: String(schedule.noticeMinutes),
    horizonDays: String(schedule.horizonDays),
    holdMinutes: String(schedule.holdMinutes),
    exceptions: schedule.exceptions.map(({ on, spans }, index) => ({
      key: `kept-${index}`,
      on,
      day: { isOpen: spans.length > 0, spans: spans.length > 0 ? spans : USUAL_HOURS.monday },
    })),
    closesOnHolidays: schedule.closesOnHolidays,
    afterHoursFee: amount(schedule.afterHoursFeeMinor),
    emergencyFee: amount(schedule.emergencyFeeMinor),
  }
}

/** An id nobody of the crew has or has had since the page was opened. */
export function freshCrewId(crew: readonly CrewRow[], taken: ReadonlySet<string>): string {
  for (let number = 2; ; number += 1) {
    const id = `crew_${number}`
    if (!taken.has(id) && !crew.some((member) => member.id === id)) return id
  }
}

const LENGTHS = {
  jobMinutes: [15, 30, 45, 60, 75, 90, 105, 120, 150, 180, 210, 240, 300, 360, 420, 480, 540, 600],
  travelMinutes: [0, 15, 30, 45, 60, 75, 90, 105, 120, 150, 180],
  noticeMinutes: [0, 30, 60, 120, 180, 240, 360, 480, 720, 1_440, 2_880, 4_320, 7_200, 10_080],
  holdMinutes: [15, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1_440],
  horizonDays: [1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60],
} as const
export type LengthName = keyof typeof LENGTHS

/** What is usual, and what stands there already, also where somebody has set it elsewhere. */
export function choicesOf(name: LengthName, current: string): number[] {
  const held = Number(current)
  const all = new Set<number>(LENGTHS[name])
  if (current !== '' && Number.isInteger(held)) all.add(held)
  return [...all].toSorted((one, other) => one - other)
}
