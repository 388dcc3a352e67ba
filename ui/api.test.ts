import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { call, get, hasShape, isSignedOut } from './api.ts'

/** What the server answers to the next call, and what it was asked. */
const next = { status: 200, body: '{}', headers: {} as Record<string, string> }
const asked: { method: string; url: string; ifMatch: string | undefined; body: string }[] = []
let server: Server
let base = ''

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += String(chunk)))
    request.on('end', () => {
      const { method = '', url = '' } = request
      asked.push({ method, url, ifMatch: request.headers['if-match'], body })
      response.writeHead(next.status, next.headers)
      response.end(next.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => new Promise((resolve) => server.close(resolve)))

beforeEach(() => {
  Object.assign(next, { status: 200, body: '{}', headers: {} })
  isSignedOut.value = false
})

describe('an answer', () => {
  test('comes with the version a change can be made from, and the change names it', async () => {
    Object.assign(next, { body: '{"seq":4}', headers: { etag: '"17"' } })
    expect(await get<{ seq: number }>(`${base}/board`, { seq: 'number' })).toEqual({
      ok: true,
      value: { seq: 4 },
      version: 17,
    })
    await call('PATCH', `${base}/policy`, { body: { paused: true }, version: 17 })
    expect(asked.at(-1)).toEqual({ method: 'PATCH', url: '/policy', ifMatch: '"17"', body: '{"paused":true}' })
  })

  test('without a body is enough where none is expected', async () => {
    Object.assign(next, { status: 204, body: '' })
    expect(await call('POST', `${base}/takeover`)).toEqual({ ok: true, value: null, version: null })
  })

  test.each(['{"seq":"4"}', '[]', 'null', '<html>', ''])('of another shape is refused: %s', async (body) => {
    next.body = body
    const answer = await get<{ seq: number }>(`${base}/board`, { seq: 'number' })
    expect(answer).toMatchObject({ ok: false, problem: { code: 'unreadable', status: 200 } })
  })
})

describe('a refusal', () => {
  test('says its code, its sentence, and the first fault of each field', async () => {
    const issues = [
      { path: 'textAfterMs', message: 'a number' },
      { path: 'textAfterMs', message: 'not below 0' },
      { path: 'notifyBy', message: 'a list' },
    ]
    Object.assign(next, { status: 400, body: JSON.stringify({ code: 'body_invalid', detail: 'See below.', issues }) })
    expect(await call('PATCH', `${base}/policy`, { body: {} })).toEqual({
      ok: false,
      problem: {
        status: 400,
        code: 'body_invalid',
        detail: 'See below.',
        issues: { textAfterMs: 'a number', notifyBy: 'a list' },
      },
    })
  })

  test('by something that is not our server has a code all the same', async () => {
    Object.assign(next, { status: 502, body: '<html>Bad gateway</html>' })
    const answer = await call('POST', `${base}/takeover`)
    expect(answer).toEqual({ ok: false, problem: { status: 502, code: 'status_502', detail: '', issues: {} } })
  })

  test('of a session that is over is known everywhere, until a call is let in again', async () => {
    Object.assign(next, { status: 401, body: '{"code":"token_invalid","detail":"Sign in."}' })
    await get(`${base}/me`, {})
    expect(isSignedOut.value).toBe(true)
    Object.assign(next, { status: 200, body: '{}' })
    await get(`${base}/me`, {})
    expect(isSignedOut.value).toBe(false)
  })

  test('where nobody answers says so', async () => {
    const answer = await call('POST', 'http://127.0.0.1:9/takeover')
    expect(answer).toEqual({ ok: false, problem: { status: 0, code: 'offline', detail: '', issues: {} } })
    expect(isSignedOut.value).toBe(false)
  })
})

test.each([
  [{ a: [] }, { a: 'array' }, true],
  [{ a: {} }, { a: 'array' }, false],
  [{ a: null }, { a: 'object' }, false],
  [{ a: 1, b: 2 }, { a: 'number' }, true],
  [{}, { a: 'string' }, false],
  [undefined, {}, false],
] as const)('%j against %j: %s', (value, shape, fits) => {
  expect(hasShape<{ a: unknown }>(value, shape)).toBe(fits)
})
