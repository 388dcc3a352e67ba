import { readCallOff, saysAway } from './call-off-words.ts'
import { foldCharacters } from './characters.ts'
import { readVisitTalk, refusesTime, type VisitTalk } from './visit-talk.ts'
import { findsThem, isNod, isYes, set } from './yes-words.ts'

/** What somebody says to times they were offered, or about a visit that is agreed. */
export type VisitWords = VisitTalk & {
  /** They agree, whatever to. */
  isYes: boolean
  /** Thanks, or a yes that may be no more than that. */
  nods: boolean
  /** The place in the list that they name, from 1; `last` for the last one there is. */
  choice: number | 'last' | null
  /** Whichever it is. */
  takesAny: boolean
  /** "Both", which may be either or all. */
  namesAll: boolean
  /** A week, and no day of it. */
  namesWeek: boolean
  /** None of what was offered. */
  rejects: boolean
  wantsMove: boolean
  wantsCancel: boolean
  /** They cannot be there, or not then. */
  isAway: boolean
  /** Nothing is left to do for anybody. */
  needsNobody: boolean
}

const NONE = set('none neither nothing ninguno ninguna ningun')
const BEFORE_NONE = set('no sorry nope lo siento')
const BESIDE_NONE = set(
  'of these those them the one two three times time slots slot options work works do is are good suit suits fit fits',
  'for me us please thanks thank you sorry de ellos ellas esos esas estos estas horas horarios me sirve sirven',
  'conviene convienen queda gracias',
)
const DO_NOT_WORK = new RegExp(
  [
    String.raw`^(?:(?:no|sorry|nope|nah|hmm+|um|unfortunately) )*(?:(?:none|neither|any) of )?(?:those|these|they|that|it|them)`,
    String.raw`(?: (?:times?|days|slots?|ones?))? (?:don'?t|do not|doesn'?t|does not|won'?t|will not) (?:really )?`,
    String.raw`(?:work|suit|fit)(?: (?:for )?(?:me|us))?(?: (?:sorry|thanks))?$`,
    String.raw`|^(?:no )?(?:lo siento )?(?:esas?|esos?|esa hora|esas horas)? ?no (?:me|nos) (?:sirven?|convienen?|quedan?)`,
    String.raw`(?: bien)?(?: ninguna?o?)?(?: gracias)?$`,
    String.raw`|^(?:no|nope|nah)(?: (?:sorry|sir|maam|please))*$`,
  ].join(''),
)

const ANY = set('any either whichever whatever all cualquiera both ambas ambos')
const BESIDE_ANY = set(
  'of those them these the one two three time times is are works work good fine ok okay for me us please thanks esta',
  'bien me sirve sirven convienen great jobs gracias',
)

/** "Both work" takes either of two times, and of "both" alone nobody knows what it means. */
const BOTH = set('both ambas ambos')
const SUITS = set('work works fine good ok okay sirve sirven bien convienen great')

const ORDINALS: readonly [ReadonlySet<string>, number | 'last'][] = [
  [set('first 1st one primera primero uno'), 1],
  [set('second 2nd two segunda segundo dos'), 2],
  [set('third 3rd three tercera tercero tres'), 3],
  [set('last ultima ultimo'), 'last'],
]
const NUMBER = /^#?([1-9])$/
/** Around a choice nothing of this changes what is chosen. */
const BESIDE_CHOICE = set(
  'yes yeah ok okay sure si the one option number nr choice slot opcion numero la el # please pls thanks thank you',
  "i'll ill i will take we'll we let's lets do prefer works work for me us is good fine great best por favor gracias",
  'me sirve prefiero quiero deme tomo',
)

/** Of a time, and not of the heater: "Monday doesn't work for me". */
const A_TIME =
  '(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:that|this) day|today|tomorrow|morning|afternoon|\\d{1,2}(?: ?[ap]m)?'
const TIME_FAILS =
  `\\b(?:${A_TIME}) (?:doesn't|does not|won't|will not|isn't|is not|no longer|is no)` +
  String.raw` (?:really |going to |gonna |be |longer )*(?:works?|working|good|possible|suits?)\b`
const WANTS_MOVE = new RegExp(
  [
    String.raw`\b(?:move|moving|reschedul\w*|change|switch|push|postpone|delay|bump|rebook)\b`,
    String.raw`\b(?:cambi\w*|mover\w*|reprogram\w*|reagend\w*|pospon\w*|aplaz\w*)\b`,
    String.raw`\b(?:another|different|other|later|earlier|better) (?:day|time|date|slot)\b`,
    String.raw`\botr[ao] (?:dia|hora|fecha)\b`,
    TIME_FAILS,
  ].join('|'),
)
/** What is changed is a part of the house, and no visit. */
const MOVES_THINGS = new RegExp(
  [
    String.raw`\b(?:mov\w*|chang\w*|switch|push|bump) (?:out |over |up |around )?(?:the|my|a|an|our|that|this|these|el|la|los|las|mi|un|una) `,
    String.raw`(?!(?:\w+ )?(?:visit|appointment|appt|time|day|date|slot|hour|booking|schedule|cita|hora|fecha|dia|visita)\b)`,
    String.raw`|\b(?:light|breaker|kill|shutoff|the|a) switch\b|\bchanged? my mind\b|\bpor (?:el )?cambio\b`,
  ].join(''),
)

const WEEK =
  /\b(?:next|following|coming|other) week\b|\bweek after\b|\b(?:proxima|siguiente|otra) semana\b|\bsemana que (?:viene|entra)\b/
const WEEKDAY =
  /\b(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?:\w*day)?\b|\b(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)\b/

