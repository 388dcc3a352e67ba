import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Answer } from '../api.ts'
import { REREAD_AFTER_MS, Rereading } from './rereading.ts'

type Settle = (answer: Answer<string>) => void

const good = (value: string): Answer<string> => ({ ok: true, value, version: null })
const bad = (status: number): Answer<string> => ({
  ok: false,
  problem: { status, code: 'any', detail: '', issues: {} },
})

/** Readings that are answered by hand, in any order, and what the view took of them. */
function openReading() {
  const asked: Settle[] = []
  const taken: Answer<string>[] = []
  const reading = new Rereading<string>(
    () => new Promise((resolve) => asked.push(resolve)),
    (answer) => taken.push(answer),
  )
  return { asked, taken, reading }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('of two readings the one begun last counts, whichever is answered last', async () => {
  const { asked, taken, reading } = openReading()
  const both = [reading.now(), reading.now()]
  asked[1]?.(good('cancelled'))
  asked[0]?.(good('confirmed'))
  await Promise.all(both)
  expect(taken).toEqual([good('cancelled')])
})

test('a burst of news is followed by one reading, also while the first is under way', async () => {
  const { asked, taken, reading } = openReading()
  void reading.now()
  for (let news = 0; news < 3; news += 1) reading.soon()
  await vi.advanceTimersByTimeAsync(REREAD_AFTER_MS)
  expect(asked).toHaveLength(2)
  asked[0]?.(good('before the news'))
  asked[1]?.(good('after them'))
  await vi.runAllTimersAsync()
  expect(taken).toEqual([good('after them')])
})

test.each([0, 503])('a reading that ended with %i is made again until it is answered', async (status) => {
  const { asked, taken, reading } = openReading()
  void reading.now()
  for (let tried = 0; tried < 3; tried += 1) {
    asked[tried]?.(bad(status))
    await vi.runAllTimersAsync()
  }
  expect(asked).toHaveLength(4)
  asked[3]?.(good('there'))
  await vi.runAllTimersAsync()
  expect(asked).toHaveLength(4)
  expect(taken.at(-1)).toEqual(good('there'))
})

test.each([401, 403, 404])('a refusal with %i is not asked for again', async (status) => {
  const { asked, taken, reading } = openReading()
  void reading.now()
  asked[0]?.(bad(status))
  await vi.runAllTimersAsync()
  expect(asked).toHaveLength(1)
  expect(taken).toEqual([bad(status)])
})

test('a view that was closed takes nothing any more, and asks for nothing', async () => {
  const { asked, taken, reading } = openReading()
  void reading.now()
  reading.soon()
  reading.close()
  asked[0]?.(good('late'))
  reading.soon()
  await vi.runAllTimersAsync()
  expect(asked).toHaveLength(1)
  expect(taken).toEqual([])
})
