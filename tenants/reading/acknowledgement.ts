import { once } from '../base/once.ts'
import type { Normalised } from './normalise.ts'
import { phrases, PhraseBook } from './phrase.ts'

/** What somebody on call answers to an alert: that they take it, or that they cannot. */
export type Acknowledgement = 'takes' | 'declines'

const TAKES = `
  [ @ack ]
  ok|okay|yes|si|sure|roger ~1 on it|way
  copy that|]
  on it
  on my way
  omw
  got|have this|it
  i|ill|will ~2 take|taking|call|calling|handle|go|going|do|cover ~2
  taking|calling|handling|heading|coming|going it|them|there|over|now|him|her|back
  will do
  mine ]
  voy|vamos|salgo ]
  ya voy|salgo|llamo
  voy para|en|alla|ahora|yo|saliendo
  yo ~1 voy|llamo|tomo|atiendo|encargo
  en camino
  lo|la|les|le|los|me tengo|tomo|llamo|atiendo|encargo|hago
  de acuerdo
`.replaceAll(
  '@ack',
  'ok|okay|k|yes|yep|yup|yeah|ya|que|why|sure|copy|roger|received|ack|acknowledged|confirmed|confirm|done|<thumbsup>|si|claro|dale|vale|listo|lista|entendido|recibido|confirmado|sale|orale|bueno',
)

/** Said anywhere, these leave it to the next: nobody in danger shall wait for a person who may not come. */
const DECLINES = `
  no|not|nope|nah|never|unable|busy|ocupado|ocupada|nunca|tampoco
  without|sin
  away|sick|vacation|vacaciones|enfermo|enferma|lejos
  some|somebody|someone|anyone|otro|otra else|person|persona
  drunk|asleep
`

const openBook = once(
  () =>
    new PhraseBook<Acknowledgement>([
      ...phrases(TAKES).map((line) => [line, 'takes'] as const),
      ...phrases(DECLINES).map((line) => [line, 'declines'] as const),
    ]),
)

/** Null where it is neither: a question, or words about something else, takes nothing and declines nothing. */
export function readAcknowledgement(text: Normalised): Acknowledgement | null {
  if (/^\W*1\W*$/.test(text.folded)) return 'takes'
  const found = openBook()
    .find(text)
    .map(({ value }) => value)
  if (found.includes('declines')) return 'declines'
  return found.includes('takes') && !text.asksQuestion ? 'takes' : null
}
