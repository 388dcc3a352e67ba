import { readAll, readLastWords, type Prompt } from './prompt.ts'

/** One line of the book it was shown, with its prices as they stand there. */
export type BookLine = { service: string; words: string[]; prices: string[] }
export type Quote = { language: 'en' | 'es'; line: BookLine | null; isPriceQuestion: boolean; isBooking: boolean }

const MONEY = /\$\s?\d[\d,]*(?:\.\d\d)?/g
const SPANISH =
  /[¿¡ñ]|\b(?:hola|cu[aá]nto|cuesta|precio|gracias|necesito|arreglar|puede|ma[nñ]ana|por favor|agua|llamar|quiero|est[aá]|casa)\b/i
const PRICE = /how much|price|cost|quote|estimate|rate|charge|cu[aá]nto|precio|cuesta|cobra|presupuesto/i
const BOOKING =
  /\b(?:come|book|schedule|appointment|tomorrow|today|available|when can|cita|venir|ma[nñ]ana|hoy|cu[aá]ndo)\b/i
/** Words that many lines share, and that choose none. */
const EMPTY = new Set([
  'repair',
  'service',
  'install',
  'installation',
  'replacement',
  'from',
  'keywords',
  'unit',
  'price',
])

/** What a helpful model makes of it: the line of the book that the customer asks for, and their language. */
export function readQuote(prompt: Prompt): Quote {
  const words = readLastWords(prompt)
  const asked = stems(words)
  const scored = readBook(readAll(prompt)).map((line) => ({
    line,
    score: line.words.filter((word) => asked.has(stem(word))).length,
  }))
  const best = scored.toSorted((one, other) => other.score - one.score)[0]
  return {
    language: SPANISH.test(words) ? 'es' : 'en',
    line: best && best.score > 0 ? best.line : null,
    isPriceQuestion: PRICE.test(words),
    isBooking: BOOKING.test(words),
  }
}

/** Lines, or entries of a list in JSON, that name something and a price. */
function readBook(text: string): BookLine[] {
  return text.split(/\n|\}\s*,/).flatMap((chunk) => {
    const prices = [...chunk.matchAll(MONEY)].map(([price]) => price.replaceAll(' ', ''))
    const named = /"(?:service|name)"\s*:\s*"([^"]+)"/.exec(chunk)?.[1]
    const service = (named ?? chunk.slice(0, chunk.indexOf('$'))).replace(/^[\s\-*•{"\d.)]+|[\s:"|,=–-]+$/g, '').trim()
    if (prices.length === 0 || service === '' || service.length > 80) return []
    const words = (
      chunk
        .replaceAll(MONEY, ' ')
        .toLowerCase()
        .match(/\p{L}{4,}/gu) ?? []
    ).filter((word) => !EMPTY.has(word))
    return [{ service, words, prices }]
  })
}

function stems(text: string): Set<string> {
  return new Set((text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map(stem))
}

function stem(word: string): string {
  return word.slice(0, 5)
}

/** A sentence such as a model writes, with prices from the book alone. */
export function writeQuote({ language, line, isPriceQuestion, isBooking }: Quote, pick: number): string {
  const isSpanish = language === 'es'
  if (line && isPriceQuestion) {
    const [from = '', to] = line.prices
    const range = to === undefined || to === from ? from : `${from}-${to}`
    const ways = isSpanish
      ? ['es un estimado que se confirma en el lugar', 'como estimado, que se confirma en el lugar']
      : ['an estimate that we confirm on site', 'as an estimate, confirmed on site']
    const ask = isSpanish ? ' ¿Quiere una cita?' : ' Would you like a visit?'
    return `${line.service}: ${range}, ${ways[pick % ways.length]}.${isBooking ? '' : ask}`
  }
  if (isPriceQuestion) {
    return isSpanish
      ? 'Ese precio se lo confirmamos después de verlo. ¿Qué necesita arreglar?'
      : 'We will confirm that price once we have seen it. What needs fixing?'
  }
  return isSpanish
    ? 'Gracias. ¿Qué necesita arreglar y cuándo le conviene?'
    : 'Thanks. What needs fixing, and when suits you?'
}
