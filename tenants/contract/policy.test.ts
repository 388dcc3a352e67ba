import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { CoherentPolicy, mendPolicy } from './policy.ts'

const USUAL = v.parse(CoherentPolicy, {})

describe('a policy that an earlier release has kept', () => {
  test('stands as it was where it is sound', () => {
    const kept = { ...USUAL, textAfterMs: 0, notifyBy: ['push'], autonomy: { cx: 'act' }, answersBy: 'template' }
    expect(mendPolicy(kept)).toEqual(kept)
  })

  test.each([
    [{ notifyBy: [] }, { notifyBy: ['sms'] }],
    [{ staleAfterMs: 0 }, { staleAfterMs: 7_200_000 }],
    [
      { staleAfterMs: 60_000, textDeadlineMs: 120_000 },
      { staleAfterMs: 120_000, textDeadlineMs: 120_000 },
    ],
    [{ answersBy: 'nobody' }, {}],
    [{ somethingOld: 1 }, {}],
  ])('is usual again where it holds %j', (kept, mended) => {
    const policy = mendPolicy({ ...USUAL, ...kept })
    expect(policy).toEqual({ ...USUAL, ...mended })
    expect(v.is(CoherentPolicy, policy)).toBe(true)
  })

  test('from before there was a field has the usual one', () => {
    const { revocationScope: _scope, paused: _paused, ...kept } = USUAL
    expect(mendPolicy(kept)).toEqual(USUAL)
  })
})
