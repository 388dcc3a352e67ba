import { foldCharacters } from './characters.ts'
import { openShorthand } from './shorthand.ts'
import { correctSpelling } from './spelling.ts'
import { DAY, HALF, HOUR, NAMED, PAST, TURNED_DOWN, type Rule } from './turned-down-words.ts'

/**
 * `endsThen` where the hour is one to be done by: "before 3", "I'm home until 4". `weeksOn` of "a week from monday" is
 * 1, and its text names the Monday alone.
 */
export type PlainTimes = { text: string; endsThen: boolean; weeksOn: number }

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*'
const TIME_WORDS = new Set(
  (
    'today tonight tomorrow morning afternoon evening monday tuesday wednesday thursday friday saturday sunday ' +
    'weekend manana minutes hours hour minute'
  ).split(' '),
)

const SPOKEN_HOUR = '1[0-2]|[1-9]|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce'

/** Spanish becomes English, so that one grammar of days and hours reads both. */
const SPANISH: Rule[] = [
  [/\bpasado manana\b/g, 'in 2 days'],
  [/\b(?:de|por|en) la manan(?:a|ita)\b/g, 'in the morning'],
  [/\b(?:de|por|en) la tard(?:e|ecita)\b/g, 'in the afternoon'],
  [/\b(?:de|por|en) la noch(?:e|ecita)\b/g, 'in the evening'],
  [/\b(?:a )?primera hora\b/g, 'first thing'],
  // "El viernes 4 a las 2" is the fourth, and "martes 3pm" no date.
  [
    /\b(?:el )?(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo) (\d{1,2})(?= (?:como |despues |antes |por |en )?(?:de |a )?las?\b)/g,
    'the $1th',
  ],
  [/\b(?:al |a )?mediodia\b/g, 'noon'],
  [/\bmanana temprano\b/g, 'tomorrow morning'],
  [/\besta (?:tarde)\b/g, 'this afternoon'],
  [/\besta noche\b/g, 'tonight'],
  [/\besta manana\b/g, 'this morning'],
  [/\bmanana\b/g, 'tomorrow'],
  [/\bhoy\b/g, 'today'],
  [/\b(?:el )?(lunes|martes|miercoles|jueves|viernes|sabado|domingo)\b/g, (_, day) => DAYS_OF[day ?? ''] ?? ''],
  [/\b(?:el )?(\d{1,2}) de (ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic)[a-z]*\b/g, (_, d, m) => `${MON[m]} ${d}`],
  [/\b(?:despues|pasadas|luego) de\b/g, 'after'],
  [/\bantes de(?:l)?\b/g, 'before'],
  [/\b(?:en|dentro de) media hora\b/g, 'in 30 minutes'],
  [
    new RegExp(`\\b(?:en|dentro de) (${SPOKEN_HOUR}|\\d{2}) (hora|hr|min|dia)\\w*`, 'g'),
    (_, n, unit) => `in ${hourOf(n)} ${UNITS[unit ?? ''] ?? ''}`,
  ],
  [
    new RegExp(`\\bentre (?:las? )?(${SPOKEN_HOUR}) y (?:las? )?(${SPOKEN_HOUR})\\b`, 'g'),
    (_, from, to) => `between ${hourOf(from)} and ${hourOf(to)}`,
  ],
  [/\ba eso de\b|\bcomo a\b/g, 'around'],
  [new RegExp(`\\b(${SPOKEN_HOUR}) y media\\b`, 'g'), (_, hour) => `${hourOf(hour)}:30`],
  [new RegExp(`\\b(${SPOKEN_HOUR}) y cuarto\\b`, 'g'), (_, hour) => `${hourOf(hour)}:15`],
  [new RegExp(`\\b(${SPOKEN_HOUR}) menos cuarto\\b`, 'g'), (_, hour) => quarterTo(hourOf(hour))],
  [/\b(?:a )?las? (?=\d|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)/g, 'at '],
  [/\b(?:la )?(?:(?:proxima|otra) semana|semana que (?:viene|entra))\b/g, 'next week'],
  [/\bel (?:dia )?(\d{1,2})\b/g, 'the $1th'],
]
const UNITS: Record<string, string> = { hora: 'hours', hr: 'hours', min: 'minutes', dia: 'days' }
const DAYS_OF: Record<string, string> = {
  lunes: 'monday',
  martes: 'tuesday',
  miercoles: 'wednesday',
  jueves: 'thursday',
  viernes: 'friday',
  sabado: 'saturday',
  domingo: 'sunday',
}
const MON: Record<string, string> = {
  ...{ ene: 'jan', feb: 'feb', mar: 'mar', abr: 'apr', may: 'may', jun: 'jun' },
  ...{ jul: 'jul', ago: 'aug', sep: 'sep', oct: 'oct', nov: 'nov', dic: 'dec' },
}
const HOURS_OF = new Map(
  'one una two dos three tres four cuatro five cinco six seis seven siete eight ocho nine nueve ten diez'
    .concat(' eleven once twelve doce')
    .split(' ')
    .map((word, index) => [word, String(Math.floor(index / 2) + 1)]),
)

