import { describe, expect, test } from 'vitest'
import { LENGTHS, scopesOf, silenceOf, type Scope } from './alerts-model.ts'

const ALERT = { rule: 'cpl_high', tenantId: 'ten_1' } as const
const FLEET = { rule: 'api_slow', tenantId: null } as const

describe('a silence', () => {
  test.each([
    ['this', 'cpl_high', 'ten_1'],
    ['rule', 'cpl_high', null],
    ['tenant', null, 'ten_1'],
    ['all', null, null],
  ] as [Scope, string | null, string | null][])('of %s', (scope, rule, tenantId) => {
    expect(silenceOf(ALERT, { scope, length: 'shift', reason: 'Known' })).toEqual({
      rule,
      tenantId,
      forMinutes: 480,
      reason: 'Known',
    })
  })

  test('of the whole fleet names no business, and each choice differs', () => {
    for (const alert of [ALERT, FLEET]) {
      const made = scopesOf(alert).map((scope) => silenceOf(alert, { scope, length: 'hour', reason: 'Known' }))
      expect(new Set(made.map(({ rule, tenantId }) => `${rule} ${tenantId}`)).size).toBe(made.length)
    }
    expect(scopesOf(FLEET)).not.toContain('tenant')
  })

  test('lasts no longer than the server takes', () => {
    expect(Math.max(...Object.values(LENGTHS))).toBeLessThanOrEqual(43_200)
  })
})
