import type { Normalised } from './normalise.ts'

/** How people open a talk before they say what they want, in a text of its own. */
const GREETING =
  /^\W*(?:(?:h+i+|hiya|hell+o+|helo|h?ey+a?|howdy|yo|greetings|good (?:morning|afternoon|evening)|h?ola+|buenas(?: tardes| noches)?|buen(?:os)? dias?|oiga|disculpe|um+|uh+|hmm+)\b\W*)+(?:(?:there|sir|ma ?am|guys|team|senor|senora)\W*)?$/

/** A sentence whose rest comes with the next text. */
const BEGINNING = /^\W*(?:(?:i|we) (?:need|have|want|am|was|called)|necesito|quiero|tengo|queria)\W*$/

/** They want to go on by text, in whose words an opt-out's are; "text me again" is another matter. */
const BY_TEXT =
  /^\W*(?:(?:ok|okay|yes|yeah|sure|hi|hello|hey|please|just|so|can you|could you|better)\W+)*(?:text|message) (?:me|us)(?: (?:back|here|instead|later|tomorrow|please|por favor|in (?:english|spanish)|en (?:espanol|ingles)))*\W*$/

/** Says nothing yet: it is no wish, no thanks, no refusal, and least of all a wish to hear no more. */
export function isOpeningAlone({ folded }: Normalised): boolean {
  return [GREETING, BEGINNING, BY_TEXT].some((words) => words.test(folded))
}
