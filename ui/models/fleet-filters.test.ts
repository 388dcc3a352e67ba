import { expect, test } from 'vitest'
import { askFor, cleared, isNarrowed, rangeAt, readFilters, writeFilters } from './fleet-filters.ts'

const PLAIN = { days: 30, sort: 'trouble', trade: '', area: '', status: '', reseller: '', find: '' }

test('an address without a question asks for all of the last thirty days', () => {
  expect(readFilters('')).toEqual(PLAIN)
  expect(writeFilters(readFilters(''))).toBe('')
  expect(isNarrowed(readFilters('days=90&sort=missed'))).toBe(false)
})

test('what is chosen stands in the address and comes back from it', () => {
  const search = 'days=90&trade=hvac&area=TX&status=paused&reseller=ana%40example.com&find=Smith+%26+Sons&sort=revenue'
  const filters = readFilters(search)
  expect(filters).toEqual({
    ...{ days: 90, sort: 'revenue', trade: 'hvac', area: 'TX', status: 'paused' },
    ...{ reseller: 'ana@example.com', find: 'Smith & Sons' },
  })
  expect(writeFilters(filters)).toBe(search)
  expect(writeFilters(cleared(filters))).toBe('days=90&sort=revenue')
})

test('what nobody could have chosen is left out', () => {
  expect(readFilters('days=31&sort=name&more=1')).toEqual(PLAIN)
})

test('the last day is the one that is over everywhere', () => {
  const now = Date.parse('2026-03-01T00:30:00Z')
  expect(rangeAt(7, now)).toEqual({ from: '2026-02-22', to: '2026-02-28' })
  expect(askFor(readFilters('days=7&trade=hvac&sort=missed'), now)).toBe('from=2026-02-22&to=2026-02-28&trade=hvac')
})
