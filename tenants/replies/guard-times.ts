import { MINUTE_MS, type Instant } from '../base/clock.ts'
import { readLocalTime } from '../base/local-time.ts'
import { stretchOf, WEEKDAYS, type OpeningHours } from '../base/opening-hours.ts'
import type { Fault } from './guard-fault.ts'

/** Days and hours that a model names: times that are free and were shown to it, or the hours the business is open. */

export type TimeFacts = { openingHours: OpeningHours; zone: string; slots: readonly Instant[]; now: Instant }

const DAYS: readonly (readonly string[])[] = [
  ['sunday', 'sundays', 'sun', 'domingo', 'domingos', 'dom'],
  ['monday', 'mondays', 'mon', 'lunes', 'lun'],
  ['tuesday', 'tuesdays', 'tue', 'tues', 'martes'],
  ['wednesday', 'wednesdays', 'wed', 'miércoles', 'miercoles', 'mié', 'mie'],
  ['thursday', 'thursdays', 'thu', 'thur', 'thurs', 'jueves', 'jue'],
  ['friday', 'fridays', 'fri', 'viernes', 'vie'],
  ['saturday', 'saturdays', 'sat', 'sábado', 'sabado', 'sábados', 'sabados', 'sab'],
]
const TODAY = /\b(?:today|tonight|hoy|esta (?:tarde|noche|mañana)|this (?:morning|afternoon|evening))\b/i
const TOMORROW = /\btomorrow\b|(?<!(?:la|de la|por la|esta|en la) )\bmañana\b(?! por la mañana por)/i
const VAGUE =
  /\b(?:this|next|the|coming) (?:week|weekend|month)\b|\bweekends?\b|\b(?:esta|próxima|proxima|la) semana\b|\bfin(?:es)? de semana\b|\bday after tomorrow\b|\bpasado mañana\b/i
