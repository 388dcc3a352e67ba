import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openScripts } from './scripts-model.ts'

type Script = { name: string; language: string; text: string; isOwn: boolean; placeholders: string[]; version: number }

let script: Script
/** Previews that were asked for and wait for their answer. */
let waiting: { text: string; answer: () => void }[] = []

beforeEach(() => {
  vi.useFakeTimers()
  waiting = []
  script = { name: 'missed_call_text', language: 'en', text: 'Ours', isOwn: false, placeholders: [], version: 1 }
  vi.stubGlobal('fetch', async (path: string, init: RequestInit & { body: string }) => {
    if (init.method === 'GET') return Response.json({ items: [script] })
    const body = JSON.parse(init.body) as { text: string; version: number }
    if (path.endsWith('/preview')) {
      await new Promise<void>((resolve) => waiting.push({ text: body.text, answer: resolve }))
      return Response.json({
        text: body.text,
        encoding: 'GSM-7',
        segments: 1,
        characters: body.text.length,
        findings: [],
      })
    }
    if (body.version !== script.version) return Response.json({ code: 'edited_meanwhile' }, { status: 412 })
    script = { ...script, text: body.text, isOwn: true, version: script.version + 1 }
    return Response.json(script)
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function open() {
  const model = openScripts('ten_1')
  model.discard()
  await model.load()
  await vi.advanceTimersByTimeAsync(1)
  return model
}

describe('the words of a script', () => {
  test('are previewed when the typing rests, and an answer to earlier words is dropped', async () => {
    const model = await open()
    model.type('He')
    model.type('Hello')
    await vi.advanceTimersByTimeAsync(300)
    expect(waiting.map(({ text }) => text)).toEqual(['Ours', 'Hello'])
    waiting[1]?.answer()
    await vi.advanceTimersByTimeAsync(1)
    waiting[0]?.answer()
    await vi.advanceTimersByTimeAsync(1)
    expect(model.preview.value?.text).toBe('Hello')
    expect(model.previewState.value).toBe('fresh')
  })

  test('count as unchecked from the first letter on', async () => {
    const model = await open()
    waiting[0]?.answer()
    await vi.advanceTimersByTimeAsync(1)
    expect(model.previewState.value).toBe('fresh')
    model.type('Hello')
    expect(model.previewState.value).toBe('stale')
  })

  test('are saved from the version on the screen; theirs are shown beside mine and a person chooses', async () => {
    const model = await open()
    model.type('Mine')
    script = { ...script, text: 'Theirs', version: 2 }
    expect(await model.save()).toEqual({ kind: 'clash' })
    expect(script.text).toBe('Theirs')
    expect(model.theirs.value?.text).toBe('Theirs')
    expect(await model.settle(true)).toEqual({ kind: 'saved' })
    expect(script).toMatchObject({ text: 'Mine', version: 3 })
  })

  test('give way to theirs where the person says so', async () => {
    const model = await open()
    model.type('Mine')
    script = { ...script, text: 'Theirs', version: 2 }
    await model.save()
    await model.settle(false)
    expect(model.text.value).toBe('Theirs')
    expect(model.isChanged.value).toBe(false)
    expect(script.version).toBe(2)
  })
})
