import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openRig, send, type SandboxRig } from './sandbox-rig.ts'

type Hook = { url: string; channel: string; error: string | null }
type Posted = { url: string; channel: string; text: string; blocks: unknown[] }

let rig: SandboxRig
let hook: Hook
beforeAll(async () => void (rig = await openRig()))
afterAll(() => rig.close())
beforeEach(async () => {
  await rig.control('POST', '/sandbox/reset')
  hook = (await listHooks())[0] as Hook
})

const listHooks = async () => (await rig.control('GET', '/sandbox/slack/hooks')).json as unknown as Hook[]
const standing = async (query = '') =>
  (await rig.control('GET', `/sandbox/slack/messages${query}`)).json as unknown as Posted[]
const JSON_TYPE = { 'content-type': 'application/json' }
const post = (body: unknown, url = hook.url, headers: Record<string, string> = JSON_TYPE) =>
  send(url, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) })
const section = (text: unknown) => ({ type: 'section', text })
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })

describe('a message', () => {
  test('is taken with a plain ok, and stands in the channel', async () => {
    const message = { text: 'Hello', blocks: [section(mrkdwn('*Hello*')), { type: 'divider' }] }
    const answer = await post(message)
    expect([answer.status, answer.text]).toEqual([200, 'ok'])
    expect(await standing()).toMatchObject([{ url: hook.url, channel: '#shoulder-alerts', ...message }])
  })

  test('may come as a form, and a second one is a second message', async () => {
    const body = new URLSearchParams({ payload: '{"text":"Hello"}' }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'idempotency-key': 'one' }
    await post(body, hook.url, headers)
    await post(body, hook.url, headers)
    expect((await standing()).map(({ text }) => text)).toEqual(['Hello', 'Hello'])
  })

  test('is cut off after 40,000 characters and taken all the same', async () => {
    expect((await post({ text: 'a'.repeat(40_001) })).text).toBe('ok')
    expect((await standing())[0]?.text).toHaveLength(40_000)
  })

  test.each([
    ['invalid_payload', 'no json'],
    ['invalid_payload', []],
    ['invalid_payload', { text: 5 }],
    ['no_text', {}],
    ['no_text', { text: ' ' }],
    ['invalid_blocks', { text: 'a', blocks: {} }],
    ['invalid_blocks', { blocks: Array(51).fill(section(mrkdwn('a'))) }],
    ['invalid_blocks', { blocks: [{ type: 'paragraph' }] }],
    ['invalid_blocks', { blocks: [{ type: 'section' }] }],
    ['invalid_blocks', { blocks: [section('a')] }],
    ['invalid_blocks', { blocks: [section({ type: 'markdown', text: 'a' })] }],
    ['invalid_blocks', { blocks: [section(mrkdwn(''))] }],
    ['invalid_blocks', { blocks: [section(mrkdwn('a'.repeat(3_001)))] }],
    ['invalid_blocks', { blocks: [{ type: 'header', text: mrkdwn('a') }] }],
    ['invalid_blocks', { blocks: [{ type: 'context', elements: [] }] }],
    ['too_many_attachments', { text: 'a', attachments: Array(101).fill({}) }],
  ])('is refused with 400 %s where it is wrong (case %#)', async (word, body) => {
    const answer = await post(body)
    expect([answer.status, answer.text]).toEqual([400, word])
    expect(await standing()).toEqual([])
  })

  test('that does not say it is JSON is refused', async () => {
    expect((await post('{"text":"a"}', hook.url, { 'content-type': 'text/plain' })).text).toBe('invalid_payload')
    expect((await send(hook.url, {})).status).toBe(405)
  })
})

describe('an address', () => {
  test.each([
    [404, 'no_team', () => hook.url.replace(/\/T[A-Z0-9]+/, '/T0000000000')],
    [404, 'no_service_id', () => hook.url.split('/').slice(0, -2).join('/')],
    [404, 'no_service', () => hook.url.replace(/\/B[A-Z0-9]+/, '/B0000000000')],
    [403, 'invalid_token', () => hook.url.slice(0, -24) + 'x'.repeat(24)],
    [403, 'invalid_token', () => hook.url.slice(0, -25)],
  ])('that leads nowhere is refused with %i %s (case %#)', async (status, word, address) => {
    const answer = await post({ text: 'a' }, address())
    expect([answer.status, answer.text]).toEqual([status, word])
    expect(await standing()).toEqual([])
  })

  test('stays the same after a reset, and others lead to channels of their own', async () => {
    const made = (await rig.control('POST', '/sandbox/slack/hooks', { channel: '#night' })).json as unknown as Hook
    await post({ text: 'a' }, made.url)
    expect(await standing(`?url=${encodeURIComponent(made.url)}`)).toMatchObject([{ channel: '#night' }])
    expect(await standing(`?url=${encodeURIComponent(hook.url)}`)).toEqual([])
    await rig.control('POST', '/sandbox/reset')
    expect(await listHooks()).toEqual([hook])
    expect((await rig.control('POST', '/sandbox/slack/hooks', { channel: 'Night' })).status).toBe(400)
  })
})

describe('a webhook', () => {
  const fail = (error: string, more = {}) =>
    rig.control('POST', '/sandbox/slack/hooks/error', { url: hook.url, error, ...more })

  test.each([
    [404, 'no_service'],
    [410, 'channel_is_archived'],
    [403, 'action_prohibited'],
    [403, 'invalid_token'],
    [429, 'rate_limited'],
  ])('answers %i %s from when it is told to, until it is put right', async (status, error) => {
    expect((await fail(error)).json).toEqual({ ...hook, error })
    const answer = await post({ text: 'a' })
    expect([answer.status, answer.text]).toEqual([status, error])
    expect(answer.headers.get('retry-after')).toBe(status === 429 ? '30' : null)
    await fail('none')
    expect((await post({ text: 'a' })).text).toBe('ok')
    expect(await standing()).toHaveLength(1)
  })

  test('says how long there is to wait, and takes what comes after that', async () => {
    await fail('rate_limited', { forMs: 300_000 })
    expect(Number((await post({ text: 'a' })).headers.get('retry-after'))).toBeGreaterThan(290)
    await fail('rate_limited', { forMs: 1 })
    await expect.poll(async () => (await post({ text: 'a' })).text).toBe('ok')
  })

  test.each([
    [503, ''],
    [500, 'rollup_error'],
    [429, 'rate_limited'],
  ])('answers %i on order of a fault', async (status, word) => {
    await rig.control('POST', '/sandbox/faults', { provider: 'slack', kind: 'status', status })
    const answer = await post({ text: 'a' })
    expect([answer.status, answer.text]).toEqual([status, word])
  })

  test('that is not there, or an error that is none, is an order that cannot be carried out', async () => {
    expect((await fail('tired')).status).toBe(400)
    expect((await fail('no_service', { forMs: 0 })).status).toBe(400)
    const order = { url: `${hook.url}x`, error: 'no_service' }
    expect((await rig.control('POST', '/sandbox/slack/hooks/error', order)).status).toBe(400)
  })
})
