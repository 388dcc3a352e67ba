import { foldCharacters } from './characters.ts'

/** What somebody says to times they were offered, or about a visit that is agreed. */
export type VisitWords = {
  /** They agree, whatever to. */
  isYes: boolean
  /** The place in the list that they name, from 1; `last` for the last one there is. */
  choice: number | 'last' | null
  /** Whichever it is. */
  takesAny: boolean
  /** None of what was offered. */
  rejects: boolean
  wantsMove: boolean
  wantsCancel: boolean
}

const set = (...words: string[]) => new Set(words.join(' ').split(' '))

/** A text that is nothing but a yes begins with one of these; phrases are told as one word. */
const YES = set(
  'yes yea yeah yep yup y sure ok okay k absolutely definitely perfect great good fine deal correct confirm confirmed',
  'agreed works thumbsup thumbs si claro vale perfecto bueno dale listo sale correcto confirmo sirve conviene',
)
const YES_PHRASES = new RegExp(
  [
    String.raw`\b(?:sounds (?:good|great|perfect)|(?:that|it|this|which) works)(?!\S)`,
    String.raw`\b(?:that|it|this|which) is (?:good|fine|great|perfect|ok|okay)(?!\S)`,
    String.raw`\b(?:i'?ll|we'?ll|i will|let'?s) (?:take|do|have|book)(?: it| that| this)?(?!\S)`,
    String.raw`\b(?:(?:take|book|do) (?:it|that)|please do)(?!\S)`,
    String.raw`\b(?:de acuerdo|esta bien|por supuesto|me (?:sirve|conviene|funciona))(?!\S)`,
  ].join('|'),
  'g',
)
/** What may stand behind it: thanks, and the time it is said to. */
const BESIDE_YES = set(
  'please pls thanks thank you thx ty so much very for me us that it this works work time one the at on is to good',
  'great fine see then there sir maam and we i will be home a p m am pm in oclock por favor gracias muchas las la el',
  'de del para mi nos vemos hora bien que ese esa dia al today tonight tomorrow morning afternoon evening noon manana',
  'hoy tarde noche mediodia mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday',
  'saturday sunday lunes martes miercoles jueves viernes sabado domingo jan feb mar apr may jun jul aug sep sept oct',
  'nov dec january february march april june july august september october november december ene abr ago dic',
)
const TIME = /^\d{1,4}(?:am|pm|a|p|th|st|nd|rd|h)?$/

const NONE = set('none neither nothing ninguno ninguna ningun')
const BEFORE_NONE = set('no sorry nope lo siento')
const BESIDE_NONE = set(
  'of these those them the one two three times time slots slot options work works do is are good suit suits fit fits',
  'for me us please thanks thank you sorry de ellos ellas esos esas estos estas horas horarios me sirve sirven',
  'conviene convienen queda gracias',
)
const DO_NOT_WORK = new RegExp(
  [
    String.raw`^(?:those|these|they|that|it)(?: times?)? (?:don'?t|do not|doesn'?t|won'?t) work(?: for (?:me|us))?$`,
    String.raw`^no me (?:sirven?|convienen?)(?: ninguna?o?)?$`,
  ].join('|'),
)

const ANY = set('any either whichever whatever all cualquiera')
const BESIDE_ANY = set(
  'of those them these the one two three time times is are works work good fine ok okay for me us please thanks esta',
  'bien me sirve gracias',
)

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
  'me sirve prefiero quiero',
)

