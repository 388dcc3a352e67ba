import { describe, expect, test } from 'vitest'
import { readResendEvent } from './webhook.ts'

function read(event: unknown): ReturnType<typeof readResendEvent> {
  const text = typeof event === 'string' ? event : JSON.stringify(event)
  return readResendEvent(new TextEncoder().encode(text), 'msg_1')
}

const email = {
  email_id: '4ef20000-0000-4000-8000-000000000001',
  from: 'Acme <a@example.com>',
  to: ['pat@example.com'],
  tags: { tenant: 'ten_abc', entry: 'eff_def' },
}

describe('a report on an e-mail', () => {
  test.each([
    ['email.delivered', 'delivered'],
    ['email.bounced', 'bounced'],
    ['email.complained', 'complained'],
    ['email.delivery_delayed', 'delayed'],
    ['email.failed', 'failed'],
    ['email.suppressed', 'failed'],
  ])('%s means %s, for the tenant and entry we tagged it with', (type, status) => {
    expect(read({ type, created_at: '2026-11-23T15:00:00.000Z', data: email })).toEqual({
      ok: true,
      value: {
        address: { kind: 'tenant', tenantId: 'ten_abc' },
        deliveryKey: 'msg_1',
        event: {
          type: 'email_status_changed',
          providerRef: email.email_id,
          entryId: 'eff_def',
          status,
          detail: null,
        },
      },
    })
  })

  test.each([
    [
      'email.suppressed',
      { suppressed: { type: 'OnAccountSuppressionList', reason: 'previous_bounce' } },
      'OnAccountSuppressionList previous_bounce',
    ],
    ['email.failed', { failed: { reason: 'reached_daily_quota' } }, 'reached_daily_quota'],
    ['email.failed', { failed: { reason: 'pat@example.com has no mailbox' } }, null],
  ])('%s keeps the classes in %j', (type, extra, detail) => {
    expect(read({ type, data: { ...email, ...extra } })).toMatchObject({ value: { event: { detail } } })
  })

  test('keeps the class of a bounce and not its words, which quote the recipient', () => {
    const bounce = { type: 'Permanent', subType: 'General', message: 'pat@example.com does not exist' }
    const reading = read({ type: 'email.bounced', data: { ...email, bounce } })
    expect(reading).toMatchObject({ value: { event: { detail: 'Permanent General' } } })
    expect(JSON.stringify(reading)).not.toContain('pat@')
  })

  test('reaches its tenant also where its details are of another shape', () => {
    const odd = { ...email, bounce: 'hard', suppressed: [], tags: { tenant: 'ten_abc', entry: { id: 1 } } }
    expect(read({ type: 'email.bounced', data: odd })).toMatchObject({
      value: { address: { tenantId: 'ten_abc' }, event: { entryId: null, detail: null } },
    })
  })

  test('that names no tenant reaches none', () => {
    const untagged = { email_id: email.email_id }
    expect(read({ type: 'email.delivered', data: untagged })).toMatchObject({
      value: { address: { kind: 'tenant', tenantId: 'ten_none' }, event: { entryId: null } },
    })
    const tagged = { ...email, tags: [{ name: 'tenant', value: 'ten_abc' }] }
    expect(read({ type: 'email.delivered', data: tagged })).toMatchObject({
      value: { address: { tenantId: 'ten_none' } },
    })
  })

  test.each(['email.sent', 'email.opened', 'email.clicked', 'contact.created', 'inbox.thread.created'])(
    '%s is acknowledged and ignored',
    (type) => {
      expect(read({ type, data: { id: 'x' } })).toMatchObject({ value: { event: { type: 'ignored' } } })
    },
  )
})

test.each([
  ['no JSON', '{"type":', 'body: expected JSON'],
  ['no object', '[1]', 'type: missing'],
  ['a type that is none', '{"type":5}', 'type: expected string'],
  ['an e-mail without an id', '{"type":"email.bounced","data":{}}', 'data.email_id: expected an id'],
  ['no data', '{"type":"email.bounced"}', 'data.email_id: expected an id'],
])('a signed body with %s is refused', (_name, body, issue) => {
  expect(read(body)).toEqual({ ok: false, error: { code: 'payload_invalid', issues: [issue] } })
})
