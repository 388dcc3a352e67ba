import { describe, expect, test } from 'vitest'
import { foldLine, writeCalendar, type CalendarVisit } from './calendar-file.ts'

const VISIT: CalendarVisit = {
  uid: 'apt_1@app.example.com',
  sequence: 3,
  status: 'CONFIRMED',
  startsAt: Date.UTC(2026, 10, 27, 15, 0),
  endsAt: Date.UTC(2026, 10, 27, 16, 0),
  updatedAt: Date.UTC(2026, 10, 26, 4, 58, 57, 412),
  summary: 'Bluebonnet Plumbing: Drain clearing',
  description: 'Call (512) 555-0100',
  location: '12 Oak St, Austin; TX\\78701',
  url: 'https://app.example.com/b/abc.def',
}

/** What RFC 5545 tells a reader to do, written apart from the writer: unfold, split at the first colon, unescape. */
function read(file: string): Record<string, string> {
  const lines = file.replaceAll('\r\n ', '').split('\r\n')
  expect(lines.pop()).toBe('')
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':')
      const value = line.slice(colon + 1)
      return [line.slice(0, colon), value.replaceAll(/\\(.)/g, (_, mark: string) => (/n/i.test(mark) ? '\n' : mark))]
    }),
  )
}

/** Mulberry32: the same seed gives the same texts. */
function makeChance(seed: number): () => number {
  let held = seed
  return () => {
    held = (held + 0x6d2b79f5) | 0
    let mixed = Math.imul(held ^ (held >>> 15), 1 | held)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const LETTERS = [
  'a',
  'Z',
  ' ',
  ',',
  ';',
  ':',
  '\\',
  '\\n',
  '\n',
  '\r\n',
  '"',
  'ñ',
  'ü',
  '–',
  '水',
  '🔧',
  '👩‍🔧',
  '\t',
  '9',
]
const encoder = new TextEncoder()

describe('a visit in a calendar', () => {
  test('is told in lines that a calendar reads', () => {
    expect(writeCalendar(VISIT).split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Shoulder//Visits//EN',
      'CALSCALE:GREGORIAN',
      'BEGIN:VEVENT',
      'UID:apt_1@app.example.com',
      'DTSTAMP:20261126T045857Z',
      'DTSTART:20261127T150000Z',
      'DTEND:20261127T160000Z',
      'SEQUENCE:3',
      'STATUS:CONFIRMED',
      'SUMMARY:Bluebonnet Plumbing: Drain clearing',
      'DESCRIPTION:Call (512) 555-0100',
      'LOCATION:12 Oak St\\, Austin\\; TX\\\\78701',
      'URL:https://app.example.com/b/abc.def',
      'TRANSP:OPAQUE',
      'CLASS:PRIVATE',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ])
  })

  test('has no place where none is known, and lasts at least a minute', () => {
    const file = read(writeCalendar({ ...VISIT, location: null, endsAt: VISIT.startsAt }))
    expect(file).not.toHaveProperty('LOCATION')
    expect(file['DTEND']).toBe('20261127T150100Z')
  })

  test('cannot be given lines of somebody else’s making', () => {
    const summary = 'x\r\nATTENDEE:mailto:eve@example.com\u2028END:VEVENT\u0000\u0007'
    const file = writeCalendar({ ...VISIT, summary })
    const lines = file.split('\r\n')
    expect(lines.filter((line) => line.startsWith('ATTENDEE'))).toEqual([])
    expect(lines.filter((line) => line === 'END:VEVENT')).toHaveLength(1)
    expect(read(file)['SUMMARY']).toBe('x\nATTENDEE:mailto:eve@example.com\nEND:VEVENT')
  })

  test('keeps every text through folding and escaping, in lines of at most 75 octets', () => {
    const chance = makeChance(5)
    for (let round = 0; round < 2_000; round += 1) {
      const length = Math.floor(chance() * 260)
      const text = Array.from({ length }, () => LETTERS[Math.floor(chance() * LETTERS.length)]).join('')
      const file = writeCalendar({ ...VISIT, description: text, location: text.slice(0, 90) })
      for (const line of file.split('\r\n')) expect(encoder.encode(line).byteLength).toBeLessThanOrEqual(75)
      expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
      const kept = read(file)
      expect(kept['DESCRIPTION']).toBe(text.replaceAll('\r\n', '\n'))
      expect(kept['UID']).toBe(VISIT.uid)
    }
  })

  test('is folded only where it must be, and never within a letter', () => {
    expect(foldLine('a'.repeat(75))).toBe('a'.repeat(75))
    expect(foldLine('a'.repeat(76))).toBe(`${'a'.repeat(75)}\r\n a`)
    expect(foldLine(`${'a'.repeat(73)}水b`)).toBe(`${'a'.repeat(73)}\r\n 水b`)
    expect(foldLine(`${'a'.repeat(72)}🔧`)).toBe(`${'a'.repeat(72)}\r\n 🔧`)
  })
})
