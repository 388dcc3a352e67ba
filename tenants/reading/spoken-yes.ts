/** Whether somebody who was asked on the phone said yes. What is not plainly a yes is none. */

const YES = [
  ...['yes', 'yeah', 'yep', 'yup', 'sure', 'ok', 'okay', 'please do', 'of course', 'absolutely', 'i do'],
  ...[
    'definitely',
    'certainly',
    'go ahead',
    'that is fine',
    "that's fine",
    'fine',
    'sounds good',
    'i would',
    'you bet',
  ],
  ...['si', 'claro', 'claro que si', 'por supuesto', 'vale', 'bueno', 'de acuerdo', 'como no', 'dale', 'desde luego'],
  ...['esta bien'],
]

/** What may stand around a yes without changing it. */
const BESIDE = [
  ...['please', 'thanks', 'thank you', 'sir', 'maam', "ma'am", 'uh', 'um', 'oh', 'well', 'text me', 'i would', 'i do'],
  ...['that would be great', 'i would like that', "i'd like that", 'that', 'send it', 'send me a text', 'you can'],
  ...['por favor', 'gracias', 'senor', 'senora', 'pues', 'eh', 'quiero', 'lo quiero', 'quiero ese mensaje', 'envielo'],
]

/** Each once: with a phrase that stands in it twice, a long text can be read in a million ways, and all are tried. */
const phrases = (list: string[]) =>
  [...new Set(list)]
    .toSorted((one, other) => other.length - one.length)
    .map((phrase) => phrase.replaceAll(' ', '\\s+'))
    .join('|')

const SPOKEN = new RegExp(
  `^(?:(?:${phrases(BESIDE)})\\s+)*(?:${phrases(YES)})(?:\\s+(?:${phrases([...YES, ...BESIDE])}))*$`,
)

/** `words` as Twilio writes down speech: with capitals, full stops and accents, or without. */
export function isSpokenYes(words: string): boolean {
  const plain = words
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('\u2019', "'")
    .replaceAll(/[^a-z']+/g, ' ')
    .trim()
  return SPOKEN.test(plain)
}
