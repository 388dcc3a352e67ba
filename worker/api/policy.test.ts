import { beforeAll, describe, expect, test } from 'vitest'
import { ADMIN, newProfile, openRouter, type OpenRouter } from '../../tests/support/open-router.ts'
import { standInAccess } from '../../tests/support/stand-in-access.ts'

let router: OpenRouter

beforeAll(async () => {
  standInAccess()
  router = await openRouter()
})

async function patch(body: unknown) {
  const shop = await router.openShop()
  return router.api(ADMIN, 'PATCH', `/tenants/${shop.id}/policy`, body as object)
}

describe('each field of the policy at its edges', () => {
  test.each<object>([
    ...[{ textAfterMs: 0 }, { textAfterMs: 30_000 }, { textAfterMs: 600_000, textDeadlineMs: 600_000 }],
    ...[{ textAfterMs: 0, textDeadlineMs: 1_000 }, { textDeadlineMs: 600_000 }],
    ...[{ emailAfterMs: 1_000 }, { emailAfterMs: 86_400_000 }, { answerWithinMs: 1_000 }, { answerWithinMs: 600_000 }],
    ...[{ staleAfterMs: 60_000 }, { staleAfterMs: 86_400_000 }, { textDeadlineMs: 90_000, staleAfterMs: 90_000 }],
    ...[{ notifyBy: ['push'] }, { notifyBy: ['sms', 'email', 'push'] }],
    ...[{ autonomy: {} }, { autonomy: { monitor: 'observe', cx: 'propose', optimizing: 'act' } }],
    ...[{ paused: true }, { revocationScope: 'topic' }, { answersBy: 'template' }],
    ...[{ modelDailyCapMicros: 0 }, { modelDailyCapMicros: 500_000 }, {}],
  ])('%j is taken', async (body) => {
    const answer = await patch(body)
    expect([answer.status, answer.json]).toMatchObject([200, body])
  })

  test.each<[object, string, string]>([
    [{ textAfterMs: -1 }, 'textAfterMs', 'at least 0'],
    [{ textAfterMs: 600_001 }, 'textAfterMs', 'at most 600000'],
    [{ textAfterMs: 30_001 }, 'textAfterMs', 'textAfterMs must not be greater than textDeadlineMs'],
    [{ textAfterMs: 0.5 }, 'textAfterMs', 'expected integer'],
    [{ textAfterMs: '20000' }, 'textAfterMs', 'expected number'],
    [{ textAfterMs: null }, 'textAfterMs', 'expected number'],
    [{ textAfterMs: [20_000] }, 'textAfterMs', 'expected number'],
    [{ textDeadlineMs: 0 }, 'textDeadlineMs', 'at least 1000'],
    [{ textDeadlineMs: 600_001 }, 'textDeadlineMs', 'at most 600000'],
    [{ textDeadlineMs: 19_999 }, 'textAfterMs', 'textAfterMs must not be greater than textDeadlineMs'],
    [{ emailAfterMs: 0 }, 'emailAfterMs', 'at least 1000'],
    [{ emailAfterMs: 86_400_001 }, 'emailAfterMs', 'at most 86400000'],
    [{ answerWithinMs: 0 }, 'answerWithinMs', 'at least 1000'],
    [{ answerWithinMs: 600_001 }, 'answerWithinMs', 'at most 600000'],
    [{ staleAfterMs: 0 }, 'staleAfterMs', 'at least 60000'],
    [{ staleAfterMs: 59_999 }, 'staleAfterMs', 'at least 60000'],
    [{ staleAfterMs: 86_400_001 }, 'staleAfterMs', 'at most 86400000'],
    [
      { textDeadlineMs: 90_001, staleAfterMs: 90_000 },
      'staleAfterMs',
      'staleAfterMs must not be less than textDeadlineMs',
    ],
    [{ notifyBy: [] }, 'notifyBy', 'at least 1 entries'],
    [{ notifyBy: ['sms', 'sms'] }, 'notifyBy', 'each way once'],
    [{ notifyBy: ['sms', 'email', 'push', 'sms'] }, 'notifyBy', 'at most 3 entries'],
    [{ notifyBy: 'sms' }, 'notifyBy', 'expected Array'],
    [{ notifyBy: {} }, 'notifyBy', 'expected Array'],
    [{ notifyBy: null }, 'notifyBy', 'expected Array'],
    [{ notifyBy: ['fax'] }, 'notifyBy.0', 'expected ("sms" | "email" | "push")'],
    [{ autonomy: [] }, 'autonomy', 'expected Object'],
    [{ autonomy: ['act'] }, 'autonomy.0', 'expected ("monitor" | "cx" | "diagnostic" | "optimizing" | "retention")'],
    [{ autonomy: 'act' }, 'autonomy', 'expected Object'],
    [{ autonomy: { monitor: 'free' } }, 'autonomy.monitor', 'expected ("observe" | "propose" | "act")'],
    [
      { autonomy: { boss: 'act' } },
      'autonomy.boss',
      'expected ("monitor" | "cx" | "diagnostic" | "optimizing" | "retention")',
    ],
    [{ autonomy: { cx: null } }, 'autonomy.cx', 'expected ("observe" | "propose" | "act")'],
    [{ paused: 1 }, 'paused', 'expected boolean'],
    [{ paused: 'false' }, 'paused', 'expected boolean'],
    [{ revocationScope: 'none' }, 'revocationScope', 'expected ("all" | "topic")'],
    [{ answersBy: 'nobody' }, 'answersBy', 'expected ("template" | "model")'],
    [{ answersBy: null }, 'answersBy', 'expected ("template" | "model")'],
    [{ modelDailyCapMicros: -1 }, 'modelDailyCapMicros', 'at least 0'],
    [{ modelDailyCapMicros: 500_001 }, 'modelDailyCapMicros', 'at most 500000'],
    [{ textAfterMS: 1_000 }, 'textAfterMS', 'not a field we know'],
    [[], 'body', 'expected Object'],
  ])('%j is refused, and says what is meant', async (body, path, message) => {
    const answer = await patch(body)
    expect([answer.status, answer.json.code]).toEqual([400, 'body_invalid'])
    expect(answer.json.issues?.[0]).toEqual({ path, message })
  })

  test('a business opens with no worse a policy than it may be given later', async () => {
    const made = (policy: object) => router.api(ADMIN, 'POST', '/tenants', { ...newProfile(), policy })
    for (const policy of [{ notifyBy: [] }, { staleAfterMs: 0 }, { autonomy: [] }, { textDeadlineMs: 0 }]) {
      const answer = await made(policy)
      expect([answer.status, answer.json.issues?.[0]?.path]).toEqual([400, `policy.${Object.keys(policy)[0]}`])
    }
  })
})
