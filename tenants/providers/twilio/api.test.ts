import { describe, expect, test } from 'vitest'
import type { HttpAnswer, HttpRequest } from '../http.ts'
import type { OutboundSms, SentSms } from '../port.ts'
import { twilioSms } from './api.ts'

const SM = `SM${'a1'.repeat(16)}`
const ACCOUNT = `AC${'0'.repeat(32)}`
const LIST = `/2010-04-01/Accounts/${ACCOUNT}/Messages.json`
const SENT_AT = Date.parse('2026-11-23T15:02:11.700Z')

const sms: OutboundSms = {
  to: '+15125550111',
  from: '+15125550199',
  body: 'Sorry we missed you + more',
  statusCallbackUrl: 'https://app.example.com/hooks/twilio/status?tenant=ten_a&entry=eff_b',
  validityS: 3_600,
}

function answered(status: number, body: unknown, headers: Record<string, string> = {}): HttpAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { kind: 'answered', status, headers: new Headers(headers), text }
}

/** A Twilio that gives the listed answers, one a request. */
function open(...answers: HttpAnswer[]): { port: ReturnType<typeof twilioSms>; asked: HttpRequest[] } {
  const asked: HttpRequest[] = []
  const http = async (request: HttpRequest): Promise<HttpAnswer> => {
    asked.push(request)
    return answers[asked.length - 1] ?? { kind: 'no_answer', code: 'connection_lost' }
  }
  const apiUrl = 'https://api.example.com/twilio/'
  return { port: twilioSms({ apiUrl, accountSid: ACCOUNT, authToken: 'tok', http }), asked }
}

describe('a text', () => {
  test('is asked for by form, with our callback and how long it is useful', async () => {
    const { port, asked } = open(answered(201, { sid: SM, status: 'queued' }))
    expect(await port.send(sms)).toEqual({ kind: 'sent', providerRef: SM })
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({
      method: 'POST',
      url: `https://api.example.com/twilio${LIST}`,
      headers: {
        Authorization: `Basic ${Buffer.from(`${ACCOUNT}:tok`).toString('base64')}`,
        'Content-Type': 'application/x-www-form-urlencoded',
      },
    })
    expect(Object.fromEntries(new URLSearchParams(asked[0]?.body ?? ''))).toEqual({
      To: sms.to,
      From: sms.from,
      Body: sms.body,
      StatusCallback: sms.statusCallbackUrl,
      ValidityPeriod: '3600',
    })
  })

  const doubt = (code: string): unknown => ({ kind: 'in_doubt', code })
  const later = (code: string, retryAfterMs: number | null): unknown => ({ kind: 'unavailable', code, retryAfterMs })

  test.each<[string, HttpAnswer, unknown]>([
    ['accepted in HTML', answered(201, '<html>ok</html>'), doubt('answer_unreadable')],
    ['accepted without a sid', answered(201, { status: 'queued' }), doubt('answer_unreadable')],
    ['accepted and cut off', answered(201, `{"sid":"${SM}`), doubt('answer_unreadable')],
    ['failed at Twilio', answered(500, { code: 20_500, status: 500 }), doubt('20500')],
    ['failed before Twilio', answered(503, 'Service Unavailable'), doubt('http_503')],
    ['timed out at Twilio', answered(408, ''), doubt('http_408')],
    ['not answered in time', { kind: 'no_answer', code: 'timeout' }, doubt('timeout')],
    ['lost on the way', { kind: 'no_answer', code: 'connection_lost' }, doubt('connection_lost')],
    ['never sent', { kind: 'never_sent', code: 'origin_unreachable' }, later('origin_unreachable', null)],
    ['too many', answered(429, { code: 20_429 }, { 'retry-after': '3' }), later('20429', 3_000)],
    ['queue full', answered(429, { code: 21_611 }), later('21611', null)],
    ['not authenticated', answered(401, { code: 20_003 }), later('20003', 60_000)],
    ['not authenticated, in no words', answered(401, ''), later('20003', 60_000)],
    ['stopped by a gateway', answered(403, '<html>Forbidden</html>'), { kind: 'in_doubt', code: 'http_403' }],
    ['redirected', answered(302, ''), { kind: 'in_doubt', code: 'http_302' }],
    ['held back by a proxy', answered(429, 'slow down'), { kind: 'in_doubt', code: 'http_429' }],
  ])('that is %s', async (_name, answer, outcome) => {
    expect(await open(answer).port.send(sms)).toEqual(outcome)
  })

  test.each([
    [21_610, 'The person has opted out of texts from this number'],
    [21_614, 'The number cannot receive texts'],
    [21_999, 'Twilio refused the text with code 21999'],
  ])('refused with %i is refused for good, in words that name nobody', async (code, detail) => {
    const body = { code, message: `The number ${sms.to} is bad`, status: 400 }
    expect(await open(answered(400, body)).port.send(sms)).toEqual({ kind: 'refused', code: String(code), detail })
  })
})

