import { expect, test } from 'vitest'
import type { HttpAnswer, HttpRequest } from '../http.ts'
import type { OutboundEmail } from '../port.ts'
import { resendEmail } from './api.ts'

const email: OutboundEmail = {
  to: 'pat@example.com',
  from: 'Larkspur Plumbing <office@example.com>',
  replyTo: 'dana@example.com',
  subject: 'Your call',
  text: 'Sorry we missed you',
  html: '<p>Sorry we missed you</p>',
  headers: { 'List-Unsubscribe': '<https://app.example.com/u/1>' },
  tags: [{ name: 'tenant', value: 'ten_a' }],
}

function answered(status: number, body: unknown, headers: Record<string, string> = {}): HttpAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { kind: 'answered', status, headers: new Headers(headers), text }
}

function open(answer: HttpAnswer): { port: ReturnType<typeof resendEmail>; asked: HttpRequest[] } {
  const asked: HttpRequest[] = []
  const http = async (request: HttpRequest): Promise<HttpAnswer> => {
    asked.push(request)
    return answer
  }
  return { port: resendEmail({ apiUrl: 'https://api.example.com/resend/', apiKey: 're_key', http }), asked }
}

test('an e-mail goes out as JSON under its entry’s key', async () => {
  const { port, asked } = open(answered(200, { id: 'em_1' }))
  expect(await port.send(email, 'eff_1')).toEqual({ kind: 'sent', providerRef: 'em_1' })
  expect(asked[0]).toMatchObject({
    method: 'POST',
    url: 'https://api.example.com/resend/emails',
    headers: { Authorization: 'Bearer re_key', 'Content-Type': 'application/json', 'Idempotency-Key': 'eff_1' },
  })
  const { replyTo, ...rest } = email
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ ...rest, reply_to: replyTo })
})

test('an e-mail without a reply address names none', async () => {
  const { port, asked } = open(answered(200, { id: 'em_1' }))
  await port.send({ ...email, replyTo: null }, 'eff_1')
  expect(JSON.parse(asked[0]?.body ?? '')).not.toHaveProperty('reply_to')
})

const doubt = (code: string): unknown => ({ kind: 'in_doubt', code })
const later = (code: string, retryAfterMs: number | null): unknown => ({ kind: 'unavailable', code, retryAfterMs })
const refused = (code: string, detail: string): unknown => ({ kind: 'refused', code, detail })
const named = (status: number, name: string, headers: Record<string, string> = {}): HttpAnswer =>
  answered(status, { statusCode: status, name, message: `pat@example.com: ${name}` }, headers)

test.each<[string, HttpAnswer, unknown]>([
  ['accepted in HTML', answered(200, '<html>'), doubt('answer_unreadable')],
  ['accepted without an id', answered(200, {}), doubt('answer_unreadable')],
  ['failed at Resend', named(500, 'application_error'), doubt('application_error')],
  ['failed before Resend', answered(502, 'Bad gateway'), doubt('http_502')],
  ['not answered in time', { kind: 'no_answer', code: 'timeout' }, doubt('timeout')],
  ['lost on the way', { kind: 'no_answer', code: 'connection_lost' }, doubt('connection_lost')],
  ['never sent', { kind: 'never_sent', code: 'origin_unreachable' }, later('origin_unreachable', null)],
  ['too many', named(429, 'rate_limit_exceeded', { 'retry-after': '1' }), later('rate_limit_exceeded', 1_000)],
  ['over the day’s quota', named(429, 'daily_quota_exceeded'), later('daily_quota_exceeded', 3_600_000)],
  [
    'still being worked on',
    named(409, 'concurrent_idempotent_requests'),
    later('concurrent_idempotent_requests', 1_000),
  ],
  ['sent without a key', named(401, 'missing_api_key'), later('missing_api_key', 120_000)],
  ['sent with a wrong key', named(403, 'invalid_api_key'), later('invalid_api_key', 120_000)],
  ['stopped by a gateway', answered(403, '<html>Forbidden</html>'), later('http_403', null)],
  ['redirected', answered(301, ''), later('http_301', null)],
  [
    'another under the same key',
    named(409, 'invalid_idempotent_request'),
    refused('invalid_idempotent_request', 'The same key was used for another e-mail'),
  ],
  [
    'to or from nobody',
    named(422, 'validation_error'),
    refused('validation_error', 'Resend does not accept the sender or the recipient'),
  ],
  ['refused otherwise', named(404, 'not_found'), refused('not_found', 'Resend refused the e-mail')],
])('an e-mail that is %s', async (_name, answer, outcome) => {
  expect(await open(answer).port.send(email, 'eff_1')).toEqual(outcome)
})
