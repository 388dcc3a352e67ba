import { readLines } from '../read-corpus.ts'
import { BOOKS } from './books.ts'

/** What somebody writes to a business with one of the price books, and whose prices they are to be told. */
export type SpokenService = { book: string; text: string; services: string[] }

/** The lines of `bench/corpus/services/NAME.jsonl`. Throws naming the line that is none. */
export function readServices(name: string): SpokenService[] {
  return readLines(`services/${name}.jsonl`, isSpoken, '{"book","text","services"} of a book that there is')
}

function isSpoken(read: unknown): read is SpokenService {
  if (typeof read !== 'object' || read === null || !('book' in read && 'text' in read && 'services' in read))
    return false
  const { book, text, services } = read
  const listed = typeof book === 'string' ? BOOKS[book]?.map(({ service }) => service) : undefined
  return typeof text === 'string' && Array.isArray(services) && services.every((service) => listed?.includes(service))
}