/** The words as far as they concern times and visits, or null where they do not. */
export function readVisitWords(text: string): VisitWords | null {
  const plain = flatten(text)
  const words = plain.split(' ').filter((word) => word !== '')
  if (words.length === 0) return null
  const isQuestion = text.includes('?')
  const rejects = isNone(words, plain)
  const callOff = rejects ? null : readCallOff(plain, isQuestion)
  const talk = readVisitTalk(plain, isQuestion)
  const said: VisitWords = {
    ...talk,
    isYes: isYes(plain, isQuestion),
    nods: isNod(plain, isQuestion),
    choice: rejects ? null : (readChoice(words) ?? choiceBefore(text)),
    namesWeek: WEEK.test(plain) && !WEEKDAY.test(plain),
    takesAny: areAny(words) && (!BOTH.has(words[0] ?? '') || words.some((word) => SUITS.has(word))),
    namesAll: areAny(words) && BOTH.has(words[0] ?? ''),
    rejects,
    wantsMove: !rejects && WANTS_MOVE.test(plain) && !MOVES_THINGS.test(plain),
    wantsCancel: callOff === 'plainly' || callOff === 'over',
    isAway: callOff !== null && saysAway(plain),
    needsNobody: callOff === 'over',
    mayCancel: talk.mayCancel || callOff === 'perhaps',
  }
  return Object.values(said).some((value) => value !== false && value !== null) ? said : null
}

/** "1130" and nothing else is half past eleven. */
export function spellHour(text: string): string {
  return text.replace(/^(\s*)(1[0-2]|[1-9])([0-5]\d)(\s*(?:[ap]\.?m\.?)?\s*(?:please|pls|works|ok)?\W*)$/i, '$1$2:$3$4')
}

/** Whether a time that stands in the words is one that they turn down: "9 is too early". */
export function turnsTimeDown(text: string): boolean {
  return refusesTime(flatten(text))
}

/** Whether the words are ours to read although they are few: "change" and "none" answer what we asked. */
export function isVisitWord(text: string): boolean {
  const words = flatten(text).split(' ')
  const isChange = words.length <= 2 && words.some((word) => /^(?:change|cambiar|cambio)$/.test(word))
  const plain = words.join(' ')
  const isAny = areAny(words) && words[0] !== 'all'
  // A text that is nothing but a yes asks for nothing else.
  return isChange || isAny || isNone(words, plain) || isYes(plain, text.includes('?')) || readChoice(words) !== null
}

/** Written without its apostrophe a word is still the same. */
const APOSTROPHES: readonly [RegExp, string][] = [
  [/\b(that|it|this|what|when|where|who)'?s\b/g, '$1 is'],
  [/\b(that|it)'?ll\b/g, '$1 will'],
  [/\b(do|does|did|ca|wo|is|are|was|were|could|would|should|have)nt\b/g, "$1n't"],
  [/\bive\b/g, "i've"],
  [/\bim\b/g, "i'm"],
]

export function flatten(text: string): string {
  let plain = foldCharacters(text)
    .replaceAll(/[^\p{L}\p{N}'#]+/gu, ' ')
    .trim()
    .replace(/^los dos\b/, 'ambos')
    .replace(/^(?:(?:el|la|a la hora) que sea|cuando (?:sea|quiera)|me da (?:igual|lo mismo))\b/, 'cualquiera')
  for (const [written, meant] of APOSTROPHES) plain = plain.replace(written, meant)
  return plain
}

function areAny(words: readonly string[]): boolean {
  return ANY.has(words[0] ?? '') && words.slice(1).every((word) => BESIDE_ANY.has(word))
}

function isNone(words: readonly string[], plain: string): boolean {
  const place = words.findIndex((word) => NONE.has(word))
  if (place < 0) return DO_NOT_WORK.test(plain)
  const isLed = words.slice(0, place).every((word) => BEFORE_NONE.has(word))
  return isLed && words.slice(place + 1).every((word) => BESIDE_NONE.has(word))
}

const EITHER = set('or either o cualquiera')

/** "3 works. My address is 12 Palm St": the choice stands in front of what is told besides. */
function choiceBefore(text: string): number | 'last' | null {
  const [, first = '', rest = ''] = /^([^.,;!\n]{1,40})[.,;!\n]+(.+)$/s.exec(text.trim()) ?? []
  if (!/^\W*(?:option|number|the|#|opcion|numero|la|el)?\W*[1-9]\b/i.test(first)) return null
  return findsThem(flatten(rest)) ? readChoice(flatten(first).split(' ')) : null
}

/** One word of all names a place in the list, and the rest is politeness. */
function readChoice(words: readonly string[]): number | 'last' | null {
  const numbers = words.flatMap((word) => NUMBER.exec(word)?.[1] ?? [])
  const isRest = (named: (word: string) => boolean) => words.every((word) => named(word) || BESIDE_CHOICE.has(word))
  if (numbers.length === 1 && isRest((word) => NUMBER.test(word))) return Number(numbers[0])
  // Whoever says "1 or 2" takes either.
  const isEither = numbers.length > 1 && words.some((word) => EITHER.has(word))
  if (isEither && isRest((word) => NUMBER.test(word) || EITHER.has(word))) return Number(numbers[0])
  if (numbers.length > 0) return null
  // "The first one" and "the last one" hold two such words, of which "one" only stands for what is meant.
  const named = ORDINALS.filter(([names]) => words.some((word) => names.has(word)))
  const [found, more] = named.length > 1 ? named.filter(([names]) => !names.has('one')) : named
  if (!found || more || !isRest((word) => found[0].has(word) || word === 'one')) return null
  return found[1]
}
