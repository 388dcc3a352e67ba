import { readFileSync } from 'node:fs'
import { BOOKS } from './books.ts'

/** What somebody writes to a business with one of the price books, and whose prices they are to be told. */
export type SpokenService = { book: string; text: string; services: string[] }

/** The lines of `bench/corpus/services/NAME.jsonl`. Throws naming the line that is none. */
export function readServices(name: string): SpokenService[] {
  const lines = readFileSync(new URL(`${name}.jsonl`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
  return lines.map((line, index) => {
    const read: unknown = JSON.parse(line)
    if (isSpoken(read)) return read
    throw new Error(`${name}.jsonl, line ${index + 1}: expected {"book","text","services"} of a book that there is`)
  })
}

function isSpoken(read: unknown): read is SpokenService {
  if (typeof read !== 'object' || read === null || !('book' in read && 'text' in read && 'services' in read))
    return false
  const { book, text, services } = read
  const listed = typeof book === 'string' ? BOOKS[book]?.map(({ service }) => service) : undefined
  return typeof text === 'string' && Array.isArray(services) && services.every((service) => listed?.includes(service))
}
