import { expect, test } from 'vitest'
import { readOpenMetrics } from '../../tests/support/open-metrics.ts'
import { FiguresBook } from '../../tenants/base/figures.ts'
import { writeOpenMetrics } from './open-metrics.ts'

function bookOf(work: (book: FiguresBook) => void) {
  const book = new FiguresBook(100)
  work(book)
  return book.read()
}

test('figures are written so that a strict reader of OpenMetrics finds them', () => {
  const figures = bookOf((book) => {
    for (const ms of [10, 20, 30, 4_000])
      book.measure('request', { route: '/readyz', method: 'GET', status: '2xx' }, ms)
    book.measure('request', { route: '/hooks/ghl', method: 'POST', status: '5xx' }, 8)
    book.measure('provider_call', { provider: 'twilio', outcome: 'sent' }, 120)
    book.count('directory_cache', { result: 'hit' }, 7)
  })
  const extra = { family: 'shoulder_events', type: 'counter' as const, help: 'Kinds.', label: 'kind' }
  const families = readOpenMetrics(writeOpenMetrics(figures, [{ ...extra, values: [['texted', 3]] }]))
  const request = families.get('shoulder_request_duration_seconds')
  expect(request).toMatchObject({ type: 'summary', unit: 'seconds' })
  const of = (name: string, labels: Record<string, string>) =>
    request?.samples.find(
      (sample) =>
        sample.name === name && Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
    )?.value
  expect(of('shoulder_request_duration_seconds_count', { route: '/readyz' })).toBe(4)
  expect(of('shoulder_request_duration_seconds_sum', { route: '/readyz' })).toBeCloseTo(4.06)
  expect(of('shoulder_request_duration_seconds', { route: '/readyz', quantile: '0.5' })).toBeCloseTo(0.02, 2)
  expect(of('shoulder_request_duration_seconds', { route: '/readyz', quantile: '0.99' })).toBeCloseTo(4, 0)
  expect(of('shoulder_request_duration_seconds_count', { status: '5xx' })).toBe(1)
  expect(families.get('shoulder_directory_lookups')?.samples).toEqual([
    { name: 'shoulder_directory_lookups_total', labels: { result: 'hit' }, value: 7 },
  ])
  expect(families.get('shoulder_events')?.samples).toEqual([
    { name: 'shoulder_events_total', labels: { kind: 'texted' }, value: 3 },
  ])
})

test('nothing at all is a text as well', () => {
  expect(
    [...readOpenMetrics(writeOpenMetrics({ measures: [], tallies: [] }, [])).values()].flatMap((f) => f.samples),
  ).toEqual([])
})

test('a label may hold anything', () => {
  const figures = bookOf((book) => book.count('fault', { kind: 'a "b" \\ c\nd' }))
  const [sample] = readOpenMetrics(writeOpenMetrics(figures, [])).get('shoulder_faults')?.samples ?? []
  expect(sample?.labels).toEqual({ kind: 'a \\"b\\" \\\\ c\\nd' })
})

test('the reader refuses what is none', () => {
  expect(() => readOpenMetrics('# TYPE a counter\na_total 1\n')).toThrow('EOF')
  expect(() => readOpenMetrics('# TYPE a counter\na 1\n# EOF\n')).toThrow('not named for its type')
  expect(() => readOpenMetrics('# TYPE a counter\na_total 1\na_total 2\n# EOF\n')).toThrow('twice')
  expect(() => readOpenMetrics('# TYPE a summary\na 1\n# EOF\n')).toThrow('quantile')
})