const WANTS_MOVE = new RegExp(
  [
    String.raw`\b(?:move|moving|reschedul\w*|change|switch|push|postpone|delay|bump|rebook)\b`,
    String.raw`\b(?:cambi\w*|mover\w*|reprogram\w*|reagend\w*|pospon\w*|aplaz\w*)\b`,
    String.raw`\b(?:another|different|other|later|earlier|better) (?:day|time|date|slot)\b`,
    String.raw`\botr[ao] (?:dia|hora|fecha)\b`,
  ].join('|'),
)
const WANTS_CANCEL = [
  /\b(?:cancel\w*|call off)\b|\bcall (?:it|that|the \w+) off\b/,
  /\b(?:no longer|don'?t|do not|won'?t) need (?:you|the|my|it|to come)\b/,
  /\b(?:can'?t|cannot|can not|won'?t|will not|unable to) (?:be able to )?(?:make|keep|be (?:there|home))\b/,
  /\bnot (?:be able to|able to|going to) (?:make|keep|be (?:there|home))\b/,
  /\b(?:don'?t|do not|no need to) come\b/,
  /\bno (?:venga|vengan|hace falta que venga)\b/,
  /\bno (?:voy a )?(?:puedo|podre|podemos) (?:ir|estar|llegar|recibir\w*)\b/,
]
/** Whoever asks whether something can be done, or on what terms, has not done it. */
const ABOUT_TERMS = new RegExp(
  [
    String.raw`\b(?:fee|charge|cost|policy|refund|cobr\w*|cargo|politica)\b`,
    String.raw`\b(?:if|can|could) i (?:need to )?cancel|\bsi cancelo\b`,
  ].join('|'),
)

/** The words as far as they concern times and visits, or null where they do not. */
export function readVisitWords(text: string): VisitWords | null {
  const plain = flatten(text)
  const words = plain.split(' ').filter((word) => word !== '')
  if (words.length === 0) return null
  const rejects = isNone(words, plain)
  const said: VisitWords = {
    isYes: isYes(plain),
    choice: rejects ? null : readChoice(words),
    takesAny: ANY.has(words[0] ?? '') && words.slice(1).every((word) => BESIDE_ANY.has(word)),
    rejects,
    wantsMove: !rejects && WANTS_MOVE.test(plain),
    wantsCancel: !rejects && WANTS_CANCEL.some((pattern) => pattern.test(plain)) && !ABOUT_TERMS.test(plain),
  }
  return Object.values(said).some((value) => value !== false && value !== null) ? said : null
}

/** Whether the words are ours to read although they are few: "change" and "none" answer what we asked. */
export function isVisitWord(text: string): boolean {
  const words = flatten(text).split(' ')
  const isChange = words.length <= 2 && words.some((word) => /^(?:change|cambiar|cambio)$/.test(word))
  return isChange || isNone(words, words.join(' '))
}

function flatten(text: string): string {
  return foldCharacters(text)
    .replaceAll(/[^\p{L}\p{N}'#]+/gu, ' ')
    .trim()
}

function isYes(plain: string): boolean {
  const [first = '', ...others] = plain.replaceAll(YES_PHRASES, 'yes').split(' ')
  return YES.has(first) && others.every((word) => YES.has(word) || BESIDE_YES.has(word) || TIME.test(word))
}

function isNone(words: readonly string[], plain: string): boolean {
  const place = words.findIndex((word) => NONE.has(word))
  if (place < 0) return DO_NOT_WORK.test(plain)
  const isLed = words.slice(0, place).every((word) => BEFORE_NONE.has(word))
  return isLed && words.slice(place + 1).every((word) => BESIDE_NONE.has(word))
}

/** One word of all names a place in the list, and the rest is politeness. */
function readChoice(words: readonly string[]): number | 'last' | null {
  const numbers = words.flatMap((word) => NUMBER.exec(word)?.[1] ?? [])
  const isRest = (named: (word: string) => boolean) => words.every((word) => named(word) || BESIDE_CHOICE.has(word))
  if (numbers.length === 1 && isRest((word) => NUMBER.test(word))) return Number(numbers[0])
  if (numbers.length > 0) return null
  // "The first one" and "the last one" hold two such words, of which "one" only stands for what is meant.
  const named = ORDINALS.filter(([names]) => words.some((word) => names.has(word)))
  const [found, more] = named.length > 1 ? named.filter(([names]) => !names.has('one')) : named
  if (!found || more || !isRest((word) => found[0].has(word) || word === 'one')) return null
  return found[1]
}
