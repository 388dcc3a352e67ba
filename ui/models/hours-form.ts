import * as v from 'valibot'
import { OpeningHours } from '../../tenants/contract.ts'
import { USUAL_HOURS } from '../../tenants/contract/usual-hours.ts'
import { formatMoment } from '../format.ts'

/** The hours of a week as fields show them, and what people do to them at once. */

export type Weekday = keyof OpeningHours
export type SpanFields = { opens: string; closes: string }
/** A closed day keeps what stood in its fields, so that it is there again when the day opens. */
export type DayFields = { isOpen: boolean; spans: readonly SpanFields[] }
export type HoursFields = Record<Weekday, DayFields>

/** From Monday on, as in the contract. */
export const WEEKDAYS = Object.keys(OpeningHours.entries) as Weekday[]

const BREAK = { from: '12:00', until: '13:00' }

export const HOURS_RULES = {
  schema: v.object({ openingHours: OpeningHours }),
  toValue: (fields: HoursFields) => ({ openingHours: hoursOf(fields) }),
}

export function hoursFields(hours: OpeningHours): HoursFields {
  return eachDay((day) => {
    const isOpen = hours[day].length > 0
    return { isOpen, spans: isOpen ? hours[day] : USUAL_HOURS.monday }
  })
}

export function hoursOf(fields: HoursFields): Record<Weekday, readonly SpanFields[]> {
  return eachDay((day) => (fields[day].isOpen ? fields[day].spans : []))
}

/** Noon is left out where the day goes on behind it; otherwise there are hours to fill in. */
export function addBreak(day: DayFields): DayFields {
  const [first] = day.spans
  if (first === undefined || day.spans.length > 1) return day
  const { opens, closes } = first
  const isAroundNoon = opens !== '' && opens < BREAK.from && closes > BREAK.until
  const spans = isAroundNoon
    ? [
        { opens, closes: BREAK.from },
        { opens: BREAK.until, closes },
      ]
    : [first, { opens: '', closes: '' }]
  return { ...day, spans }
}

/** From the first opening to the last closing. */
export function removeBreak(day: DayFields): DayFields {
  const [first, second] = day.spans
  if (first === undefined || second === undefined) return day
  return { ...day, spans: [{ opens: first.opens, closes: second.closes || first.closes }] }
}

export function copyMonday(fields: HoursFields): HoursFields {
  const { monday } = fields
  return { ...fields, tuesday: monday, wednesday: monday, thursday: monday, friday: monday }
}

/** The fields of a day that have something in them, which may contradict the one that was just left. */
export function filledPaths(path: string, { spans }: DayFields): string[] {
  return spans.flatMap((span, index) =>
    (['opens', 'closes'] as const).filter((end) => span[end] !== '').map((end) => `${path}.${index}.${end}`),
  )
}

/** A line for days in a row that are alike, `Mon – Fri: 8:00 AM – 5:00 PM`. */
export function describeHours(hours: OpeningHours, locale: string): string[] {
  const runs: { from: Weekday; to: Weekday; spans: string }[] = []
  for (const day of WEEKDAYS) {
    const spans = hours[day].map(({ opens, closes }) => `${formatTime(opens, locale)} – ${formatTime(closes, locale)}`)
    const run = { from: day, to: day, spans: spans.join(', ') || '–' }
    const last = runs.at(-1)
    if (last?.spans === run.spans) last.to = day
    else runs.push(run)
  }
  const name = (day: Weekday) => nameDay(day, 'short', locale)
  return runs.map(({ from, to, spans }) => `${name(from)}${from === to ? '' : ` – ${name(to)}`}: ${spans}`)
}

export function nameDay(day: Weekday, form: 'short' | 'long', locale: string): string {
  // The epoch's first Monday was its fifth day.
  const at = Date.UTC(1970, 0, 5 + WEEKDAYS.indexOf(day))
  const name = new Intl.DateTimeFormat(locale, { weekday: form, timeZone: 'UTC' }).format(at)
  return name.charAt(0).toUpperCase() + name.slice(1)
}

function formatTime(time: string, locale: string): string {
  const at = Date.parse(`1970-01-01T${time}:00Z`)
  return formatMoment(at, { form: 'time', zone: 'UTC', now: at, locale })
}

function eachDay<T>(make: (day: Weekday) => T): Record<Weekday, T> {
  return Object.fromEntries(WEEKDAYS.map((day) => [day, make(day)])) as Record<Weekday, T>
}