function hourOf(word = ''): string {
  return HOURS_OF.get(word) ?? word
}

function quarterTo(hour = ''): string {
  return `${Number(hour) === 1 ? 12 : Number(hour) - 1}:45`
}

const WEEKDAYS: Rule[] = [
  [/\b(mon|tues?|wed|weds|thur?s?|fri|sat|sun)\b\.?/g, (said, day) => FULL_DAYS[(day ?? '').slice(0, 3)] ?? said ?? ''],
  [/\bthe sunday\b/g, ''],
]
const FULL_DAYS: Record<string, string> = {
  mon: 'monday',
  tue: 'tuesday',
  wed: 'wednesday',
  thu: 'thursday',
  fri: 'friday',
  sat: 'saturday',
  sun: 'sunday',
}

const PHRASES: Rule[] = [
  [new RegExp(`(${DAY}) in the (?=morning|afternoon|evening)`, 'g'), '$1 '],
  [/\b(stop|swing|come|drop|pass|coming|stopping) by(?= (?:at|around|about|after|before)\b)/g, '$1 over'],
  [/\bfirst thing(?: in the morning)?\b/g, '8:00 am'],
  [/\b(later|earlier|late|early|sometime|any time|anytime) (?:in|during|on) (?:the|that|the same) day\b/g, '$1'],
  [/\bhalf past (1[0-2]|[1-9])\b/g, 'at $1:30'],
  [/\bquarter (?:to|till?|of) (1[0-2]|[1-9])\b/g, (_, hour) => `at ${quarterTo(hour)}`],
  [/\bquarter past (1[0-2]|[1-9])\b/g, 'at $1:15'],
  [/\b(1[0-2]|[1-9]) ?(?:-?ish|o'?clock)\b/g, 'at $1'],
  [/\bnoonish\b|\blunch(?: ?time)?\b|\bmidday\b/g, 'noon'],
  [/\bafter noon\b/g, '1:00 pm'],
  [/\bafter work\b|\bend of (?:the )?day\b|\bclose of business\b/g, '5:00 pm'],
  [/\bend of (?:the )?week\b/g, 'friday'],
  [/\b(?:before|by|until|till?) noon\b/g, 'before 12:00 pm'],
  [/\bhr(s?)\b/g, 'hour$1'],
  // "What do you charge 4 a drain" names no hour.
  [/(?<!\b(?:at|around|by|after|before|until|till|to|from|las?) )(?<![\d:/-])\b[24] (?=an? [a-z]{2})/g, ''],
]

/** A text with its days and hours in the plain English that chrono reads. Everything else in it is left about as is. */
export function plainTimes(text: string, keepsTurnedDown = false): PlainTimes {
  let plain = inEnglish(text)
  for (const [said, meant] of [...PAST, ...(keepsTurnedDown ? [] : TURNED_DOWN), ...PHRASES])
    plain = replaceRule(plain, said, meant)
  if (!new RegExp(`\\b${DAY}\\b`).test(plain)) plain = plain.replace(/\bnext week\b/g, 'next monday')
  const weeks = WEEKS_FROM.exec(plain)?.[1]
  const weeksOn = weeks === undefined ? 0 : Number(weeks.replace(/^(?:a|one)$/, '1').replace('two', '2'))
  return { ...settleHour(plain.replace(WEEKS_FROM, '')), weeksOn }
}

/** The days and hours that are turned down, in words that a reader of wishes understands: "not tuesday" → "tuesday". */
export function turnedDownTimes(text: string): string[] {
  const plain = inEnglish(text)
  const pieces = TURNED_DOWN.flatMap(([said]) => plain.match(said) ?? [])
  return pieces.flatMap((piece) => piece.match(new RegExp(`\\b${NAMED}`, 'g')) ?? [])
}

function inEnglish(text: string): string {
  let plain = foldCharacters(text)
    .replace(/(?<!\p{L})(?:\d?\p{L}[\p{L}'/]*)/gu, timeWord)
    .replace(/\b(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}\b|\b\d{3}-\d{4}\b|\$ ?\d[\d.,]*/g, ' ')
  for (const [said, meant] of [...SPANISH, ...WEEKDAYS]) plain = replaceRule(plain, said, meant)
  plain = plain.replace(
    /\b(at|around|about|by|before|after|until|till?) ([a-z]+)\b/g,
    (all, cue: string, word: string) => (HOURS_OF.has(word) ? `${cue} ${HOURS_OF.get(word)}` : all),
  )
  return plain
}

const WEEKS_FROM = new RegExp(`\\b(?:in )?(a|one|two|[1-8]) weeks? (?:from|after) (?:this |next )?(?=${DAY}\\b)`)

function replaceRule(text: string, said: RegExp, meant: Rule[1]): string {
  return typeof meant === 'string' ? text.replace(said, meant) : text.replace(said, meant)
}

/** `tmrw` and `tommorrow` are tomorrow; a word that is short for nothing about time stays. */
function timeWord(word: string): string {
  const meant = openShorthand().get(word.replaceAll("'", '')) ?? (word.length > 4 ? correctSpelling(word) : word)
  return TIME_WORDS.has(meant) ? meant : word
}

const CUE = '(?:at|@|after|before|by|until|till?|around|about|between|from|say|past|for)'
const LATER_HOUR = '(?:\\s?(?:-|to|and|or|y|o|a)\\s?(1[0-2]|[1-9])(?::[0-5]\\d)?(?:\\s?([ap])\\.?m\\b\\.?)?)?'
/** What may stand behind an hour that carries no "am" or "o'clock"; behind "4 toilets" none of it does. */
const CLOSED = [
  '$|[.,;!?)]|works?\\b|still\\b|good\\b|fine\\b|possible\\b|again\\b|is (?:good|fine|ok|great|best)|ok\\b|would\\b|please\\b|pls\\b|instead\\b|if\\b|on\\b',
  `in the\\b|this\\b|next\\b|then\\b|thanks?\\b|thx\\b|the\\b|me\\b|esta\\b|in \\d|${DAY}\\b|${MONTH}\\b`,
].join('|')
const AT_HOUR = new RegExp(
  [
    `(?:(?<=^\\W*|${DAY},? )|\\b(${CUE}) (?:like |about |around |at )?|(?<=\\b(?:do|make it|take|to) ))`,
    `(?<![\\d/-])${HOUR}${HALF}${LATER_HOUR}(?![\\d/:%-]|th\\b|st\\b|nd\\b|rd\\b)(?=\\s*(?:${CLOSED}))`,
  ].join(''),
  'g',
)
/** A clock's "2:30" is an hour whatever stands around it, and never one of the night unless somebody says so. */
const CLOCK_TIME = /(?<![\d:/.-])(1[0-2]|[1-9]):([0-5]\d)(?![\d:]|\s?[ap]\.?m\b)/g
const ENDING = /^(?:before|by|until|till?)$/
const ENDING_AT_HOUR = /\b(?:before|by|until|till?) \d{1,2}(?::\d\d)? ?[ap]\.?m\b/
const EVENING = /\b(?:evening|night|tonight|afternoon|pm)\b/
const MORNING = /\bmorning\b/
const FIRST_MORNING_HOUR = 7

/** Gives a bare hour its half of the day, and keeps the first: "4 or 5" is a wish for 4. */
function settleHour(text: string): Omit<PlainTimes, 'weeksOn'> {
  let endsThen = ENDING_AT_HOUR.test(text)
  let found = false
  const part = EVENING.test(text) ? 'p' : MORNING.test(text) ? 'a' : null
  const settled = text.replace(
    AT_HOUR,
    (_, cue?: string, hour = '', minute = '00', ...rest: (string | undefined)[]) => {
      const [half, laterHour, laterHalf] = rest
      if (found) return ' '
      found = true
      endsThen ||= ENDING.test(cue ?? '')
      const shared = laterHalf !== undefined && Number(hour) < Number(laterHour) ? laterHalf : null
      return ` ${hour}:${minute} ${half ?? shared ?? part ?? usualHalf(Number(hour))}m `
    },
  )
  const halved = settled.replace(
    CLOCK_TIME,
    (_, hour: string, minute: string) => `${hour}:${minute} ${part ?? usualHalf(Number(hour))}m`,
  )
  const hasHour = found || /\d ?[ap]\.?m\b/.test(halved)
  return { text: hasHour ? dropPart(halved) : halved, endsThen }
}

/** Visits are between seven and seven unless somebody says otherwise. */
function usualHalf(hour: number): 'a' | 'p' {
  return hour < FIRST_MORNING_HOUR || hour === 12 ? 'p' : 'a'
}

/** Beside a stated hour the part of the day has said all it can, and would be taken for a second wish. */
function dropPart(text: string): string {
  return text
    .replace(/\b(?:this (?:morning|afternoon|evening)|tonight)\b/g, 'today')
    .replace(/\b(?:in the |at )?(?:morning|afternoon|evening|night)\b/g, ' ')
    .replace(/\b(?:before|after|by|until|till?|around|about) (?=\d{1,2}(?::\d\d)? ?[ap]\.?m)/g, ' ')
    .replace(/ {2,}/g, ' ')
}
