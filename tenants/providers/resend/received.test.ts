import { describe, expect, test } from 'vitest'
import type { HttpAnswer, HttpRequest } from '../http.ts'
import { mailAddress, plainText } from '../plain-text.ts'
import { fetchReceivedWords } from './received.ts'
import { readResendEvent } from './webhook.ts'

const TENANT = `ten_${'0123456789abcdefghjkmnpq'}`
const OURS = `hello+${TENANT.slice(4)}@mail.example.com`

const mail = {
  email_id: '4ef20000-0000-4000-8000-000000000001',
  created_at: '2026-11-23T15:00:00.000Z',
  from: 'Pat Rivers <Pat.Rivers@example.com>',
  to: [`Larkspur <${OURS}>`],
  cc: [],
  bcc: [],
  received_for: [OURS],
  message_id: '<1@example.com>',
  subject: 'Please stop',
  attachments: [],
}

function read(change: Record<string, unknown>) {
  const text = JSON.stringify({ type: 'email.received', data: { ...mail, ...change } })
  return readResendEvent(new TextEncoder().encode(text), 'msg_1')
}

describe('a mail that came in', () => {
  test('is for the business whose letters come from that address, which anybody may write to', () => {
    expect(read({})).toEqual({
      ok: true,
      value: {
        address: { kind: 'tenant', tenantId: TENANT, isAnybodys: true },
        deliveryKey: 'msg_1',
        event: {
          type: 'email_received',
          emailRef: mail.email_id,
          from: 'pat.rivers@example.com',
          to: OURS,
          subject: 'Please stop',
          text: '',
        },
      },
    })
  })

  test.each([
    ['to', { to: [OURS.toUpperCase()], received_for: undefined }],
    ['copied to', { to: ['else@example.com'], received_for: undefined, cc: [OURS] }],
    ['handed on to', { to: ['else@example.com'], received_for: [OURS] }],
  ])('is found where it was %s us', (_, change) => {
    expect(read(change)).toMatchObject({ value: { address: { tenantId: TENANT } } })
  })

  test.each([
    [{ to: ['hello@mail.example.com'], received_for: [] }],
    [{ to: ['hello+short@mail.example.com'], received_for: undefined }],
    [{ to: 'hello', received_for: 7 }],
  ])('for nobody in particular names no business: %j', (change) => {
    expect(read(change)).toMatchObject({ value: { address: { tenantId: 'ten_none' } } })
  })

  test('from nobody is ignored, and one without an id refused', () => {
    expect(read({ from: 'postmaster' })).toMatchObject({ value: { event: { type: 'ignored' } } })
    expect(read({ email_id: '../../keys' })).toMatchObject({
      ok: false,
      error: { code: 'payload_invalid', issues: [expect.stringContaining('data.email_id')] },
    })
  })
})

describe('its words', () => {
  async function fetchWords(answer: HttpAnswer) {
    const asked: HttpRequest[] = []
    const http = async (request: HttpRequest) => {
      asked.push(request)
      return answer
    }
    const words = await fetchReceivedWords({ apiUrl: 'https://api.example.com/', apiKey: 're_1', http }, 'a/b')
    return { words, asked }
  }
  const answered = (status: number, text: string): HttpAnswer => ({
    kind: 'answered',
    status,
    headers: new Headers(),
    text,
  })

  test('are asked for by its id alone', async () => {
    const { words, asked } = await fetchWords(answered(200, JSON.stringify({ text: 'stop', html: '<p>go</p>' })))
    expect(words).toBe('stop')
    expect(asked).toMatchObject([{ method: 'GET', url: 'https://api.example.com/emails/receiving/a%2Fb' }])
  })

  test('are taken from the HTML where there is no plain text', async () => {
    expect((await fetchWords(answered(200, JSON.stringify({ text: null, html: '<p>st&#111;p</p>' })))).words).toBe(
      'stop',
    )
    expect((await fetchWords(answered(200, '{}'))).words).toBe('')
    expect((await fetchWords(answered(404, '{}'))).words).toBe('')
  })

  test.each([answered(500, ''), answered(200, 'no json'), { kind: 'no_answer', code: 'timeout' } as const])(
    'that cannot be had now are asked for again',
    async (answer) => {
      await expect(fetchWords(answer)).rejects.toThrow(/no words/)
    },
  )
})

describe('plain text', () => {
  test.each([
    ['<div>Stop<br>now</div><style>p { color: red }</style>', 'Stop\nnow'],
    ['<p>No &amp; no</p><blockquote><a href="x">Unsubscribe</a></blockquote>', 'No & no'],
    ['a<script>stop</script>b', 'a\nb'],
    ['&#99999999; &unknown;', '&#99999999; &unknown;'],
    ['<blockquote>never closed', ''],
  ])('%s', (html, text) => {
    expect(plainText(html)).toBe(text)
  })

  test('ends in time on a hostile mail', () => {
    expect(plainText('<'.repeat(50_000))).toHaveLength(50_000)
    expect(plainText('<style'.repeat(20_000))).toBe('')
  })

  test.each([
    ['Pat <Pat@Example.com>', 'pat@example.com'],
    ['pat@example.com', 'pat@example.com'],
    ['"Pat <x>" <pat@example.com>', 'pat@example.com'],
    ['pat', null],
    ['pat@localhost', null],
    [`${'x'.repeat(250)}@example.com`, null],
  ])('the address in %j', (text, address) => {
    expect(mailAddress(text)).toBe(address)
  })
})
