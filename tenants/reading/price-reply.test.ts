import { describe, expect, test } from 'vitest'
import { readPriceReply } from './price-reply.ts'

describe('what somebody says to a price', () => {
  test.each([
    'Yes',
    'yes, go ahead',
    'Ok let’s do it',
    'Sounds good to me',
    'That works. Thursday?  no wait, Friday.'.slice(0, 11),
    'Sure thing',
    'please schedule it',
    'Sí, adelante',
    'De acuerdo',
  ])('%s: takes it', (text) => expect(readPriceReply(text)).toBe('accept'))

  test.each(['No', 'no thanks', 'Too expensive for me', 'we found somebody else', 'Muy caro', 'No gracias'])(
    '%s: leaves it',
    (text) => expect(readPriceReply(text)).toBe('decline'),
  )

  test.each([
    'Yes but can you do it for less?',
    'ok, what does that include',
    'Does that include parts?',
    'I will talk to my wife',
    'If you can come tomorrow sounds good',
    'No problem, go ahead',
    '',
  ])('%s: says neither', (text) => expect(readPriceReply(text)).toBe(null))
})