describe('a text in doubt', () => {
  const sent: SentSms = { to: sms.to, from: sms.from, body: sms.body, notBefore: SENT_AT, knownRefs: new Set() }
  const listed = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
    sid: SM,
    to: sms.to,
    from: sms.from,
    body: sms.body,
    direction: 'outbound-api',
    date_created: 'Mon, 23 Nov 2026 15:02:11 +0000',
    date_sent: null,
    ...change,
  })
  const page = (messages: unknown[], next: string | null = null): HttpAnswer =>
    answered(200, { messages, next_page_uri: next })

  test('is looked for between the two numbers, and found though the date has whole seconds only', async () => {
    const { port, asked } = open(page([listed()]))
    expect(await port.lookUp(sent)).toEqual({ kind: 'found', providerRef: SM })
    const url = new URL(asked[0]?.url ?? '')
    expect(url.pathname).toBe(`/twilio${LIST}`)
    expect(Object.fromEntries(url.searchParams)).toEqual({ To: sms.to, From: sms.from, PageSize: '100' })
  })

  test.each([
    ['other words', { body: `${sms.body} ` }],
    ['an answer of theirs', { direction: 'inbound' }],
    ['an earlier text in the same words', { date_created: 'Mon, 23 Nov 2026 15:02:09 +0000' }],
    ['a text of unknown age', { date_created: null }],
    ['a text to somebody else', { to: '+15125550112' }],
    ['a text from another number', { from: '+15125550198' }],
  ])('is not %s', async (_name, change) => {
    expect(await open(page([listed(change)])).port.lookUp(sent)).toEqual({ kind: 'absent' })
  })

  test('is not one that belongs to another entry', async () => {
    const { port } = open(page([listed()]))
    expect(await port.lookUp({ ...sent, knownRefs: new Set([SM]) })).toEqual({ kind: 'absent' })
  })

  test('is found on a later page', async () => {
    const next = `${LIST}?To=x&PageToken=PA1`
    const { port, asked } = open(page([listed({ body: 'Other' })], next), page([listed()]))
    expect(await port.lookUp(sent)).toEqual({ kind: 'found', providerRef: SM })
    expect(asked[1]?.url).toBe(`https://api.example.com/twilio${next}`)
  })

  test('stays unknown when the next page lies anywhere but in the same list', async () => {
    const { port, asked } = open(page([], 'https://elsewhere.example.com/steal'), page([listed()]))
    expect(await port.lookUp(sent)).toEqual({ kind: 'unknown', code: 'list_unreadable' })
    expect(asked).toHaveLength(1)
  })

  test('is absent from a long list that reaches further back, and unknown in one that does not', async () => {
    const recent = page([listed({ body: 'Other' })], `${LIST}?Page=1`)
    const old = page([listed({ date_created: 'Mon, 23 Nov 2026 14:00:00 +0000' })], `${LIST}?Page=3`)
    expect(await open(recent, recent, old).port.lookUp(sent)).toEqual({ kind: 'absent' })
    const { port, asked } = open(recent, recent, recent, recent)
    expect(await port.lookUp(sent)).toEqual({ kind: 'unknown', code: 'list_too_long' })
    expect(asked).toHaveLength(3)
  })

  test.each<[string, HttpAnswer, string]>([
    ['does not answer', { kind: 'no_answer', code: 'timeout' }, 'timeout'],
    ['fails', answered(500, { code: 20_500 }), '20500'],
    ['is too busy', answered(429, ''), 'http_429'],
    ['answers in HTML', answered(200, '<html>'), 'answer_unreadable'],
    ['does not know us', answered(401, { code: 20_003 }), '20003'],
  ])('stays unknown when Twilio %s', async (_name, answer, code) => {
    expect(await open(answer).port.lookUp(sent)).toEqual({ kind: 'unknown', code })
  })
})
