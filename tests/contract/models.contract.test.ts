import type { Message } from '@anthropic-ai/sdk/resources/messages/messages'
import type { Response } from 'openai/resources/responses/responses'
import * as v from 'valibot'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { MODES } from '../../sandbox/models/mind.ts'
import { startSandbox, type Sandbox } from '../../sandbox/server.ts'
import { anthropicModel } from '../../tenants/providers/anthropic/api.ts'
import { request } from '../../tenants/providers/http.ts'
import type { Asked, ModelDriver, Step } from '../../tenants/providers/model-driver.ts'
import { openMask } from '../../tenants/providers/model-mask.ts'
import { prepareAsked } from '../../tenants/providers/model-prompt.ts'
import { openaiModel } from '../../tenants/providers/openai/api.ts'
import { hasSpec, openSpec } from './support/open-api.ts'
import { openRecorder, type Recorder } from './support/recorder.ts'

const Draft = v.object({
  text: v.pipe(v.string(), v.maxLength(300)),
  language: v.picklist(['en', 'es']),
  cents: v.nullable(v.pipe(v.number(), v.integer())),
  note: v.optional(v.string()),
})
const asked: Asked = prepareAsked(
  {
    purpose: 'answer',
    system: 'Answer the customer. Look up free slots where they ask for a time.',
    turns: [
      {
        role: 'user',
        text: 'A customer wrote.',
        data: [{ name: 'customer_message', text: 'how much? slots tomorrow?' }],
      },
      { role: 'assistant', text: 'Which one?' },
      {
        role: 'user',
        text: '',
        data: [{ name: 'customer_message', text: 'the water heater, and what slots are free' }],
      },
    ],
    schema: Draft,
    schemaName: 'draft',
    tools: [
      {
        name: 'find_slots',
        description: 'Free times.',
        parameters: v.object({ day: v.optional(v.string()) }),
        run: () => [],
      },
    ],
    maxOutputTokens: 300,
    deadlineAt: 0,
  },
  openMask([]),
)

let sandbox: Sandbox
const recorders: Recorder[] = []
let drivers: Record<'openai' | 'anthropic', { driver: ModelDriver; recorder: Recorder }>

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, stateDir: null })
  const { OPENAI_API_URL, OPENAI_API_KEY, OPENAI_MODEL, ANTHROPIC_API_URL, ANTHROPIC_API_KEY, ANTHROPIC_MODEL } =
    sandbox.settings
  const openai = await openRecorder(OPENAI_API_URL)
  const anthropic = await openRecorder(ANTHROPIC_API_URL)
  recorders.push(openai, anthropic)
  const http = request
  drivers = {
    openai: {
      driver: openaiModel({ apiUrl: openai.url, apiKey: OPENAI_API_KEY, model: OPENAI_MODEL, http }),
      recorder: openai,
    },
    anthropic: {
      driver: anthropicModel({ apiUrl: anthropic.url, apiKey: ANTHROPIC_API_KEY, model: ANTHROPIC_MODEL, http }),
      recorder: anthropic,
    },
  }
})
afterAll(async () => {
  for (const recorder of recorders) await recorder.close()
  await sandbox.close()
})
beforeEach(() => control('DELETE', '/sandbox/models'))