const PART = /\b(?:mornings?|afternoons?|evenings?|nights?|noon|midnight|midday|mediodía|medianoche|tardes?|noches?)\b/i
/** `9 AM`, `10:30`, `9am-5pm`, `a las 9`. */
const CLOCK =
  /(?<![\d$,.])(\d{1,2})(?::(\d{2}))?\s?(a\.?\s?m\b\.?|p\.?\s?m\b\.?|o'?clock|de la (?:mañana|tarde|noche))?(?![\d,]|\.\d)/gi
const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|' +
  'ene(?:ro)?|febrero|marzo|abr(?:il)?|mayo|junio|julio|ago(?:sto)?|septiembre|octubre|noviembre|dic(?:iembre)?'
const DATE = new RegExp(
  String.raw`\b(?:${MONTHS})\.? (\d{1,2})(?:st|nd|rd|th)?\b|\b(\d{1,2}) (?:de )?(?:${MONTHS})\b|\bthe (\d{1,2})(?:st|nd|rd|th)\b`,
  'gi',
)
const SLASHED = /\b\d{1,2}\/\d{1,2}\b|\b\d{4}-\d{2}-\d{2}\b/
/** The sentence is about when the business is there at all, and not about when somebody comes. */
const OF_HOURS =
  /\b(?:open|hours|closed|close|available by phone|abierto|abrimos|horario|horas|cerrado|cerramos|atendemos|office)\b/i
const OF_VISIT =
  /\b(?:visit|come|appointment|slot|free|available|works?|suit|book|schedule|cita|visita|libre|disponible|ir|venir|pasar)\b/i

export type JudgedTimes = { fault: Fault; rest: string; hasHours: boolean }

/** `rest` is the text without times and dates; `hasHours` where it names times that may be named. */
export function judgeTimes(text: string, facts: TimeFacts): JudgedTimes {
  const told = { rest: '', hasHours: false }
  for (const sentence of text.split(/(?<=[!?]|(?<![ap]\.?m)\.)\s+/i)) {
    const judged = judgeSentence(sentence, facts)
    if (judged.fault !== null) return judged
    told.rest += ` ${judged.rest}`
    told.hasHours ||= judged.hasHours
  }
  return { ...told, fault: null }
}

type Local = { weekday: number; date: number; minutes: number }

function judgeSentence(sentence: string, facts: TimeFacts): JudgedTimes {
  const dates = [...sentence.matchAll(DATE)].map((found) => Number(found[1] ?? found[2] ?? found[3]))
  const undated = sentence.replaceAll(DATE, ' ')
  const clocks = [...undated.matchAll(CLOCK)].flatMap((found) => readClock(found, undated))
  let rest = undated
  for (const { found } of clocks.toReversed()) {
    rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`
  }
  const days = daysIn(sentence, facts)
  const stop = (detail: string): JudgedTimes => ({ fault: ['time', detail], rest, hasHours: false })
  if (SLASHED.test(sentence)) return stop('a date in figures')
  const names = clocks.length > 0 || days.length > 0 || dates.length > 0
  const isVague = VAGUE.test(sentence) || PART.test(sentence)
  if (!names && !isVague) return { fault: null, rest, hasHours: false }
  // "What day and time would suit you, mornings or afternoons?" promises nothing.
  if (!names)
    return sentence.trim().endsWith('?') &&
      /^[^.!]*\b(?:what|when|which|or|qué|cuándo|cuál|prefer\w*)\b/i.test(sentence)
      ? { fault: null, rest, hasHours: false }
      : stop('a time that is not known')
  const isHours = OF_HOURS.test(sentence) && !OF_VISIT.test(sentence)
  const asHours = isHours && dates.length === 0 && areOpen(facts.openingHours, days, clocks, sentence)
  if (asHours || (!isHours && areFree(facts, { dates, days, clocks }))) return { fault: null, rest, hasHours: true }
  return stop(sentence.trim())
}

type Clock = { found: RegExpMatchArray & { index: number }; minutes: number[] }

function readClock(found: RegExpExecArray, text: string): Clock[] {
  const [, hour = '', minute, half = ''] = found
  const before = text.slice(0, found.index)
  const after = text.slice(found.index + found[0].length)
  const isSpan =
    /^\s?(?:-|to|a|y|and|until|hasta)\s?\d/i.test(after) || /\d\s?(?:[ap]m\s?)?(?:-|to|a|hasta)\s?$/i.test(before)
  const isTime =
    minute !== undefined || half !== '' || isSpan || /\b(?:at|by|before|after|around|from|until|las?)\s?$/i.test(before)
  if (!isTime || Number(hour) > 24 || Number(minute ?? 0) > 59) return []
  const plain = (Number(hour) % 12) * 60 + Number(minute ?? 0)
  const isMorning = /^a|mañana/i.test(half)
  const isLater = /^p|tarde|noche/i.test(half)
  const minutes =
    Number(hour) > 12
      ? [Number(hour) * 60 + Number(minute ?? 0)]
      : isMorning
        ? [plain]
        : isLater
          ? [plain + 720]
          : [plain, plain + 720]
  return [{ found, minutes }]
}

function daysIn(sentence: string, { zone, now }: TimeFacts): number[] {
  const words = new Set(sentence.toLowerCase().match(/\p{L}+/gu) ?? [])
  const today = readLocalTime(zone, now).weekday
  return [
    ...DAYS.flatMap((names, day) => (names.some((name) => words.has(name)) ? [day] : [])),
    ...(TODAY.test(sentence) ? [today] : []),
    ...(TOMORROW.test(sentence) ? [(today + 1) % 7] : []),
  ]
}

/** Each time that is named is the beginning of a free one, on a day that is named with it. */
function areFree(
  { slots, zone }: TimeFacts,
  { dates, days, clocks }: { dates: number[]; days: number[]; clocks: Clock[] },
): boolean {
  const free = slots.map((at) => localOf(zone, at))
  const onDay = days.length === 0 ? free : free.filter(({ weekday }) => days.includes(weekday))
  const meant = dates.length === 0 ? onDay : onDay.filter(({ date }) => dates.includes(date))
  if (meant.length === 0) return false
  if (!days.every((day) => meant.some(({ weekday }) => weekday === day))) return false
  if (!dates.every((date) => meant.some((slot) => slot.date === date))) return false
  return clocks.every(({ minutes }) => meant.some((slot) => minutes.includes(slot.minutes)))
}

function localOf(zone: string, at: Instant): Local {
  const { day, weekday, timeMs } = readLocalTime(zone, at)
  return { weekday, date: new Date(day * 86_400_000).getUTCDate(), minutes: timeMs / MINUTE_MS }
}

const CLOSED = /\b(?:closed|close on|not open|cerrad[oa]s?|cerramos (?:los|el))\b/i

/** Hours as they stand in the profile, of every day that is named: "Monday to Friday" names those between as well. */
function areOpen(hours: OpeningHours, days: number[], clocks: Clock[], sentence: string): boolean {
  const isSpan =
    days.length === 2 &&
    /(?:-|to|through|a|hasta)\s?$/i.test(
      sentence.toLowerCase().split(/\bfri|\bsat|\bsun|\bvier|\bsáb|\bsab|\bdom/)[0] ?? '',
    )
  const [first = 0, last = 0] = [...days].sort((one, other) => ((one + 6) % 7) - ((other + 6) % 7))
  const meant = isSpan ? DAYS.map((_, day) => day).filter((day) => within(day, first, last)) : days
  const spans = (day: number) => hours[WEEKDAYS[(day + 6) % 7] ?? 'monday'].map(stretchOf)
  if (CLOSED.test(sentence))
    return clocks.length === 0 && meant.length > 0 && meant.every((day) => spans(day).length === 0)
  const all = meant.length > 0 ? meant : DAYS.map((_, day) => day).filter((day) => spans(day).length > 0)
  return (
    all.length > 0 &&
    all.every((day) => {
      const bounds = spans(day).flatMap(({ fromMs, untilMs }) => [fromMs / MINUTE_MS, untilMs / MINUTE_MS])
      return bounds.length > 0 && clocks.every(({ minutes }) => minutes.some((minute) => bounds.includes(minute)))
    })
  )
}

function within(day: number, first: number, last: number): boolean {
  const [at, from, until] = [day, first, last].map((each) => (each + 6) % 7) as [number, number, number]
  return from <= at && at <= until
}
