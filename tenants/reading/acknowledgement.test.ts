import { describe, expect, test } from 'vitest'
import { readAcknowledgement } from './acknowledgement.ts'
import { normalise } from './normalise.ts'

const read = (text: string) => readAcknowledgement(normalise(text))

describe('an alert is taken by', () => {
  test.each([
    'OK',
    'ok.',
    'Okay!',
    'k',
    'Yes',
    'YES',
    'y',
    'yep',
    'yeah',
    'sure',
    '1',
    ' 1. ',
    'on it',
    "I'm on it",
    'OK on my way',
    'omw',
    'got it',
    'I got this',
    "I'll take it",
    'taking it',
    'will do',
    'calling them now',
    'heading there',
    'roger',
    'copy that',
    '10-4',
    '👍',
    'sí',
    'Si',
    'voy',
    'ya voy',
    'voy para allá',
    'yo voy',
    'en camino',
    'listo',
    'entendido',
    'lo tengo',
    'lo llamo',
    'yo lo tomo',
    'de acuerdo',
    'recibido',
    'claro',
    'dale',
  ])('%s', (text) => expect(read(text)).toBe('takes'))
})

describe('an alert is left to the next by', () => {
  test.each([
    'no',
    'nope',
    "can't",
    'not me',
    "ok but I can't make it",
    'yes but busy, call someone else',
    'I will not be able to go',
    'no puedo',
    'no voy',
    'ocupado',
    'on vacation',
  ])('%s', (text) => expect(read(text)).toBe('declines'))
})

describe('an alert is neither taken nor left by', () => {
  test.each(['who is this?', 'what is the address', 'is it a gas leak?', 'thanks', 'ok?', 'are you on it?', '12', ''])(
    '"%s"',
    (text) => expect(read(text)).toBeNull(),
  )
})
