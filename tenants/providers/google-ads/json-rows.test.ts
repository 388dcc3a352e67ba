import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { RowScanner } from './json-rows.ts'

/** The answer of §6.3, as it is documented, with what makes reading hard: brackets and quotes within words. */
const ANSWER = JSON.stringify([
  {
    results: [
      { campaign: { id: '9', name: 'A "quoted" [name] {with} \\ marks' }, metrics: { costMicros: '78120000' } },
      { campaign: { id: '10', labels: ['results', 'a]', '}'] } },
    ],
    ...{ fieldMask: 'campaign.id,campaign.name', requestId: 'abc', queryResourceConsumption: '12' },
  },
  { results: [{ campaign: { id: '11', name: 'über ñ 水' } }], fieldMask: 'campaign.id', requestId: 'abc' },
  { fieldMask: 'campaign.id', requestId: 'abc' },
])

function scan(pieces: Iterable<string>) {
  const rows: unknown[] = []
  const scanner = new RowScanner((row) => rows.push(row))
  let fault: string | null = null
  for (const piece of pieces) fault ??= scanner.push(piece)
  return { rows, scanner, fault }
}

function* cut(text: string, length: number): Generator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length)
}

describe('an answer in pieces', () => {
  test.each([1, 2, 3, 5, 7, 11, 13, 64, 10_000])('of %d characters is the same rows', (length) => {
    const { rows, scanner, fault } = scan(cut(ANSWER, length))
    expect(fault).toBe(null)
    const whole = JSON.parse(ANSWER) as { results?: unknown[] }[]
    expect(rows).toEqual(whole.flatMap(({ results = [] }) => results))
    expect([scanner.isWhole, scanner.requestRef]).toEqual([true, 'abc'])
  })

  test('that ends before its end is not whole', () => {
    for (const length of [1, 20, ANSWER.length - 1]) expect(scan([ANSWER.slice(0, length)]).scanner.isWhole).toBe(false)
    expect(scan(['[]']).scanner.isWhole).toBe(true)
  })

  test('tells of the error that stands in its array, also behind rows', () => {
    const failed = { error: { code: 429, status: 'RESOURCE_EXHAUSTED', details: [{ errors: [], requestId: 'x' }] } }
    const text = JSON.stringify([{ results: [{ campaign: { id: '9' } }], requestId: 'x' }, failed], null, 2)
    const { rows, scanner } = scan(cut(text, 3))
    expect(rows).toHaveLength(1)
    expect(scanner.failed).toEqual(failed)
  })

  test('with a row that is longer than is kept ends there', () => {
    const text = JSON.stringify([{ results: [{ campaign: { name: 'a'.repeat(300_000) } }] }])
    expect(scan(cut(text, 1_000)).fault).toBe('row_too_long')
    expect(scan([text]).fault).toBe('row_too_long')
  })

  test('that is no JSON is not read as if it were', () => {
    expect(scan(['[{"results":[{"campaign":{"id":nine}}]}]']).fault).toBe('answer_unreadable')
  })
})

test('50 MB take the room of a row', () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const heapMb = () => {
    collect()
    return process.memoryUsage().heapUsed / 1_048_576
  }
  const row = JSON.stringify({ campaign: { id: '9', name: 'x'.repeat(900) }, metrics: { clicks: '21' } })
  const chunk = `{"results":[${Array.from({ length: 500 }, () => row).join(',')}],"requestId":"abc"}`
  const chunks = Math.ceil((50 * 1_048_576) / chunk.length)
  let rows = 0
  const scanner = new RowScanner(() => (rows += 1))
  const before = heapMb()
  let most = 0
  expect(scanner.push('[')).toBe(null)
  for (let index = 0; index < chunks; index += 1) {
    const text = index === 0 ? chunk : `,${chunk}`
    for (const piece of cut(text, 60_013 + index)) if (scanner.push(piece)) throw new Error('It stopped.')
    if (index % 25 === 0) most = Math.max(most, heapMb() - before)
  }
  scanner.push(']')
  expect([scanner.isWhole, rows]).toEqual([true, chunks * 500])
  expect(most).toBeLessThan(8)
})
