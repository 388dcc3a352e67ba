import { afterEach, describe, expect, test, vi } from 'vitest'
import { describeError, log, mask } from './log.ts'

const printed = vi.spyOn(console, 'log').mockImplementation(() => undefined)
afterEach(() => printed.mockClear())

test('a line is JSON with its time, its event and its trace', () => {
  log('hook_accepted', 'req_1', { provider: 'twilio', count: 3, tenantId: 'ten_0123456789abcdefghjkmnpq' })
  expect(printed).toHaveBeenCalledOnce()
  const line: unknown = JSON.parse(String(printed.mock.calls[0]?.[0]))
  expect(line).toEqual({
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    event: 'hook_accepted',
    traceId: 'req_1',
    provider: 'twilio',
    count: 3,
    tenantId: 'ten_0123456789abcdefghjkmnpq',
  })
})

describe('what a line never holds', () => {
  test.each([
    ['+15125550147', '…0147'],
    ['call from +1 (512) 555-0147 missed', 'call from …0147 missed'],
    ['(512) 555-0147', '…0147'],
    ['512-555-0147', '…0147'],
    ['5125550147', '…0147'],
    ['?To=%2B15125550147&x=1', '?To=…0147&x=1'],
    ['write to pat.rivers@example.com', 'write to p…@example.com'],
    ['email=pat%40example.com', 'email=p…@example.com'],
    ['Authorization: Bearer abc.def-123', 'Authorization: [token]'],
    ['eyJhbGciOiJSUzI1NiJ9.eyJlbWFpbCI6IngifQ.c2ln', '[token]'],
    ['key re_abcdefgh12345678', 'key [secret]'],
    ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', '[secret]'],
    ['GET /u/abc.def0123', 'GET /u/[token]'],
  ])('%s becomes %s', (text, hidden) => {
    expect(mask(text)).toBe(hidden)
  })

  test('is hidden at any depth, and by its name whatever it holds', () => {
    log('x', 'req_1', { list: [{ from: '+15125550147' }], authToken: 'short', body: 'my heater is broken' })
    const line = String(printed.mock.calls[0]?.[0])
    for (const secret of ['5125550147', 'short', 'heater']) expect(line).not.toContain(secret)
  })
})

test('ids, times and codes stay readable', () => {
  for (const text of [
    '2026-11-24T04:40:53.524Z',
    'SM618047a942d54375b52c19cb54b0a35e',
    'req_5kb9ndp3nrxg6b5wqeb4h2kd',
    '30007',
  ]) {
    expect(mask(text)).toBe(text)
  }
})

test('an error is told by what lies underneath it, since what wraps it repeats the values', () => {
  const wrapped = new Error('Failed query: insert … params: Pat Rivers,+15125550147', {
    cause: new Error('D1_ERROR: UNIQUE constraint failed: tenant_key.key'),
  })
  expect(describeError(wrapped)).toBe('Error: D1_ERROR: UNIQUE constraint failed: tenant_key.key')
  expect(describeError('thrown +15125550147')).toBe('thrown …0147')
  const bundled = Object.assign(new Error('relation "leads" does not exist'), { name: 'Qe', code: '42P01' })
  expect(describeError(bundled)).toBe('Error 42P01: relation "leads" does not exist')
})

test('an error never quotes the words it stumbled over', () => {
  expect(describeError(new Error('Failed query: select 1\nparams: Pat Rivers,my heater\nleaks'))).toBe(
    'Error: Failed query: select 1\nparams: …',
  )
  const words = 'my heater leaks'
  try {
    JSON.parse(words)
  } catch (error) {
    expect(describeError(error)).toContain('is not valid JSON')
    expect(describeError(error)).not.toContain('heater')
  }
  expect(describeError(new Error('no such column: "due_at"'))).toBe('Error: no such column: "due_at"')
})
