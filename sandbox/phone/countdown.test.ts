import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'

type Wait = { words: string; share: number | null }
type Seen = { calls: { at: number; isMissed: boolean }[]; texts: { at: number; isOurs: boolean }[]; isBroken?: boolean }

/** The page's own file, as the browser gets it. */
const page = (await import(pathToFileURL(path.join(import.meta.dirname, 'countdown.js')).href)) as {
  describeWait(seen: Seen & { textAfterMs: number; now: number }): Wait
}
const NOW = 1_000_000_000
const ago = (seconds: number) => NOW - seconds * 1000
const missed = (seconds: number) => ({ at: ago(seconds), isMissed: true })
const ours = (seconds: number) => ({ at: ago(seconds), isOurs: true })
const theirs = (seconds: number) => ({ at: ago(seconds), isOurs: false })
const wait = (seen: Seen) => page.describeWait({ textAfterMs: 20_000, now: NOW, isBroken: false, ...seen })

describe('the countdown', () => {
  test.each<[string, Seen, string, number | null]>([
    ['nothing happened', { calls: [], texts: [] }, '', null],
    ['a call was just missed', { calls: [missed(6)], texts: [] }, 'The text comes in 14 s.', 0.3],
    [
      'redials do not put it off',
      { calls: [missed(15), missed(5), missed(1)], texts: [] },
      'The text comes in 5 s.',
      0.75,
    ],
    ['it is due', { calls: [missed(21)], texts: [] }, 'The text is due now.', 1],
    ['the first text came', { calls: [missed(30)], texts: [ours(9.9)] }, 'The text came 20.1 s after the call.', null],
    [
      'the customer wrote',
      { calls: [missed(60)], texts: [ours(40), theirs(15)] },
      'Shoulder reads it and answers within a minute.',
      0.25,
    ],
    ['it was answered', { calls: [missed(60)], texts: [ours(40), theirs(15), ours(14)] }, '', null],
    [
      'they talked meanwhile',
      { calls: [missed(9), { at: ago(3), isMissed: false }], texts: [] },
      'They have talked, so no text is needed.',
      null,
    ],
    ['it is long ago', { calls: [missed(600)], texts: [] }, '', null],
  ])('when %s', (_when, seen, words, share) => {
    const told = wait(seen)
    expect(told.words).toBe(words)
    if (share === null) expect(told.share).toBeNull()
    else expect(told.share).toBeCloseTo(share)
  })

  test('tells an outage from a caller who gets no text', () => {
    const seen = { calls: [missed(60)], texts: [] }
    expect(wait(seen).words).toMatch(/^No text so far\. .*landline/)
    expect(wait({ ...seen, isBroken: true }).words).toContain('Shoulder keeps trying')
  })
})
