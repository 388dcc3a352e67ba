import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/server.ts'
import { RULE_NAMES } from '../../tenants/contract/alerts.ts'
import { composeWebhook, contentOf, TEST_CONTENT } from '../../worker/alerts/compose.ts'
import type { Told } from '../../worker/alerts/words.ts'

/** Slack publishes no schema; its stand-in is as strict as its documentation. */

const LINK = 'https://shoulder.example.com/fleet'
const LONGEST_NAME = 'Kettle & Daughters <!channel> '.repeat(6)

let sandbox: Sandbox
let url: string
beforeAll(async () => void (sandbox = await startSandbox({ port: 0, stateDir: null })))
beforeEach(async () => {
  await control('/reset', 'POST')
  url = (await control<{ url: string }[]>('/slack/hooks'))[0]?.url ?? ''
})
afterAll(() => sandbox.close())

async function control<T>(path: string, method = 'GET'): Promise<T> {
  return (await fetch(`${sandbox.url}/sandbox${path}`, { method })).json() as Promise<T>
}

async function post(body: string): Promise<string> {
  const headers = { 'content-type': 'application/json' }
  return (await fetch(url, { method: 'POST', headers, body })).text()
}

const standing = () => control<{ text: string; blocks: { text: { text: string } }[] }[]>('/slack/messages')

const told = (rule: (typeof RULE_NAMES)[number]): Told[] =>
  (['raised', 'reminder', 'cleared'] as const).map((kind) => ({
    ...{ rule, kind, figure: 0.5, at: Date.UTC(2026, 10, 25) },
    businessName: LONGEST_NAME,
  }))

test.each(['en', 'es'] as const)(
  'Slack takes every notice of ours, and as many as there may be (%s)',
  async (language) => {
    const all = RULE_NAMES.flatMap(told)
    for (const each of all) expect(await post(composeWebhook(contentOf([each]), language, LINK))).toBe('ok')
    expect(await post(composeWebhook(contentOf([...all, ...all]), language, LINK))).toBe('ok')
    expect(await post(composeWebhook(TEST_CONTENT, language, LINK))).toBe('ok')
    const messages = await standing()
    expect(messages).toHaveLength(all.length + 2)
    // A name that would wake a whole channel is shown as it is written.
    const said = messages.flatMap(({ text, blocks }) => [text, ...blocks.map((block) => block.text.text)])
    expect(said.filter((line) => line.includes('<!'))).toEqual([])
    expect(said.some((line) => line.includes('Kettle &amp; Daughters &lt;!channel&gt;'))).toBe(true)
  },
)
