import type { ScriptFacts } from './facts.ts'
import { describeQuotes, findQuotes } from './prices.ts'

/**
 * Bodies with a price in front of what they say, richest first: the price keeps its place as long as there is any room.
 * `priced` names services; where it names none they are asked which job it is.
 */
export function withPrice(bodies: string[], priced: readonly string[] | undefined, facts: ScriptFacts): string[] {
  if (priced === undefined) return bodies
  const said = pricesOf(priced, facts)
  return bodies.flatMap((body) => said.map((price) => `${price} ${body}`))
}

function pricesOf(priced: readonly string[], facts: ScriptFacts): string[] {
  const isSpanish = facts.language === 'es'
  const quotes = findQuotes(priced, facts)
  const first = quotes.slice(0, 1)
  const [one] = first
  if (one === undefined) {
    return isSpanish
      ? ['Para el precio, díganos de qué trabajo se trata.', '¿Precio de qué trabajo?']
      : ['For a price, tell us which job it is.', 'Which job needs a price?']
  }
  const [terms, short] = isSpanish
    ? ['Es un precio estimado que se confirma en el lugar.', 'Precio estimado.']
    : ['This is an estimate, confirmed on site.', 'Estimate.']
  const several = isSpanish ? 'Son precios estimados que se confirman en el lugar.' : 'Estimates, confirmed on site.'
  return [
    ...[80, 40].map((width) => `${describeQuotes(quotes, width)} ${quotes.length > 1 ? several : terms}`),
    `${describeQuotes(first, 40)} ${terms}`,
    `${describeQuotes(first, 24)} ${short}`,
    `Est. ${one.price}.`,
  ]
}
