import { signal } from '@preact/signals'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ScriptQuestion } from '../../tenants/contract/scripts.ts'
import { openPastPreview } from './past-preview-model.ts'

const words = signal('Mine')
const question = (): ScriptQuestion => ({ name: 'missed_call_text', language: 'en', text: words.value })
let waiting: { text: string; answer: (status: number) => void }[] = []

beforeEach(() => {
  words.value = 'Mine'
  waiting = []
  vi.stubGlobal('fetch', async (_path: string, init: { body: string }) => {
    const { text } = JSON.parse(init.body) as ScriptQuestion
    const status = await new Promise<number>((resolve) => waiting.push({ text, answer: resolve }))
    if (status !== 200) return Response.json({ code: 'tenant_unavailable', detail: '' }, { status })
    const segments = { segmentsBefore: 3, segmentsAfter: 3 }
    const counts = { days: 90, texts: 3, changed: text.length, refused: 0, unknown: 0, isCut: false }
    return Response.json({ ...counts, ...segments, examples: [] })
  })
})
afterEach(() => void vi.unstubAllGlobals())

test('an answer is shown for the words it was asked for, and for no others', async () => {
  const model = openPastPreview('ten_1', question)
  const asked = model.ask()
  expect(model.isAsking.value).toBe(true)
  await expect.poll(() => waiting).toHaveLength(1)
  waiting[0]?.answer(200)
  await asked
  expect([model.past.value?.changed, model.isAsking.value]).toEqual([4, false])
  words.value = 'Mine!'
  expect(model.past.value).toBeNull()
  words.value = 'Mine'
  expect(model.past.value?.changed).toBe(4)
})

test('words that are typed meanwhile wait for an answer of their own', async () => {
  const model = openPastPreview('ten_1', question)
  const first = model.ask()
  words.value = 'Others'
  expect(model.isAsking.value).toBe(false)
  const second = model.ask()
  await expect.poll(() => waiting.map(({ text }) => text)).toEqual(['Mine', 'Others'])
  waiting[1]?.answer(200)
  await second
  waiting[0]?.answer(200)
  await first
  expect([model.past.value, model.isAsking.value]).toEqual([null, false])
})

test('what went wrong is told, and asking again may answer', async () => {
  const model = openPastPreview('ten_1', question)
  const failed = model.ask()
  await expect.poll(() => waiting).toHaveLength(1)
  waiting[0]?.answer(503)
  await failed
  expect(model.problem.value?.status).toBe(503)
  const again = model.ask()
  await expect.poll(() => waiting).toHaveLength(2)
  waiting[1]?.answer(200)
  await again
  expect([model.problem.value, model.past.value?.texts]).toEqual([null, 3])
})
