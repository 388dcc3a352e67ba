/** Names that a model may have made up: a capital letter where no sentence begins, and no word we know of. */

const COMMON = new Set(
  (
    "i i'm i'll i'd i've am pm ok hvac ac usa us monday tuesday wednesday thursday friday saturday sunday mondays tuesdays " +
    'wednesdays thursdays fridays saturdays sundays mon tue tues wed thu thur thurs fri sat sun january february march april ' +
    'may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec english spanish ' +
    'lunes martes miércoles miercoles jueves viernes sábado sabado domingo enero febrero marzo abril mayo junio julio agosto ' +
    'septiembre octubre noviembre diciembre lun mar mié mie jue vie sab dom'
  ).split(' '),
)
/** Who can be the subject of what people do, and is no person made up. */
const SUBJECTS = new Set(
  (
    'we it that this there what which who when where how someone somebody he she they you our your the a an everything nothing ' +
    'yes no thanks thank sorry hi hello ok and but or if so eso esto esta este usted ella el él ellos nuestro nuestra su qué ' +
    'que cuál cual quién quien la los las un una'
  ).split(' '),
)
const DOING =
  /^\s+(?:here\b|will\b|is\b|has\b|can\b|from\b|said\b|told\b|would\b|va\b|está\b|puede\b|aquí\b|dice\b|le\b)/

/** The first of them; `known` are names and words that may stand there. */
export function findUnknownName(text: string, known: readonly string[]): string | null {
  const words = new Set(known.flatMap((name) => name.toLowerCase().match(WORD) ?? []))
  const isKnown = (word: string) => COMMON.has(word) || words.has(word) || words.has(word.replace(/'s$/, ''))
  for (const match of text.matchAll(NAME)) {
    const word = match[0].toLowerCase()
    const before = text.slice(0, match.index)
    const begins = /(?:^|[.!?¿¡]\s*|[:"(]\s*)$/.test(before)
    const acts = begins && DOING.test(text.slice(match.index + match[0].length)) && !SUBJECTS.has(word)
    const isShout = /^[A-ZÁÉÍÓÚÑ]{3,}$/.test(match[0])
    if ((!begins || acts || isShout) && !isKnown(word)) return match[0]
  }
  return null
}

const WORD = /[\p{L}\p{N}]+(?:'\p{L}+)?/gu
const NAME = /(?<![\p{L}'])\p{Lu}[\p{L}]*(?:'\p{L}+)?/gu
