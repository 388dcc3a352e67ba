import { signal } from '@preact/signals'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ConversationView } from '../../tenants/contract/board.ts'
import { toasts } from '../toasts.ts'
import { WhoAnswers } from './who-answers.ts'

/** The server's end of the line: what was asked of it, and what it will answer. */
const asked: string[] = []
let status = 204

beforeEach(() => {
  asked.length = 0
  status = 204
  toasts.value = []
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path.split('/').at(-1) ?? '')
    await Promise.resolve()
    const body = status === 204 ? null : JSON.stringify({ code: 'tenant_unreachable', detail: 'It does not answer.' })
    return new Response(body, { status })
  })
})

afterEach(() => {
  vi.unstubAllGlobals()
})

function open(takenOver = false) {
  const view = signal({ summary: { takenOver } } as ConversationView | null)
  return new WhoAnswers('ten_1', 'cus_1', view)
}

describe('who begins to type', () => {
  test('has the conversation at once, and is asked for once however long the text', async () => {
    const who = open()
    who.notice('O')
    expect(who.isPerson.value).toBe(true)
    for (const text of ['On', 'On m', 'On my way']) who.notice(text)
    await expect.poll(() => asked).toEqual(['takeover'])
    expect(who.isPerson.value).toBe(true)
  })

  test('spaces only, takes nothing over', () => {
    open().notice('   ')
    expect(asked).toEqual([])
  })

  test('in a conversation that is theirs already, asks for nothing', () => {
    open(true).notice('On my way')
    expect(asked).toEqual([])
  })

  test('and is refused, sees it taken back with the reason, once', async () => {
    status = 503
    const who = open()
    who.notice('O')
    await expect.poll(() => who.isPerson.value).toBe(false)
    expect(toasts.value.map(({ tone }) => tone)).toEqual(['danger'])
    who.notice('On')
    expect(asked).toEqual(['takeover'])
  })

  test('after handing back, takes over anew', async () => {
    const who = open()
    who.notice('O')
    await expect.poll(() => asked).toEqual(['takeover'])
    await who.ask(false)
    expect(who.isPerson.value).toBe(false)
    who.notice('On')
    await expect.poll(() => asked).toEqual(['takeover', 'handback', 'takeover'])
  })
})
