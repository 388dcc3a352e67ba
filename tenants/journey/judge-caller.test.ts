import { describe, expect, test } from 'vitest'
import { judgeCaller, type CallerHistory, type HoldReason } from './judge-caller.ts'

const OWN = '+15125550100'
const NOTHING: CallerHistory = {
  missed: 1,
  days: 1,
  voicemails: 0,
  answered: 0,
  wrote: 0,
  pitches: 0,
  isReleased: false,
}
const SILENT = { missed: 4, days: 3 }

const judge = (over: Partial<CallerHistory>, phone = '+12145550147', isSpam = false, own = OWN) =>
  judgeCaller({ phone: phone as `+${string}`, own: own as `+${string}`, isSpam }, { ...NOTHING, ...over })

describe('a caller is held back', () => {
  test.each<[string, HoldReason | null, ReturnType<typeof judge>]>([
    ['nobody we know', null, judge({})],
    ['marked by the technician', 'marked', judge({ wrote: 3 }, undefined, true)],
    ['who only ever sent advertisements', 'pitched', judge({ pitches: 1 })],
    ['who sent one, and words of their own as well', null, judge({ pitches: 1, wrote: 1 })],
    ['from the Caribbean', 'wangiri', judge({}, '+18765550147')],
    ['from a premium number', 'wangiri', judge({}, '+19005550147')],
    ['from a number nobody has', 'invalid_number', judge({}, '+12115550147')],
    ['from a toll-free number', null, judge({}, '+18005550147')],
    ['from abroad, whom the gate refuses with a word to the technician', null, judge({}, '+442079460000')],
    ['from the Caribbean, where we are abroad ourselves', null, judge({}, '+18765550147', false, '+919876543210')],
    ['from the Caribbean, whom somebody once answered', null, judge({ answered: 1 }, '+18765550147')],
    ['who rings four times on three days and says nothing', 'says_nothing', judge(SILENT)],
    ['who rings as often on two days', null, judge({ ...SILENT, days: 2 })],
    ['who rings as often and left a voicemail', null, judge({ ...SILENT, voicemails: 1 })],
    ['who rings as often and was let through', null, judge({ ...SILENT, isReleased: true })],
    ['who rings as often and wrote once', null, judge({ ...SILENT, wrote: 1 })],
  ])('%s: %s', (_who, expected, judged) => {
    expect(judged).toBe(expected)
  })

  test('never for what they do more of, once they have written or been answered', () => {
    for (const missed of [1, 5, 50, 500]) {
      for (const own of [{ wrote: 1 }, { answered: 1 }, { isReleased: true }]) {
        expect(judge({ missed, days: missed, pitches: missed, ...own })).toBeNull()
      }
    }
  })
})
