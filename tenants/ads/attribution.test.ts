import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../base/clock.ts'
import { dayToSeek, lastTouch, matchCalls, nextClickDay, type AdCall, type OurCall } from './attribution.ts'

const NOON = Date.parse('2026-11-17T18:00:00Z')
const theirs = (apartMs: number, campaignId = 'heat', areaCode: string | null = '512'): AdCall => {
  return { campaignId, startedAt: NOON + apartMs, areaCode }
}
const ours = (customerId: string, apartMs = 0, areaCode: string | null = '512'): OurCall => {
  return { callId: `cal_${customerId}`, customerId, startedAt: NOON + apartMs, areaCode }
}

describe('a call that Google counts', () => {
  test.each<[string, AdCall[], OurCall[], string[]]>([
    ['is ours where there is one of that minute and area', [theirs(0)], [ours('ann', 40 * SECOND_MS)], ['ann heat']],
    ['is ours up to two minutes apart', [theirs(2 * MINUTE_MS)], [ours('ann')], ['ann heat']],
    ['is none of ours beyond that', [theirs(2 * MINUTE_MS + 1)], [ours('ann')], []],
    ['is none from another area', [theirs(0)], [ours('ann', 0, '737')], []],
    ['is none where Google does not say from where', [theirs(0, 'heat', null)], [ours('ann', 0, null)], []],
    ['is nobody’s where two called', [theirs(0)], [ours('ann'), ours('ben', MINUTE_MS)], []],
    [
      'is nobody’s where two of Google’s could be one of ours',
      [theirs(0), theirs(MINUTE_MS, 'cool')],
      [ours('ann')],
      [],
    ],
    [
      'is told from another by its area',
      [theirs(0), theirs(0, 'cool', '737')],
      [ours('ann'), ours('ben', 0, '737')],
      ['ann heat', 'ben cool'],
    ],
    [
      'is told from another by its time',
      [theirs(0), theirs(HOUR_MS, 'cool')],
      [ours('ann'), ours('ben', HOUR_MS)],
      ['ann heat', 'ben cool'],
    ],
    ['is not there, and nor is ours', [], [ours('ann')], []],
  ])('%s', (_what, ads, calls, expected) => {
    expect(matchCalls(ads, calls).map(({ customerId, campaignId }) => `${customerId} ${campaignId}`)).toEqual(expected)
  })
})

describe('a lead', () => {
  const lead = { customerId: 'ann', createdAt: NOON }
  const touch = (beforeMs: number, campaignId = 'heat', customerId = 'ann') => {
    return { customerId, at: NOON - beforeMs, campaignId }
  }

  test.each([
    ['came by the last one', [touch(DAY_MS, 'cool'), touch(MINUTE_MS)], 'heat'],
    ['came by one of thirty days ago', [touch(30 * DAY_MS)], 'heat'],
    ['came by none that is older', [touch(30 * DAY_MS + 1)], null],
    ['came by none that came after it', [touch(-1)], null],
    ['came by nobody else’s', [touch(MINUTE_MS, 'heat', 'ben')], null],
    ['came by none', [], null],
  ])('%s', (_what, touches, expected) => {
    expect(lastTouch(lead, touches)?.campaignId ?? null).toBe(expected)
  })
})

describe('a click', () => {
  const TODAY = 20_000
  const click = (cameOn: number, sought: number | null = null) => ({ clickId: 'g', cameOn, sought })

  test('is looked for on the day the lead came, then on the days before it, thirty of them', () => {
    expect(dayToSeek(click(TODAY))).toBe(TODAY)
    expect(dayToSeek(click(TODAY, TODAY))).toBe(TODAY - 1)
    expect(dayToSeek(click(TODAY, TODAY - 28))).toBe(TODAY - 29)
    expect(dayToSeek(click(TODAY, TODAY - 29))).toBeNull()
  })

  test('is looked for among the newest days first, so that one reading serves many', () => {
    expect(nextClickDay([click(TODAY - 3), click(TODAY, TODAY), click(TODAY - 9, TODAY - 9)], TODAY)).toBe(TODAY - 1)
    expect(nextClickDay([], TODAY)).toBeNull()
  })

  test('is not looked for on days that Google tells nothing of any more', () => {
    expect(nextClickDay([click(TODAY - 89)], TODAY)).toBe(TODAY - 89)
    expect(nextClickDay([click(TODAY - 90)], TODAY)).toBeNull()
  })
})
