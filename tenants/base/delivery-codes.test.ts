import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { describeDeliveryCode } from './delivery-codes.ts'

/** Why messages are taken back is written down at many places, and each reason is shown to a person. */
const REASONS = globSync('tenants/**/*.ts')
  .filter((file) => !file.endsWith('.test.ts'))
  .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/type: 'cancel_(?:unsent|offers)',\s+reason: '(\w+)'/g)])
  .map(([, reason = '']) => reason)
/** What keeps the orders to GoHighLevel waiting. */
const WAITING = [
  'http_429',
  'rate_budget_spent',
  'http_503',
  'token_http_502',
  'timeout',
  'location_gone',
  'no_calendar',
]

test.each([...new Set([...REASONS, 'visit_changed', ...WAITING])].toSorted())('%s is told in words', (code) => {
  const [english, spanish] = (['en', 'es'] as const).map((language) => describeDeliveryCode(code, language))
  for (const words of [english, spanish]) expect(words).toMatch(/^\p{L}[^.]{5,60}$/u)
  expect(english).not.toBe(spanish)
})

test('the reasons are found where they are written', () => expect(REASONS.length).toBeGreaterThan(8))

test('a code that nobody knows is none', () => expect(describeDeliveryCode('http_418', 'en')).toBeNull())
