/** Money, numbers of phones and moments as people of a language write them. Pure, so that each can be tried alone. */

/** Whole amounts lose their zeros, as on a price list. */
export function formatMoney(amountMinor: number, currency: string, locale: string): string {
  const full = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const digits = full.resolvedOptions().maximumFractionDigits ?? 2
  const amount = amountMinor / 10 ** digits
  if (!Number.isInteger(amount)) return full.format(amount)
  return new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 }).format(amount)
}

/** `(512) 555-0147` for North America; elsewhere the international form in groups. */
export function formatPhone(phone: string): string {
  const american = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone)
  if (american !== null) return `(${american[1]}) ${american[2]}-${american[3]}`
  const foreign = /^\+(\d{1,2})(\d{2,3})(\d{3,4})(\d{2,7})$/.exec(phone)
  return foreign === null ? phone : `+${foreign.slice(1).join(' ')}`
}

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `brief`: as short as can be told apart · `time`: the clock alone · `day`: the day alone · `long`: day and clock. */
export type MomentStyle = 'brief' | 'time' | 'day' | 'long'
export type MomentContext = { form: MomentStyle; zone: string; now: number; locale: string }

export function formatMoment(at: number, context: MomentContext): string {
  const { form, zone, now, locale } = context
  if (form === 'time') return formatWith(at, zone, locale, CLOCK)
  if (form === 'day') return formatDay(at, context)
  if (form === 'long') return `${formatDay(at, context)}, ${formatWith(at, zone, locale, CLOCK)}`
  const ageMs = now - at
  if (Math.abs(ageMs) < HOUR) return formatAge(ageMs, locale)
  if (dayOf(at, zone) === dayOf(now, zone)) return formatWith(at, zone, locale, CLOCK)
  return formatDay(at, context)
}

const CLOCK = { hour: 'numeric', minute: '2-digit' } as const

function formatAge(ageMs: number, locale: string): string {
  const relative = new Intl.RelativeTimeFormat(locale, { style: 'narrow', numeric: 'auto' })
  const minutes = Math.trunc(ageMs / MINUTE)
  return minutes === 0 ? relative.format(0, 'second') : relative.format(-minutes, 'minute')
}

/** Today and its neighbours by name, the week by weekday, anything further by date. */
export function formatDay(at: number, { zone, now, locale }: Omit<MomentContext, 'form'>): string {
  const apart = Math.round((Date.parse(dayOf(at, zone)) - Date.parse(dayOf(now, zone))) / DAY)
  if (Math.abs(apart) <= 1) {
    return capitalize(new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(apart, 'day'))
  }
  if (Math.abs(apart) < 7) return capitalize(formatWith(at, zone, locale, { weekday: 'long' }))
  const isThisYear = dayOf(at, zone).slice(0, 4) === dayOf(now, zone).slice(0, 4)
  return formatWith(at, zone, locale, { month: 'short', day: 'numeric', ...(isThisYear ? {} : { year: 'numeric' }) })
}

export function formatExact(at: number, zone: string, locale: string): string {
  return formatWith(at, zone, locale, { dateStyle: 'full', timeStyle: 'long' })
}

/** The day in full, without the year: `Wednesday, November 25`. */
export function formatDate(at: number, zone: string, locale: string): string {
  return capitalize(formatWith(at, zone, locale, { weekday: 'long', month: 'long', day: 'numeric' }))
}

/** The day as short as it is told from others: `Nov 25`. */
export function formatShortDate(at: number, zone: string, locale: string): string {
  return formatWith(at, zone, locale, { month: 'short', day: 'numeric' })
}

/** A calendar day such as `2027-11-26` with its year, since it may be far off: `Nov 26, 2027`. */
export function formatCalendarDay(day: string, locale: string): string {
  const noon = Date.parse(`${day}T12:00:00Z`)
  return formatWith(noon, 'UTC', locale, { month: 'short', day: 'numeric', year: 'numeric' })
}

/** `2026-11-25`: the calendar day on which an instant falls in a zone. */
export function dayOf(at: number, zone: string): string {
  return formatWith(at, zone, 'en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' })
}

/** `850 ms`, `24 s`, `3 min`, `2 h`: a length of time nobody needs to the millisecond. */
export function formatLength(ms: number, locale: string): string {
  const [amount, unit] = lengthOf(ms)
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(
    amount < 10 ? Math.round(amount * 10) / 10 : Math.round(amount),
  )
}

function lengthOf(ms: number): [number, 'millisecond' | 'second' | 'minute' | 'hour'] {
  if (ms < SECOND) return [ms, 'millisecond']
  if (ms < 2 * MINUTE) return [ms / SECOND, 'second']
  if (ms < 2 * HOUR) return [ms / MINUTE, 'minute']
  return [ms / HOUR, 'hour']
}

/** `45 min`, `1 h 30 min`, `2 days`: a length that was chosen, exactly. */
export function formatMinutes(minutes: number, locale: string): string {
  const say = (amount: number, unit: 'minute' | 'hour' | 'day', unitDisplay: 'short' | 'long' = 'short') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }).format(amount)
  if (minutes >= 1_440 && minutes % 1_440 === 0) return say(minutes / 1_440, 'day', 'long')
  if (minutes < 60) return say(minutes, 'minute')
  const rest = minutes % 60
  const hours = say(Math.floor(minutes / 60), 'hour')
  return rest === 0 ? hours : `${hours} ${say(rest, 'minute')}`
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs a hundred times what using it does. */
function formatWith(at: number, zone: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale} ${zone} ${JSON.stringify(options)}`
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: zone })
  formatters.set(key, formatter)
  // Unicode's narrow space before AM and PM breaks lines nowhere and reads as a box on old phones.
  return formatter.format(at).replaceAll('\u202f', ' ')
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