async function control(method: string, path: string, body?: unknown): Promise<void> {
  await fetch(sandbox.url + path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
}

/** A whole conversation: a tool is called once, and then it answers. */
async function converse(driver: ModelDriver): Promise<Step[]> {
  const dialogue = driver.open(asked)
  const first = await dialogue.prepare([], true).send(5_000)
  if (first.kind !== 'calls') return [first]
  const results = first.calls.map(({ id }) => ({ id, text: '["tomorrow 9:00"]', isError: false }))
  return [first, await dialogue.prepare(results, true).send(5_000)]
}

describe.each(['openai', 'anthropic'] as const)('%s', (name) => {
  test('is asked, calls a tool, is told what it returned, and answers by the schema', async () => {
    const [first, second] = await converse(drivers[name].driver)
    expect(first).toMatchObject({ kind: 'calls', calls: [{ name: 'find_slots', args: { day: null } }] })
    expect(second).toMatchObject({ kind: 'answered', usage: { inputTokens: expect.any(Number) } })
    expect(JSON.parse(second?.kind === 'answered' ? second.text : '')).toMatchObject({
      language: 'en',
      note: expect.anything(),
    })
  })

  test('never has more tokens than the request has bytes', async () => {
    const prepared = drivers[name].driver.open(asked).prepare([], false)
    drivers[name].recorder.exchanges.splice(0)
    await prepared.send(5_000)
    const [exchange] = drivers[name].recorder.exchanges
    expect(Buffer.byteLength(exchange?.body ?? '')).toBe(prepared.bytes)
  })

  test.each([
    ['refuse', { kind: 'unusable', reason: 'refused' }],
    ['cut', { kind: 'unusable', reason: 'malformed' }],
    ['endless_tools', { kind: 'calls' }],
    ['wrong_schema', { kind: 'answered' }],
  ])('%s is read as what it is', async (mode, step) => {
    await control('POST', '/sandbox/models', { mode })
    expect(await drivers[name].driver.open(asked).prepare([], false).send(5_000)).toMatchObject(step)
  })

  test.each([
    [400, { isRetryable: false, isOurs: true, mayBeCharged: false }],
    [401, { isRetryable: false, isOurs: false }],
    [429, { isRetryable: true, retryAfterMs: 1_000, mayBeCharged: false }],
    [500, { isRetryable: true, mayBeCharged: true }],
    [529, { isRetryable: true }],
  ])('status %i', async (status, failed) => {
    await control('POST', '/sandbox/faults', { provider: name, kind: 'status', status })
    const step = await drivers[name].driver.open(asked).prepare([], true).send(5_000)
    await control('DELETE', '/sandbox/faults')
    expect(step).toMatchObject({ kind: 'failed', isLate: false, ...failed })
  })

  test.each([
    ['timeout', { isLate: true, isRetryable: false, mayBeCharged: true, detail: 'timeout' }],
    ['malformed', { isLate: false, isRetryable: true, mayBeCharged: true, detail: 'unreadable' }],
  ])('%s', async (kind, failed) => {
    await control('POST', '/sandbox/faults', { provider: name, kind })
    const step = await drivers[name].driver.open(asked).prepare([], true).send(500)
    await control('DELETE', '/sandbox/faults')
    expect(step).toMatchObject({ kind: 'failed', ...failed })
  })

  test('an account without credit is not asked again', async () => {
    await control('POST', '/sandbox/faults', { provider: name, kind: 'status', status: 402 })
    const step = await drivers[name].driver.open(asked).prepare([], true).send(5_000)
    await control('DELETE', '/sandbox/faults')
    expect(step).toMatchObject({ kind: 'failed', isRetryable: false, isOurs: false })
  })
})

test('Anthropic’s SDK names the version of its API, and no key of another kind', async () => {
  const { driver, recorder } = drivers.anthropic
  recorder.exchanges.splice(0)
  await driver.open(asked).prepare([], true).send(5_000)
  const [exchange] = recorder.exchanges
  expect(exchange?.headers).toMatchObject({ 'anthropic-version': '2026-10-21', 'user-agent': 'Shoulder/1' })
  expect([exchange?.headers['x-api-key'], exchange?.headers['authorization']].filter(Boolean)).toHaveLength(1)
})

describe.skipIf(!hasSpec('openai.json'))('OpenAI’s published description', () => {
  test('has nothing against our requests and the stand-in’s answers, whatever they are', async () => {
    const spec = openSpec('openai.json')
    const { driver, recorder } = drivers.openai
    recorder.exchanges.splice(0)
    await converse(driver)
    for (const mode of MODES.filter((known) => known !== 'hang')) {
      await control('POST', '/sandbox/models', { mode })
      await driver.open(asked).prepare([], true).send(5_000)
    }
    const exchanges = recorder.exchanges.splice(0)
    expect(exchanges.length).toBe(MODES.length + 1)
    expect(exchanges.flatMap(spec.check)).toEqual([])
    // It would have something against a request that is wrong.
    const [exchange] = exchanges
    if (!exchange) throw new Error('Nothing was recorded.')
    const wrong = JSON.stringify({ ...(JSON.parse(exchange.body) as object), store: 'no', temprature: 1 })
    expect(spec.check({ ...exchange, body: wrong }).join()).toMatch(/store[\s\S]*temprature/)
  })
})

test('the stand-ins’ answers are what the SDKs’ own types say', async () => {
  const { OPENAI_API_URL, OPENAI_API_KEY, ANTHROPIC_API_URL, ANTHROPIC_API_KEY } = sandbox.settings
  const post = async <T>(url: string, headers: Record<string, string>, body: unknown): Promise<T> => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }
    return (await (await fetch(url, init)).json()) as T
  }
  const response = await post<Response>(
    `${OPENAI_API_URL}/responses`,
    { authorization: `Bearer ${OPENAI_API_KEY}` },
    { model: 'gpt-6-luna', input: 'hello' },
  )
  const message = await post<Message>(
    `${ANTHROPIC_API_URL}/v1/messages`,
    { 'x-api-key': ANTHROPIC_API_KEY, 'anthropic-version': '2026-10-21' },
    { model: 'claude-haiku-5-5', max_tokens: 100, messages: [{ role: 'user', content: 'hello' }] },
  )
  const fields: (keyof Response)[] = [
    'id',
    'object',
    'created_at',
    'status',
    'error',
    'incomplete_details',
    'usage',
    'output',
  ]
  for (const field of fields) expect(response).toHaveProperty(field)
  const others: (keyof Message)[] = [
    'id',
    'type',
    'role',
    'model',
    'content',
    'stop_reason',
    'stop_sequence',
    'usage',
    'container',
  ]
  for (const field of others) expect(message).toHaveProperty(field)
  expect(message.usage).toMatchObject({ input_tokens: expect.any(Number), output_tokens: expect.any(Number) })
})
