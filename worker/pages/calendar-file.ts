import { MINUTE_MS, type Instant } from '../../tenants/base/clock.ts'

/**
 * One visit as an iCalendar object (RFC 5545), for whatever calendar the customer keeps. Times are in UTC, so no zone
 * has to be described. A visit that is moved keeps its UID: with a greater SEQUENCE it takes the place of the earlier.
 */
export type CalendarVisit = {
  uid: string
  sequence: number
  status: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED'
  startsAt: Instant
  endsAt: Instant
  /** When it was last changed. */
  updatedAt: Instant
  summary: string
  description: string
  location: string | null
  url: string
}

export const CALENDAR_TYPE = 'text/calendar; charset=utf-8'

export function writeCalendar(visit: CalendarVisit): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Shoulder//Visits//EN',
    'CALSCALE:GREGORIAN',
    'BEGIN:VEVENT',
    `UID:${escapeText(visit.uid)}`,
    `DTSTAMP:${writeInstant(visit.updatedAt)}`,
    `DTSTART:${writeInstant(visit.startsAt)}`,
    // A visit without any length would be an error to many calendars.
    `DTEND:${writeInstant(Math.max(visit.endsAt, visit.startsAt + MINUTE_MS))}`,
    `SEQUENCE:${visit.sequence}`,
    `STATUS:${visit.status}`,
    `SUMMARY:${escapeText(visit.summary)}`,
    `DESCRIPTION:${escapeText(visit.description)}`,
    ...(visit.location === null ? [] : [`LOCATION:${escapeText(visit.location)}`]),
    `URL:${visit.url}`,
    'TRANSP:OPAQUE',
    'CLASS:PRIVATE',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${foldLine(line)}\r\n`).join('')
}

/** `20261126T150000Z` */
export function writeInstant(at: Instant): string {
  return new Date(at).toISOString().replaceAll(/[-:]|\.\d{3}/g, '')
}

/** Control characters have no place in a value; line breaks are written as `\n`. */
function escapeText(text: string): string {
  return text
    .replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replaceAll(/(?![\n\t])\p{Cc}/gu, '')
    .replaceAll(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll('\n', '\\n')
}

const LINE_OCTETS_MAX = 75

/** No line is longer than 75 octets; one that goes on begins with a space, which counts. No letter is torn apart. */
export function foldLine(line: string): string {
  let folded = ''
  let octets = 0
  for (const letter of line) {
    const size = octetsOf(letter)
    if (octets + size > LINE_OCTETS_MAX) {
      folded += '\r\n '
      octets = 1
    }
    folded += letter
    octets += size
  }
  return folded
}

function octetsOf(letter: string): number {
  const point = letter.codePointAt(0) ?? 0
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
}
