import type { Normalised } from './normalise.ts'

/** Somebody who asks puts the verb first, or a word that asks; many leave the question mark out. */
const ASKS = new RegExp(
  [
    String.raw`\b(?:do|does|did|can|could|would|will|is|are|should|has) (?:you|yall|u|i|we|they|he|she|it|there|this|that|somebody|someone|anybody|anyone)\b`,
    String.raw`\b(?:what|when|where|who|why|how|which)\b`,
    String.raw`\b(?:cuanto|cuanta|cuantos|cuantas|cuando|donde|quien|cual|puede|pueden|podria|podrian|tiene|tienen|hacen|trabajan|aceptan)\b`,
  ].join('|'),
)

/** Whether the words hold a question. */
export function asksSomething({ words, asksQuestion }: Normalised): boolean {
  return asksQuestion || ASKS.test(words.join(' '))
}
