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
