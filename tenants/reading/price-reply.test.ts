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

  test.each(['No', 'no thanks', 'Too expensive for me', 'we found somebody else', 'too much, sorry', 'No gracias'])(
    '%s: leaves it',
    (text) => expect(readPriceReply(text)).toBe('decline'),
  )

  test.each([
    ...['too much', "that's a lot", "That's a lot, can you do better?", 'can you do any better?', 'could you go lower'],
    ...['Yes but can you do it for less?', 'is that negotiable?', 'whoa that is pretty steep', 'best you can do?'],
    ...['more than I expected', 'any discount?', 'Muy caro', 'es mucho dinero', '¿me puede hacer un descuento?'],
    ...['can you do it for $50?', 'would you take 80 dollars', 'could you fix it for only $100'],
    ...['está demasiado caro', '¿podría dejarlo en menos?'],
  ])('%s: finds it dear', (text) => expect(readPriceReply(text)).toBe('haggle'))

  test.each([
    'ok, what does that include',
    'thanks a lot',
    'can you come tomorrow?',
    'can you do 2 for tomorrow',
    'Does that include parts?',
    'I will talk to my wife',
    'If you can come tomorrow sounds good',
    'No problem, go ahead',
    '',
  ])('%s: says neither', (text) => expect(readPriceReply(text)).toBe(null))
})
