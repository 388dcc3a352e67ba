/** What people say, one reply after another, and whether a reply asks for an answer within a minute. */
export type Line = { says: string; asks?: true; means?: 'stop' | 'start'; shows?: true }
export type Persona = { name: string; share: number; language: 'en' | 'es'; lines: readonly Line[] }

const asks = (says: string): Line => ({ says, asks: true })
const says = (words: string): Line => ({ says: words })
const stops = (words: string): Line => ({ says: words, means: 'stop' })

/** Shares are weights. `lines` with several ways to say it are personas of their own. */
export const PERSONAS: readonly Persona[] = [
  { name: 'silent', share: 30, language: 'en', lines: [] },
  {
    name: 'asks the price',
    share: 8,
    language: 'en',
    lines: [asks('How much for a water heater repair?'), says('ok thanks')],
  },
  {
    name: 'asks two prices',
    share: 5,
    language: 'en',
    lines: [asks('what do you charge to clear a drain'), asks('and a new faucet?')],
  },
  {
    name: 'books',
    share: 9,
    language: 'en',
    lines: [asks('Can someone come tomorrow at 9am?'), says('1'), says('thank you!')],
  },
  {
    name: 'asks, then books',
    share: 8,
    language: 'en',
    lines: [asks('how much to fix a water heater'), asks('Can you come Thursday afternoon?'), says('yes'), says('1')],
  },
  {
    name: 'books, then moves it',
    share: 4,
    language: 'en',
    lines: [
      asks('Could you come by on Monday at 10?'),
      says('2'),
      asks('can we move it to Wednesday at 2pm instead?'),
      says('1'),
    ],
  },
  {
    name: 'books, then calls it off',
    share: 3,
    language: 'en',
    lines: [asks('need someone tomorrow morning'), says('1'), says('I found somebody else, no need to come')],
  },
  { name: 'STOP', share: 4, language: 'en', lines: [stops('STOP')] },
  { name: 'stops in words', share: 3, language: 'en', lines: [stops('please stop texting me')] },
  {
    name: 'asks, then stops',
    share: 3,
    language: 'en',
    lines: [asks('how much is drain clearing?'), stops('Unsubscribe me please')],
  },
  {
    name: 'stops and comes back',
    share: 1,
    language: 'en',
    lines: [stops('STOP'), { says: 'START', means: 'start' }, asks('how much for a drain?')],
  },
  {
    name: 'pregunta',
    share: 5,
    language: 'es',
    lines: [asks('¿Cuánto cuesta arreglar el calentador de agua?'), says('gracias')],
  },
  { name: 'reserva', share: 4, language: 'es', lines: [asks('¿Puede venir alguien mañana a las 10?'), says('1')] },
  { name: 'pide parar', share: 1, language: 'es', lines: [stops('no me escriban más por favor')] },
  {
    name: 'gas',
    share: 1,
    language: 'en',
    lines: [asks('I smell gas in the kitchen, please hurry'), says('ok we are outside')],
  },
  { name: 'flood', share: 2, language: 'en', lines: [asks('Basement is flooding, a pipe burst!'), says('thanks')] },
  { name: 'wrong number', share: 2, language: 'en', lines: [stops('wrong number')] },
  {
    name: 'pitch',
    share: 3,
    language: 'en',
    lines: [says('We can get your plumbing business on page one of Google. Interested?')],
  },
  { name: 'help', share: 1, language: 'en', lines: [says('HELP')] },
  {
    name: 'is this a bot',
    share: 2,
    language: 'en',
    lines: [asks('Is this a real person?'), asks('how much for the drain then')],
  },
  {
    name: 'wants a price that stands nowhere',
    share: 8,
    language: 'en',
    lines: [asks('How much would it cost?')],
  },
  {
    name: 'shows a picture',
    share: 4,
    language: 'en',
    lines: [{ says: 'this is what it looks like', shows: true }, asks('how much is a new drain?')],
  },
  { name: 'thumbs up', share: 1, language: 'en', lines: [says('👍')] },
]

export const NAMES = [
  'Alex',
  'Blake',
  'Casey',
  'Drew',
  'Emery',
  'Finley',
  'Gale',
  'Harper',
  'Indigo',
  'Jules',
  'Kai',
  'Lee',
]

/** Area codes of several zones and states, with their own hours and rules; 555-01xx follows. */
export const AREAS = [
  ...[512, 214, 713, 210, 737, 817, 972, 469, 281, 832, 682, 361, 254, 830, 936, 409],
  ...[312, 415, 646, 305, 602, 206, 405, 504, 615, 720, 808, 907, 503, 404, 919, 614],
]
