import type { Normalised } from './normalise.ts'

/** How people open a talk before they say what they want, in a text of its own. */
const GREETING =
  /^\W*(?:(?:h+i+|hiya|hell+o+|helo|h?ey+a?|howdy|yo|greetings|good (?:morning|afternoon|evening)|h?ola+|buenas(?: tardes| noches)?|buen(?:os)? dias?|oiga|disculpe|um+|uh+|hm+)\b\W*)+(?:(?:there|sir|ma ?am|guys|team|senor|senora)\W*)?$/

/** A sentence whose rest comes with the next text. */
const BEGINNING = /^\W*(?:(?:i|we) (?:need|have|want|am|was|called)|necesito|quiero|tengo|queria)\W*$/

/** Says nothing yet: it is no wish, no thanks, no refusal, and least of all a wish to hear no more. */
export function isOpeningAlone({ folded }: Normalised): boolean {
  return GREETING.test(folded) || BEGINNING.test(folded)
}
