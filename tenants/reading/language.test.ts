import { expect, test } from 'vitest'
import { readLanguage, tellLanguage } from './language.ts'
import { normalise } from './normalise.ts'

const read = (text: string) => readLanguage(text, normalise(text))

test.each([
  ['es', '¿Cuánto cuesta?'],
  ['es', 'necesito un plomero para mañana'],
  ['es', 'no me manden mensajes'],
  ['es', 'quien es'],
  ['es', 'ok gracias'],
  ['es', 'no gracias'],
  ['en', 'can you come tomorrow'],
  ['en', 'thanks'],
  ['en', 'stop'],
  ['en', 'need a plumber please, gracias'],
])('%s is the language of "%s"', (language, text) => expect(read(text)).toBe(language))

test.each([
  'Est-ce que vous pouvez venir demain matin?',
  "Les toilettes sont bouchées, il y a de l'eau partout",
  'Qual é o preço para consertar o vaso sanitário?',
  'Você pode vir amanhã de manhã?',
  'Ho una perdita sotto il lavandino della cucina',
  'Il rubinetto perde acqua da ieri',
])('a language akin to Spanish is not taken for it: "%s"', (text) => {
  expect(read(text)).toBe('en')
  expect(tellLanguage(text)).toBe(null)
})

test.each([
  'y cuánto por las dos cosas',
  'no les di permiso de escribirme',
  'ola quanto cuesta',
  'llegan a las siete de la noche',
])('Spanish as it is texted stays Spanish: "%s"', (text) => expect(read(text)).toBe('es'))

test.each(['', '👍', '555-0142', 'xyzzy'])('what tells nothing counts as English: "%s"', (text) => {
  expect(read(text)).toBe('en')
})

test.each([
  ['es', 'Necesito un plomero'],
  ['es', 'se tapó el fregadero'],
  ['es', 'destapar desagüe'],
  ['en', 'my sink is leaking'],
  [null, ''],
  [null, 'Sherwin 4500'],
])('%s is what "%s" tells where no text of ours went before', (language, text) => {
  expect(tellLanguage(text)).toBe(language)
})
