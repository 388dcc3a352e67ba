import { expect, test } from 'vitest'
import { asksPrice } from './intent.ts'
import { normalise } from './normalise.ts'
import { readReply } from './read-reply.ts'

test.each([
  'How much is a drain clearing, and can you come Friday?',
  'can you come friday? how much for a drain?',
  'what would it cost to clear a drain, and when could you come?',
  'do you have time on friday and what do you charge',
  'Can you come out Friday and give me an estimate for a water heater repair?',
  '¿Cuánto cuesta destapar un desagüe y puede venir el viernes?',
  'que precio tiene reparar el calentador y cuando pueden venir',
])('"%s" asks for a visit and for the price', (text) => {
  expect(readReply(text).label).toBe('booking')
  expect(asksPrice(normalise(text))).toBe(true)
})

test.each([
  'can you come Friday at 9am?',
  'Kitchen drain is clogged. Friday morning works best for me.',
  'whatever it takes, just come friday',
  '¿Puede venir el viernes a las 9 de la mañana?',
  'Necesito reparar el calentador el viernes por la mañana',
])('"%s" asks for a visit alone', (text) => {
  expect(readReply(text).label).toBe('booking')
  expect(asksPrice(normalise(text))).toBe(false)
})

test.each(['and a drain?', 'And the toilet?', 'and for a water heater repair?', 'plus a new faucet?', 'y una llave?'])(
  '"%s" asks for the price of the next thing',
  (text) => expect(readReply(text).label).toBe('price_question'),
)

test.each(['and the toilet is leaking', 'and a plumber', 'and my son'])('"%s" does not', (text) =>
  expect(readReply(text).label).not.toBe('price_question'),
)
