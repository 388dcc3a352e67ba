import { describe, expect, test } from 'vitest'
import type { JoinView } from '../../tenants/contract/join.ts'
import { canOpen, isDone, isForwardingProved, stepBeside, stepToShow } from './join-steps.ts'

const view = (next: JoinView['next']): JoinView => ({
  email: 'ana@example.com',
  draft: {},
  next,
  tenantId: null,
  smsNumber: null,
  forwarding: null,
  test: null,
  crm: null,
  isLive: next === null,
  previews: [],
})

describe('joining goes on where it was left', () => {
  test.each([
    ['services', null, 'services'],
    ['services', 'business', 'business'],
    ['services', 'consent', 'services'],
    ['services', 'nonsense', 'services'],
    ['review', 'phone', 'phone'],
    ['gohighlevel', null, 'gohighlevel'],
    // Nobody has to say whether they work with it.
    ['gohighlevel', 'review', 'review'],
    ['consent', 'gohighlevel', 'consent'],
    [null, 'phone', 'phone'],
    [null, null, 'review'],
  ] as const)('next is %s and %s was asked for: %s', (next, asked, shown) => {
    expect(stepToShow(view(next), asked)).toBe(shown)
  })

  test('a step opens once all before it are done', () => {
    expect(canOpen(view('phone'), 'phone')).toBe(true)
    expect(canOpen(view('phone'), 'consent')).toBe(false)
    expect(isDone(view('phone'), 'services')).toBe(true)
    expect(isDone(view('phone'), 'phone')).toBe(false)
  })

  test('there is nothing before the first and nothing after the last', () => {
    expect(stepBeside('business', -1)).toBeNull()
    expect(stepBeside('business', 1)).toBe('services')
    expect(stepBeside('review', 1)).toBeNull()
  })
})

test('forwarding counts as proved by a call that came back and by nothing else', () => {
  const test = { startedAt: 0, endedAt: 1, advice: null }
  expect(isForwardingProved({ test: { ...test, status: 'forwarded' } })).toBe(true)
  expect(isForwardingProved({ test: { ...test, status: 'answered' } })).toBe(false)
  expect(isForwardingProved({ test: null })).toBe(false)
})
