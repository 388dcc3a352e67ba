import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { describeUnusable } from './setting-forms.ts'

const KEY = randomBytes(32).toString('base64')

test.each([
  ['ADMIN_EMAILS', ['dana@example.com', ' Dana@Example.com, lee+1@mail.example.com\n', 'a@b-c.example.org,'], 'admin@'],
  ['ADMIN_EMAILS', [], 'dana@example.com;lee@example.com'],
  ['ADMIN_EMAILS', [], 'Dana <dana@example.com>'],
  ['ADMIN_EMAILS', [], ' , '],
  ['EMAIL_FROM', ['hello@example.com', 'Shoulder <hello@mail.example.com>', '<hello@example.com>'], 'Shoulder <hello>'],
  ['VAPID_SUBJECT', ['mailto:hello@example.com', 'https://example.com/us'], 'hello@example.com'],
  ['ALERT_SMS_FROM', ['+15125550190'], '5125550190'],
  ['ALERT_WEBHOOK_HOSTS', ['hooks.slack.com', 'hooks.slack.com, chat.example.com'], 'https://hooks.slack.com'],
  ['JOIN_A2P', ['live', 'no_number'], 'Live'],
  ['SANDBOX_MODELS', ['0', '1'], 'true'],
  ['SEALING_KEY', [KEY, `${KEY}, ${KEY}`], randomBytes(16).toString('base64')],
  ['SEALING_KEY', [''], ','],
])('%s may be %j, and not %j', (name, usable, unusable) => {
  for (const text of usable) expect([text, describeUnusable({ [name]: text })]).toEqual([text, null])
  const said = describeUnusable({ [name]: unusable })
  expect(said).toMatch(new RegExp(`^${name} .*; it must be `, 's'))
  // A key is never shown.
  expect(said?.includes(`"${unusable}"`)).toBe(name !== 'SEALING_KEY')
})

test('what is not given is made, and needs no form', () => {
  expect(describeUnusable({ ADMIN_EMAILS: '', EMAIL_FROM: undefined, PORT: 'abc' })).toBeNull()
})
