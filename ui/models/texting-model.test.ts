import { describe, expect, test } from 'vitest'
import type { TextingView } from '../../tenants/contract/texting.ts'
import { draftOf, isNews } from './texting-model.ts'

const first = { number: '+19015550142', name: 'Main', isDefault: false }
const usual = { number: '+19015550143', name: null, isDefault: true }
const view: TextingView = {
  ...{ smsVia: 'twilio', number: '+15125550199', coversOffers: null, since: null, obstacle: null },
  ...{ missingScopes: [], numbers: [first, usual], waiting: 0 },
}
const there: TextingView = { ...view, smsVia: 'gohighlevel', number: first.number, coversOffers: false, since: 1 }

describe('what is offered to choose', () => {
  test('begins with the number that GoHighLevel itself texts from', () => {
    expect(draftOf(view)).toEqual({
      smsVia: 'twilio',
      number: usual.number,
      isRegistered: false,
      coversOffers: false,
    })
    expect(draftOf({ ...view, numbers: [first] }).number).toBe(first.number)
    expect(draftOf({ ...view, numbers: [] }).number).toBe('')
  })

  test('is what is in use where that is so', () => {
    expect(draftOf(there)).toMatchObject({ smsVia: 'gohighlevel', number: first.number, isRegistered: true })
  })
})

describe('a choice', () => {
  test.each([
    ['as it is', {}, false],
    ['of another number', { number: usual.number }, true],
    ['of offers as well', { coversOffers: true }, true],
    ['of the other way', { smsVia: 'twilio' as const }, true],
  ])('%s', (_, change, changes) => {
    expect(isNews({ ...draftOf(there), ...change }, there)).toBe(changes)
  })

  test('of what Shoulder’s own number does anyway is none', () => {
    expect(isNews({ ...draftOf(view), number: first.number, coversOffers: true }, view)).toBe(false)
  })
})
