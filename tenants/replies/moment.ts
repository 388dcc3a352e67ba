import { DAY_MS, type Instant } from '../base/clock.ts'

type Language = 'en' | 'es'

type Parts = { weekday: string; day: string; month: number; year: string; hour: number; minute: string }

const WEEKDAYS = {
  // The accent of `sáb` is left out: that one letter would halve the room of the whole text.
  es: { Mon: 'lun', Tue: 'mar', Wed: 'mié', Thu: 'jue', Fri: 'vie', Sat: 'sab', Sun: 'dom' } as Record<string, string>,
}
const MONTHS: Record<Language, string[]> = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  es: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sept', 'oct', 'nov', 'dic'],
}
const FULL_DATE = { weekday: 'long', month: 'long', day: 'numeric' } as const

/**
 * A moment in the business's zone as a text says it: `Wed, Nov 25 at 9 AM`, `mié 25 nov a las 9 AM`. The stroke of
 * midnight stands for a day without an hour: nobody wishes for a visit then.
 */
export function describeMoment(at: Instant, zone: string, language: Language): string {
  return describe(partsOf(at, zone), language, false)
}

/** From here on somebody may take the day for the one before it. */
const YEAR_SAID_AFTER_MS = 183 * DAY_MS

/**
 * The same of a moment that somebody named: with the year where it is another than today's, or where it is far ahead:
 * `Mon, Nov 1, 2027 at 9 AM`, `lun 1 nov 2027 a las 9 AM`.
 */
export function describeNamed(at: Instant, zone: string, language: Language, now: Instant): string {
  const parts = partsOf(at, zone)
  const saysYear = parts.year !== partsOf(now, zone).year || at - now > YEAR_SAID_AFTER_MS
  return describe(parts, language, saysYear)
}

function describe({ weekday, day, month, year, hour, minute }: Parts, language: Language, saysYear: boolean): string {
  const monthName = MONTHS[language][month - 1] ?? ''
  const time = describeTime(hour, minute)
  const isWholeDay = hour === 0 && minute === '00'
  if (language === 'en') {
    const date = `${weekday}, ${monthName} ${day}${saysYear ? `, ${year}` : ''}`
    return isWholeDay ? date : `${date} at ${time}`
  }
  const date = `${WEEKDAYS.es[weekday] ?? weekday} ${day} ${monthName}${saysYear ? ` ${year}` : ''}`
  return isWholeDay ? date : `${date} ${hour % 12 === 1 ? 'a la' : 'a las'} ${time}`
}

/** The same for an e-mail, where there is room: `Tuesday, November 24 at 3:05 PM`. */
export function describeMomentInFull(at: Instant, zone: string, language: Language): string {
  const { hour, minute } = partsOf(at, zone)
  const date = new Intl.DateTimeFormat(language, { ...FULL_DATE, timeZone: zone }).format(at)
  const time = describeTime(hour, minute)
  if (language === 'en') return `${date} at ${time}`
  return `${date} ${hour % 12 === 1 ? 'a la' : 'a las'} ${time}`
}

/** `3:05 PM`, on the clock of the business. */
export function describeClock(at: Instant, zone: string): string {
  const { hour, minute } = partsOf(at, zone)
  return describeTime(hour, minute)
}

function describeTime(hour: number, minute: string): string {
  return `${hour % 12 === 0 ? 12 : hour % 12}${minute === '00' ? '' : `:${minute}`} ${hour < 12 ? 'AM' : 'PM'}`
}

/** Making one takes a hundred times as long as using it, and zones are few. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  formats.set(timeZone, made)
  return made
}

function partsOf(at: Instant, zone: string): Parts {
  const parts = Object.fromEntries(
    formatIn(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  return {
    weekday: parts['weekday'] ?? '',
    day: parts['day'] ?? '',
    month: Number(parts['month']),
    year: parts['year'] ?? '',
    hour: Number(parts['hour']),
    minute: parts['minute'] ?? '00',
  }
}

/** A calendar day such as 2027-11-26: `Nov 26, 2027`, `26 nov 2027`. */
export function describeDate(day: string, language: Language): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const name = MONTHS[language][month - 1] ?? ''
  return language === 'en' ? `${name} ${date}, ${year}` : `${date} ${name} ${year}`
}
