import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { language } from '../words/language.ts'
import { ConversationModel } from './conversation-model.ts'

const REFUSALS = [
  ['offer_without_consent', 409, /not agreed to offers in writing/, /no aceptó ofertas por escrito/],
  ['link_shortened', 400, /whole address/, /dirección completa/],
  ['hidden_characters', 400, /nobody sees/, /nadie ve/],
] as const

let refusal: { code: string; status: number }

beforeEach(() => {
  vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
    if (init.method !== 'POST') return Response.json({ code: 'not_found' }, { status: 404 })
    return Response.json({ code: refusal.code, detail: 'In the server’s words.' }, { status: refusal.status })
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  language.value = 'en'
})

describe('a text that is refused', () => {
  test.each(REFUSALS)('as %s stays in the field, with the reason beside it', async (code, status, english, spanish) => {
    refusal = { code, status }
    for (const [lang, words] of [
      ['en', english],
      ['es', spanish],
    ] as const) {
      language.value = lang
      const model = new ConversationModel('ten_1', `cus_${code}_${lang}`)
      model.draft.value = '50% off today'
      await model.send()
      expect(model.sendFault.value).toMatch(words)
      expect(model.draft.value).toBe('50% off today')
      expect(model.outgoing.value).toEqual([])
      model.close()
    }
  })
})

describe('a text that may have arrived although nobody answered', () => {
  const keys: (string | null)[] = []
  let isReached: boolean
  beforeEach(() => {
    keys.length = 0
    vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
      if (init.method !== 'POST') return Response.json({ code: 'not_found' }, { status: 404 })
      keys.push(new Headers(init.headers).get('idempotency-key'))
      if (!isReached) throw new TypeError('Failed to fetch')
      return Response.json({ entryId: 'eff_1' }, { status: 202 })
    })
  })

  async function send(model: ConversationModel, text: string, reaches: boolean): Promise<string | null | undefined> {
    isReached = reaches
    model.draft.value = text
    await model.send()
    return keys.at(-1)
  }

  test('bears the same key when it is sent again, also on another day, and another once it was taken', async () => {
    const model = new ConversationModel('ten_1', 'cus_key')
    const first = await send(model, 'On my way', false)
    expect(first).toMatch(/^[\d-]{7,255}$/)
    expect(model.draft.value).toBe('On my way')
    model.close()
    const later = new ConversationModel('ten_1', 'cus_key')
    expect(await send(later, 'On my way', true)).toBe(first)
    expect(await send(later, 'On my way', true)).not.toBe(first)
    later.close()
  })

  test('bears another key once its words have changed', async () => {
    const model = new ConversationModel('ten_1', 'cus_changed')
    const first = await send(model, 'On my way', false)
    expect(await send(model, 'On my way, in ten minutes', true)).not.toBe(first)
    model.close()
  })
})
