import { matchServices } from '../reading/price-question.ts'
import type { PriceLine } from './facts.ts'
import type { Fault } from './guard-fault.ts'

/** Prices as a model writes them: a range of the price book, of the service it belongs to, called an estimate. */

type MoneyFacts = { priceBook: readonly PriceLine[]; said: readonly string[] }

const NUMBER = String.raw`(\d[\d,]*(?:\.\d+)?)(?:\s?([kK])\b)?`
const RANGE = new RegExp(
  String.raw`(?:US)?\$\s?${NUMBER}(?:\s?(?:-|to|and|a|y|hasta)\s?\$?\s?${NUMBER}(?![\w:]))?`,
  'g',
)
/** Signs and words of money that a price here never has. */
const OTHER_MONEY =
  /[\d.,]\s?(?:\$|€|£|usd\b|k\b|bucks|dollars?|dolares|dólares|pesos?|cents?)|(?:usd|eur|mxn|rs\.?)\s?\d/i
const ESTIMATE = /\bestimat(?:e|es|ed)\b|\bestimad[oa]s?\b|\baproximad[oa]s?\b/i
const PER =
  /\b(?:per|an?|each|every|\/|por|cada)\s?(hour|hr|foot|ft|visit|item|piece|day|hora|pie|visita|pieza|dia|día)\b/gi
const UNIT_NAMES: Record<string, string> = {
  ...{ hr: 'hour', hora: 'hour', ft: 'foot', pie: 'foot', visita: 'visit', pieza: 'piece', dia: 'day', día: 'day' },
}

/** `rest` is what is left without prices, for other figures to be found in; `priced` are services they belong to. */
export function judgeMoney(
  text: string,
  { priceBook, said }: MoneyFacts,
): { fault: Fault; rest: string; priced: string[] } {
  const found = [...text.matchAll(RANGE)]
  const rest = text.replaceAll(RANGE, ' ')
  const other = OTHER_MONEY.exec(rest)?.[0] ?? (rest.includes('$') ? '$' : undefined)
  if (other !== undefined) return { fault: ['amount', other], rest, priced: [] }
  let from = 0
  const lines: PriceLine[] = []
  for (const match of found) {
    const end = match.index + match[0].length
    const line = lineOf(match, { before: text.slice(from, end), text, priceBook, said })
    if (!('service' in line)) return { fault: line.fault, rest, priced: [] }
    lines.push(line)
    from = end
  }
  const priced = [...new Set(lines.map(({ service }) => service))]
  if (lines.length > 0 && !ESTIMATE.test(text))
    return { fault: ['estimate_missing', found[0]?.[0] ?? ''], rest, priced }
  return { fault: lines.length > 0 ? judgeUnits(rest, lines) : null, rest, priced }
}

/** Services whose price a text names that the guard let pass. */
export function pricesNamed(text: string, facts: MoneyFacts): string[] {
  return judgeMoney(text, facts).priced
}

/** The line of the price book that one range is of. */
function lineOf(
  [found, low, lowKilo, high, highKilo]: RegExpMatchArray,
  { before, text, priceBook, said }: MoneyFacts & { before: string; text: string },
): PriceLine | { fault: Fault } {
  const from = toMinor(low, lowKilo)
  const to = high === undefined ? from : toMinor(high, highKilo)
  const known = priceBook.some((line) => [line.from, line.to].includes(from) && [line.from, line.to].includes(to))
  if (!known) return { fault: ['amount', found] }
  const sources = [before, text, ...said.toReversed()]
  const meant = sources.map((source) => matchServices(source, priceBook)).find((services) => services.length > 0) ?? []
  const lines = priceBook.filter(({ service }) => meant.includes(service))
  if (lines.length === 0) return { fault: ['amount_of_other', `${found} of no service`] }
  const whole = lines.find((line) => line.from === from && line.to === to)
  if (whole) return whole
  const isPart = lines.some((line) => [line.from, line.to].includes(from) && [line.from, line.to].includes(to))
  return { fault: isPart ? ['range_cut', found] : ['amount_of_other', found] }
}

function judgeUnits(rest: string, lines: readonly PriceLine[]): Fault {
  for (const [said, unit = ''] of rest.matchAll(PER)) {
    const name = UNIT_NAMES[unit.toLowerCase()] ?? unit.toLowerCase()
    const isTheirs = lines.some((line) => line.unit.toLowerCase().includes(name))
    if (!isTheirs) return ['unit', said]
  }
  return null
}

function toMinor(units: string | undefined, kilo: string | undefined): number {
  return Math.round(Number((units ?? '').replaceAll(',', '')) * (kilo === undefined ? 100 : 100_000))
}
