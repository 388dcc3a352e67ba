import { foldCharacters } from './characters.ts'
import type { Normalised } from './normalise.ts'
import { hear, isWork, partsOf, saysLine, sharesThing, type Heard } from './trade-match.ts'
import { endOf, isAlike, stems } from './word-stems.ts'

export type PricedService = { service: string; keywords: readonly string[] }

/** Words that stand in the names of half the services and so point at none. */
const GENERIC = new Set(
  stems(
    'repair fix replace replacement install installation service clearing cleaning check work job unit new full basic',
  ),
)
const KEYWORD_WORTH = 3
const NAME_WORD_WORTH = 2

/** The services of a price book that a text points at, best first. None where nothing of theirs is named. */
export function matchServices(text: string, priceBook: readonly PricedService[]): string[] {
  const words = stems(text)
  const heard = hear(
    text,
    priceBook.map(({ service }) => service),
  )
  return priceBook
    .map((entry, order) => ({ service: entry.service, order, worth: worthOf(entry, words, heard) }))
    .filter(({ worth }) => worth > 0)
    .sort((one, other) => other.worth - one.worth || one.order - other.order)
    .map(({ service }) => service)
}

function worthOf(entry: PricedService, words: string[], heard: Heard | null): number {
  const said = entry.keywords.filter((keyword) => containsInOrder(words, stems(keyword)))
  const byKeyword = said.reduce((worth, keyword) => worth + KEYWORD_WORTH * stems(keyword).length, 0)
  const own = stems(entry.service).filter((word) => !GENERIC.has(word))
  const named = own.filter((word) => words.some((said) => isAlike(said, word)))
  // Of a name with two telling words both must be said: "water" alone is not a water heater.
  const isNamed = own.length > 0 && named.length === own.length
  const byName = isNamed ? NAME_WORD_WORTH * own.length : 0
  if (heard === null) return byKeyword + byName
  const others = entry.keywords.filter((keyword) => !said.includes(keyword))
  return byKeyword + keywordsInOther(heard, others) + (isNamed ? byName : nameInOther(heard, entry.service))
}

/** What keywords said in another language are worth; two for one thing, "ac" and "air conditioner", are one. */
function keywordsInOther(heard: Heard, keywords: readonly string[]): number {
  const lines = keywords.map((keyword) => partsOf(keyword))
  const said = lines.filter((parts) => saysLine(heard, parts, parts.length * 2))
  const apart = new Map(said.map((parts) => [JSON.stringify(parts.map(({ things }) => things)), parts.length]))
  return [...apart.values()].reduce((worth, parts) => worth + KEYWORD_WORTH * parts, 0)
}

function nameInOther(heard: Heard, service: string): number {
  const own = partsOf(service).filter((part) => !isWork(part) && !GENERIC.has(part.stem))
  return saysLine(heard, own, Infinity) ? NAME_WORD_WORTH * own.length : 0
}

function containsInOrder(words: string[], wanted: string[]): boolean {
  return wanted.length > 0 && words.some((_, at) => endOf(wanted, words, at, isAlike) >= 0)
}

const JOB = new RegExp(
  [
    String.raw`\b(?:estimate|quote|bid)\b.{0,24}\b(?:install\w*|replac\w*|repair\w*|fix\w*|mov\w+|remov\w+|build\w*|rewir\w*|hook\w*|add\w*|chang\w+)`,
    String.raw`\b(?:presupuesto|cotizacion|estimado|cotizar)\b.{0,24}\b(?:instal\w+|cambi\w+|repar\w+|arregl\w+|mover|quitar|poner|reemplaz\w+)`,
  ].join('|'),
)
const NO_THING = /^(?:\s(?:a|an|the|my|our|it|this|that|something|things?|new|un|una|el|la|mi|algo|eso|esto))*[\s?.!]*$/

/** Whether an estimate is asked for of a job that the words themselves describe. */
export function namesJob(text: string): boolean {
  const line = foldCharacters(text)
  const found = JOB.exec(line)
  return found !== null && !NO_THING.test(line.slice(found.index + found[0].length))
}

