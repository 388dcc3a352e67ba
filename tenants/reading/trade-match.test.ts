import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readCorpus } from '../../bench/corpus/read-corpus.ts'
import { BOOKS } from '../../bench/corpus/services/books.ts'
import { readServices } from '../../bench/corpus/services/read-services.ts'
import { readLanguage } from './language.ts'
import { normalise } from './normalise.ts'
import { matchServices, namesUnlisted } from './price-question.ts'
import { hear } from './trade-match.ts'
import { TRADE_WORDS } from './trade-words.ts'

/** As many prices as an answer has room for. */
const told = (text: string, book: string) => matchServices(text, BOOKS[book] ?? []).slice(0, 2)
const ENGLISH_BOOKS = ['plumbing', 'electrical', 'hvac', 'roofing', 'garage', 'locks', 'appliance']
const linesOf = (book: string) => (BOOKS[book] ?? []).map(({ service }) => service)

describe('whoever writes another language than the price book', () => {
  test.each(readServices('spanish'))('$book: "$text"', ({ book, text, services }) => {
    expect(told(text, book).toSorted()).toEqual(services.toSorted())
  })

  test('is told what an English caller is', () => {
    for (const [spanish, english] of [
      ['cuánto por cambiar el inodoro', 'how much to replace toilet'],
      ['tengo el inodoro tapado', 'my toilet is clogged'],
      ['no tengo agua caliente', 'no hot water'],
      ['calentador de agua nuevo', 'new water heater'],
      ['se rompió la tubería, tengo una fuga', 'broken pipe, i have a leak'],
    ] as const)
      expect(told(spanish, 'plumbing').toSorted(), spanish).toEqual(told(english, 'plumbing').toSorted())
  })

  test('may leave out accents, spell by ear, and slip with the thumb', () => {
    const ways = ['calefacción', 'calefaccion', 'CALEFACCIÓN', 'calefasion', 'calefaccoin', 'calefaxion', 'calefaccin']
    for (const said of ways) expect(told(`no sirve la ${said}`, 'hvac'), said).toEqual(['Furnace repair'])
  })

  test('is not told of another thing whose word is one slip away', () => {
    for (const text of [
      'me tienen cansado',
      'está apagado el gas',
      'que me llame el muchacho',
      'se me quemó la patilla',
    ])
      for (const book of ENGLISH_BOOKS) expect(told(text, book), `${book}: ${text}`).toEqual([])
  })
})

describe('work that shares a thing with a line of the price book', () => {
  const tankless = [{ service: 'Tankless water heater repair', keywords: ['tankless'] }]
  test('has no price', () => expect(matchServices('cuánto por cambiar el calentador', tankless)).toEqual([]))
  test('and is asked for', () => {
    expect(namesUnlisted('cuánto por cambiar el calentador', tankless)).toBe(false)
    expect(namesUnlisted('cuánto por cambiar la alfombra', tankless)).toBe(true)
  })
})

test('English texts to a business with an English price book are read as if there were no other language', () => {
  const corpora = readdirSync(new URL('../../bench/corpus/', import.meta.url)).flatMap((file) =>
    file.endsWith('.jsonl') ? readCorpus(file.replace('.jsonl', '')) : [],
  )
  const heard = corpora
    .map(({ text }) => text)
    .filter((text) => readLanguage(text, normalise(text)) === 'en')
    .filter((text) => hear(text, linesOf('plumbing')) !== null)
  expect(new Set(heard)).toEqual(new Set(SPANISH_ENOUGH))
})

/** What the reader takes for English and is not. "Servicio" and "poner" are work, which points at nothing alone. */
const SPANISH_ENOUGH = [
  ...['my baño is tapado need help', 'no quise poner stop', 'me equivoque al poner stop'],
  'fue un error, no quise poner stop',
]

test('each word of the table can be heard', () => {
  const spanish = TRADE_WORDS.trim()
    .split('\n')
    .flatMap((line) => (line.split('=')[1] ?? '').split(','))
    .map((term) => term.trim().replaceAll(/\|\S+|[*!]/g, ''))
  const terms = spanish.filter((term) => term !== '')
  expect(terms.length).toBeGreaterThan(150)
  expect(terms.filter((term) => hear(`hola, tengo que ${term}`, [])?.spanish.length !== 1)).toEqual([])
})
