import { describe, expect, test } from 'vitest'
import { US_AREA_CODES } from './area-codes-data.ts'
import { parseState, parseZip } from './us-places.ts'
import { ZIP_PREFIXES, ZIP_ZONES } from './zip-codes-data.ts'

const EASTERN = ['America/New_York']
const CENTRAL = ['America/Chicago']

describe('a ZIP code', () => {
  test.each([
    ['75201', 'TX', CENTRAL],
    ['79901', 'TX', ['America/Denver']],
    ['32501', 'FL', CENTRAL],
    ['33101-1234', 'FL', EASTERN],
    ['00601', 'PR', ['America/Puerto_Rico']],
    ['06390', 'CT', EASTERN],
    ['86001', 'AZ', ['America/Phoenix', 'America/Denver']],
  ])('%s is in %s', (zip, state, zones) => {
    expect(parseZip(zip)).toEqual({ state, zones })
  })

  test.each(['00000', '1234', '123456', 'SW1A 1AA', '', null, undefined, '09012'])('%s is none', (zip) => {
    expect(parseZip(zip)).toBeNull()
  })

  test('belongs to one state, and its zones are zones of that state', () => {
    const seen = new Map<string, string>()
    for (const [state, ranges] of ZIP_PREFIXES) {
      for (const range of ranges.split(' ')) {
        const [first = '', last = first] = range.split('-')
        for (let prefix = Number(first); prefix <= Number(last); prefix += 1) {
          const zip = `${String(prefix).padStart(3, '0')}01`
          expect(seen.get(zip), zip).toBeUndefined()
          seen.set(zip, state)
          expect(parseZip(zip)?.state).toBe(state)
          const ofState = US_AREA_CODES.filter(([code]) => code === state).flatMap(([, zones]) => zones)
          for (const zone of parseZip(zip)?.zones ?? ['none']) expect(ofState, zip).toContain(zone)
        }
      }
    }
    for (const [, ranges] of ZIP_ZONES) {
      for (const range of ranges.split(' ')) expect(seen.has(`${range.slice(0, 3)}01`), range).toBe(true)
    }
  })
})

test('a state is read by code or name', () => {
  expect([' tx ', 'Texas', 'NEW  YORK', 'District of Columbia'].map(parseState)).toEqual(['TX', 'TX', 'NY', 'DC'])
  expect(['ON', 'Tex', '', null, undefined].map(parseState)).toEqual([null, null, null, null, null])
})