const WORK =
  '(?:re)?(?:install|plac|pair|fix|mov|build|wir|rout|hook|add|chang|unclog|clear|clean|snak|flush|upgrad|convert|mount|paint|instal|cambi|par|arregl|mover|quit|reemplaz|limpi|destap|coloc|constru)'
const ASKED_OF = new RegExp(`\\b${WORK}\\w*((?: \\w+)+)`)
const ASKED_FOR = /\b(?:for|por|para)((?: \w+)+)/
/** Words that name no work, and may stand in front of one that does. */
const NAMELESS = new Set(
  (
    'a an the my our your some new old small big another it this that one ones something things thing stuff un una uno ' +
    'unos both either all each first second third last like as is el la los las mi mis su sus algo eso esto nuevo nueva me us you them her him up out off to in on at of for and'
  ).split(' '),
)
const NO_WORK = new Set(
  (
    'visit visits call callout callouts service services job jobs work repair repairs fix plumber electrician tech ' +
    'technician estimate quote hour hours day today tomorrow tonight week weekend weekends night time appointment trip ' +
    'diagnostic diagnosis inspection check checkup look house home place emergency consultation person someone somebody ' +
    'visita visitas servicio servicios trabajo trabajos reparacion hora dia hoy manana semana cita casa revision ' +
    'presupuesto favor monday tuesday wednesday thursday friday saturday sunday saturdays sundays please thanks'
  ).split(' '),
)

/** The first word that says which work a price is asked for; null where none does. */
function workNamed(text: string): string | null {
  const line = (foldCharacters(text).match(/[a-z]+|[.,;!?]/g) ?? []).join(' ')
  for (const pattern of [ASKED_OF, ASKED_FOR]) {
    const words = pattern.exec(line)?.[1]?.trim().split(' ') ?? []
    const word = words.find((each) => !NAMELESS.has(each))
    if (word !== undefined && word.length > 2 && !NO_WORK.has(word)) return word
  }
  return null
}

/**
 * Whether a price is asked for work that no line of the price book has anything to do with. Where they share a word,
 * "heater" with "Water heater repair", it may be that line, and has to be asked.
 */
export function namesUnlisted(text: string, priceBook: readonly PricedService[]): boolean {
  if (workNamed(text) === null) return false
  const said = stems(text).filter((word) => word.length > 2 && !GENERIC.has(word))
  const listed = priceBook.flatMap(({ service, keywords }) => [service, ...keywords].flatMap(stems))
  const telling = listed.filter((word) => word.length > 2 && !GENERIC.has(word))
  if (said.some((word) => telling.some((other) => isAlike(word, other)))) return false
  const heard = hear(
    text,
    priceBook.map(({ service }) => service),
  )
  return (
    heard === null ||
    !priceBook.some((entry) => [entry.service, ...entry.keywords].some((line) => sharesThing(heard, line)))
  )
}

const BILL =
  /\b(?:i|we) (?:still )?owe\b|\b(?:my|our) (?:total|bill|invoice|balance)\b|\bbalance due\b|\bdebo\b|\bdebemos\b|\bmi (?:cuenta|factura|saldo)\b/
const AHEAD = /\b(?:estimate|quote|would|if|presupuesto|si|for (?:a|an|the)|water bill|electric bill)\b/

/** What they owe for work that is done, which no price list knows. */
export function asksForBill(text: string): boolean {
  const line = foldCharacters(text)
  return BILL.test(line) && !AHEAD.test(line)
}

/** "How much?", "what would that cost to fix": the price of what was spoken of before, since nothing else is named. */
export function asksPriceOfIt({ words }: Normalised): boolean {
  return words.length > 0 && words.every((word) => BARE.has(word))
}

const BARE = new Set(
  (
    'how much what is it its that this would will could can do does you u yall i we me us to be a an the and ok so hi ' +
    'hello please thanks just about around roughly usually typically normally ballpark for of going run cost costs ' +
    'charge price prices estimate quote fix repair get have give know want done sir maam ' +
    'hola cuanto cuesta cuestan costaria costo seria sale saldria es eso esto lo el la un por para que y why cobra ' +
    'cobran cobraria precio presupuesto me mas o menos arreglar arreglarlo repararlo favor gracias'
  ).split(' '),
)
