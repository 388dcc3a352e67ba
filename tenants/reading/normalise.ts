import { CARD_PLACES } from '../base/card-numbers.ts'
import { foldCharacters } from './characters.ts'
import { correctSpelling } from './spelling.ts'
import { openShorthand } from './shorthand.ts'
import { joinSpelledWords, splitRunTogether } from './spelled-words.ts'
import { spellTexas } from './texas.ts'

/** A text as the rules see it. */
export type Normalised = {
  /** Canonical words, such as `stop texting me`; numbers, times and the like stand as `<number>`, `<time>`. */
  words: string[]
  /** Whether something other than a space stood before the word: a sentence, a line or a clause begins here. */
  opensClause: boolean[]
  /** The words of the first line only, for texts that carry a signature below it. */
  firstLineLength: number
  asksQuestion: boolean
  /** Folded text before it was cut into words, with its punctuation. */
  folded: string
}

/** Ten SMS segments. What a person wants stands at either end of a longer text, so both ends are kept. */
const READ_CHARS_MAX = 1_600
const TAIL_CHARS = 400
/** A number that can be a day or an hour may answer "when?"; a larger one is an amount, a house or a model. */
const DAY_OF_MONTH_MAX = 31

const TOKEN = new RegExp(
  [
    /(?<url>(?:https?:\/\/|www\.)\S+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|io|co|info|biz|ly|me)\b(?:\/\S*)?)/,
    /(?<mail>[a-z0-9._%+-]+@[a-z0-9.-]+)/,
    /(?<tag><[a-z]+>)/,
    /(?<phone>(?:\+?1[\s.-]?)?\(?\d{3}\)?[\s.-]?\d{3}[\s.-]?\d{4}(?!\d))/,
    /(?<money>\$+\s?\d[\d,.]*k?|\d[\d,.]*\s?(?:dollars?|bucks|dlls|dolares|usd|pesos)\b|\$+)/,
    /(?<percent>\d+(?:\.\d+)?\s?%)/,
    /(?<span>\d{1,2}(?::\d{2})?\s?(?:[ap]\.?m\.?)?\s?-\s?\d{1,2}(?::\d{2})?\s?(?:[ap]\.?m\b\.?)?(?![\d-]))/,
    /(?<time>\d{1,2}:\d{2}\s?(?:[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?|\d{1,2}\s?(?:ish|o'?clock|oclock)\b)/,
    /(?<date>\d{1,2}\/\d{1,2}(?:\/\d{2,4})?(?!\d))/,
    /(?<ordinal>\d{1,2}(?:st|nd|rd|th)\b)/,
    /(?<number>\d[\d,.]*)/,
    /(?<word>[a-z]+(?:'[a-z]+)*)/,
    /(?<mark>[^\s])/,
    /(?<line>\n)/,
  ]
    .map((part) => part.source)
    .join('|'),
  'g',
)

const GREETING = /^(?:good (?:morning|afternoon|evening|day|night)|buenos dias|buenas (?:tardes|noches|dias)|buen dia)$/

export function normalise(text: string): Normalised {
  // Those words are ours: "removed" asks for nothing.
  const said = spellTexas(text.replaceAll(CARD_PLACES, '<card>'))
  const folded = joinSpelledWords(foldCharacters(shorten(said)))
  const words: string[] = []
  const opensClause: boolean[] = []
  let firstLineLength = -1
  let opens = true
  for (const match of folded.matchAll(TOKEN)) {
    const groups = match.groups ?? {}
    if (groups['mark'] !== undefined || groups['line'] !== undefined) {
      if (groups['line'] !== undefined && words.length > 0 && firstLineLength < 0) firstLineLength = words.length
      if (groups['mark'] !== "'" && groups['mark'] !== '-') opens = true
      continue
    }
    for (const word of wordsOf(groups)) {
      words.push(word)
      opensClause.push(opens)
      opens = false
    }
  }
  mergeGreetings(words, opensClause)
  return {
    words,
    opensClause,
    firstLineLength: firstLineLength < 0 ? words.length : firstLineLength,
    asksQuestion: folded.includes('?'),
    folded,
  }
}

/** `good morning` is no answer to "which time?", so greetings by the time of day become one word. */
function mergeGreetings(words: string[], opensClause: boolean[]): void {
  for (let at = words.length - 2; at >= 0; at -= 1) {
    if (!GREETING.test(`${words[at]} ${words[at + 1]}`)) continue
    words.splice(at, 2, '<hello>')
    opensClause.splice(at + 1, 1)
  }
}

function shorten(text: string): string {
  if (text.length <= READ_CHARS_MAX) return text
  return `${text.slice(0, READ_CHARS_MAX - TAIL_CHARS)} ${text.slice(-TAIL_CHARS)}`
}

/** Tokens whose exact value does not matter to the intent stand for their kind. */
function wordsOf(groups: Record<string, string | undefined>): string[] {
  const word = groups['word']
  if (word !== undefined) return wordsOfSpelling(word)
  if (groups['tag'] !== undefined) return [groups['tag']]
  const number = groups['number']
  if (number !== undefined) return [Number(number.replaceAll(',', '')) > DAY_OF_MONTH_MAX ? '<amount>' : '<number>']
  const kind = Object.keys(groups).find((name) => groups[name] !== undefined)
  if (kind === 'span') return [groups['span'] === '10-4' ? 'roger' : '<time>']
  return [`<${kind}>`]
}

function wordsOfSpelling(written: string): string[] {
  const plain = collapseRepeats(written.replaceAll("'", ''))
  const meant = openShorthand().get(plain)
  if (meant !== undefined) return meant.split(' ')
  return splitRunTogether(plain) ?? [correctSpelling(plain)]
}

/** `stoooop` is `stop` and `sooo` is `so`; English and Spanish words never hold a letter three times in a row. */
function collapseRepeats(word: string): string {
  return word.replace(/(.)\1{2,}/g, '$1')
}
