import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { describeDeliveryCode, explainDeliveryCode } from './delivery-codes.ts'

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

/** What providers may answer besides: statuses, Twilio's numbers, Resend's names. */
const UNLISTED = ['http_301', 'http_400', 'http_418', 'token_http_400', '21999', '30999', 'validation_error', '']

test.each([...UNLISTED, ...WAITING, 'http_401', 'http_404', 'token_http_403', '30035', 'daily_quota_exceeded'])(
  'whoever reads of %s reads words and no code',
  (code) => {
    const [english, spanish] = (['en', 'es'] as const).map((language) => explainDeliveryCode(code, language))
    for (const words of [english, spanish]) {
      expect(words).toMatch(/^\p{L}[^.]{5,60}$/u)
      expect(words).not.toMatch(/\d|_|http|code|c\u00f3digo/)
    }
    expect(english).not.toBe(spanish)
  },
)
