import { describe, expect, test } from 'vitest'
import { changedFields, findClashes, isSame } from './settings-merge.ts'

const BASE = { businessName: 'Lopez Plumbing', serviceArea: 'Austin', serviceTypes: ['drains'] }

describe('two people change the settings at once', () => {
  test('only what was changed here is sent', () => {
    const mine = { ...BASE, serviceArea: 'Austin and Round Rock', serviceTypes: ['drains'] }
    expect(changedFields(BASE, mine)).toEqual({ serviceArea: 'Austin and Round Rock' })
  })

  test('changes of different fields do not clash', () => {
    const theirs = { ...BASE, businessName: 'Lopez & Daughter' }
    expect(findClashes(BASE, { serviceArea: 'Dallas' }, theirs)).toEqual([])
  })

  test('changes of the same field are set side by side', () => {
    const theirs = { ...BASE, serviceArea: 'Houston' }
    expect(findClashes(BASE, { serviceArea: 'Dallas' }, theirs)).toEqual([
      { field: 'serviceArea', mine: 'Dallas', theirs: 'Houston' },
    ])
  })

  test('who wrote the same agrees', () => {
    expect(findClashes(BASE, { serviceArea: 'Dallas' }, { ...BASE, serviceArea: 'Dallas' })).toEqual([])
  })
})

test('the order of keys says nothing, the order of a list does', () => {
  expect(isSame({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 })).toBe(true)
  expect(isSame(['sms', 'email'], ['email', 'sms'])).toBe(false)
})
