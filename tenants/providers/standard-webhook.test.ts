import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { signStandardWebhook } from './standard-webhook.ts'

const AT = 1_614_265_330_999

test.each([
  ['an empty body', ''],
  ['a body of theirs', '{"test": 2432232314}'],
  ['a body beyond ASCII', '{"text":"¿Cuánto cuesta? 🔧"}'],
  ['a body of many blocks', 'x'.repeat(10_000)],
])('%s is signed as the library of the rules signs it', (_name, body) => {
  for (const bytes of [1, 2, 3, 24, 32, 64, 65, 100]) {
    const bare = randomBytes(bytes).toString('base64')
    for (const secret of [bare, `whsec_${bare}`]) {
      const signed = signStandardWebhook(secret, { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', at: AT, body })
      expect(signed).toBe(new Webhook(secret).sign('msg_p5jXN8AQM9LWM0D4loKWxJek', new Date(AT), body))
    }
  }
})

test.each(['', 'whsec_', 'whsec_no key', 'whsec_%%%%'])('nothing is signed with %j', (secret) => {
  expect(() => signStandardWebhook(secret, { id: 'msg_1', at: AT, body: '{}' })).toThrow('no base64')
})
