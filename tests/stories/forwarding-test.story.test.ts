import { abortAllDurableObjects, runInDurableObject } from 'cloudflare:test'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { clock, MINUTE_MS } from '../../tenants/base/clock.ts'
import { FORWARDING_TESTS_PER_HOUR_MAX } from '../../tenants/base/limits.ts'
import type { JoinView } from '../../tenants/contract/join.ts'
import { newJoiner } from '../support/joiner.ts'

type Joined = JoinView & { tenantId: string; smsNumber: string }
type Placed = { sid: string; to: string; from: string; outbound: { statusCallback: string } }

afterEach(async () => {
  vi.restoreAllMocks()
  await newJoiner().control('/faults', undefined, 'DELETE')
})

let phones = 0

/** A business whose technician has got as far as the test, and what Twilio would tell us of the call. */
async function join() {
  const joiner = newJoiner()
  const primaryPhone = `+197255501${String((phones += 1)).padStart(2, '0')}`
  const { tenantId, smsNumber } = (await joiner.doesAllSteps({ primaryPhone })) as Joined
  const placed = async () => joiner.control<Placed[]>(`/calls?to=${encodeURIComponent(primaryPhone)}`)
  const sid = () => `CA${crypto.randomUUID().replaceAll('-', '')}`
  const count = async (table: string) =>
    runInDurableObject(joiner.stub(tenantId), (_, state) =>
      Number(state.storage.sql.exec(`select count(*) as n from ${table}`).one()['n']),
    )
  return {
    ...{ joiner, tenantId, smsNumber, primaryPhone, placed, count },
    starts: () => joiner.test('POST', tenantId),
    stands: async (lang = '') => (await joiner.test('GET', tenantId, lang)).json,
    /** The carrier sends the call on to our number, where the second leg rings and ends. */
    async comesBack(callSid = sid()) {
      const leg = {
        CallSid: callSid,
        From: smsNumber,
        To: smsNumber,
        Direction: 'inbound',
        ForwardedFrom: primaryPhone,
      }
      const greeting = await joiner.hook('/voice', { ...leg, CallStatus: 'ringing' })
      await joiner.hook('/voice/status', { ...leg, CallStatus: 'completed', CallDuration: '2' })
      return greeting
    },
    async ends(CallStatus: string) {
      const call = (await placed()).at(-1)
      const callback = new URL(call?.outbound.statusCallback ?? '')
      const path = callback.pathname.replace('/hooks/twilio', '') + callback.search
      await joiner.hook(path, {
        ...{ CallSid: call?.sid ?? '', CallStatus, Direction: 'outbound-api' },
        ...{ From: smsNumber, To: primaryPhone },
      })
    },
  }
}

describe('a forwarding test', () => {
  test('calls the technician from our number and is well when the call comes back', async () => {
    const shop = await join()
    expect((await shop.starts()).json).toMatchObject({ status: 'calling', endedAt: null, advice: null })
    expect(await shop.placed()).toMatchObject([{ to: shop.primaryPhone, from: shop.smsNumber }])
    const greeting = await shop.comesBack()
    expect([greeting.status, greeting.text]).toEqual([200, expect.stringContaining('<Response/>')])
    await shop.ends('completed')
    expect(await shop.stands()).toMatchObject({ status: 'forwarded', advice: null })
    expect((await shop.joiner.sees()).json.test?.status).toBe('forwarded')
  })

  test('leaves no missed call, no customer and no text behind', async () => {
    const shop = await join()
    const told = await shop.count('timeline')
    await shop.starts()
    await shop.comesBack()
    await shop.ends('completed')
    for (const table of ['call_logs', 'customers', 'outbox', 'messages', 'leads', 'journeys']) {
      expect([table, await shop.count(table)]).toEqual([table, 0])
    }
    expect(await shop.count('timeline')).toBe(told)
  })

  test.each([
    ['completed', 'answered', 'let it ring'],
    ['busy', 'busy', 'busy'],
    ['no-answer', 'came_to_nothing', 'never came back'],
    ['failed', 'call_failed', 'could not be placed'],
  ])('that Twilio ends as %s is %s, with advice', async (status, result, advice) => {
    const shop = await join()
    await shop.starts()
    await shop.ends(status)
    const test = await shop.stands()
    expect(test).toMatchObject({ status: result, advice: expect.stringContaining(advice) })
    expect((await shop.stands('es')).advice).not.toBe(test.advice)
  })

  test('that nobody reports on has come to nothing after a minute, also after a restart', async () => {
    const shop = await join()
    await shop.starts()
    await abortAllDurableObjects()
    const later = Date.now() + MINUTE_MS
    vi.spyOn(clock, 'now').mockImplementation(() => later)
    expect(await shop.stands()).toMatchObject({ status: 'came_to_nothing', advice: expect.any(String) })
    await shop.comesBack()
    expect((await shop.stands()).status).toBe('came_to_nothing')
  })

  test('that Twilio refuses says so at once', async () => {
    const shop = await join()
    await shop.joiner.control('/faults', {
      provider: 'twilio',
      kind: 'status',
      status: 400,
      path: '/Calls',
      forMs: 60_000,
    })
    expect((await shop.starts()).json).toMatchObject({ status: 'call_failed', advice: expect.any(String) })
  })
})

describe('the technician’s phone', () => {
  test('rings once for somebody who presses twice', async () => {
    const shop = await join()
    const answers = await Promise.all([shop.starts(), shop.starts()])
    expect(answers.map(({ json }) => json.status)).toEqual(['calling', 'calling'])
    expect(await shop.placed()).toHaveLength(1)
  })

  test('rings a few times an hour and no more', async () => {
    const shop = await join()
    for (let count = 0; count < FORWARDING_TESTS_PER_HOUR_MAX; count += 1) {
      expect((await shop.starts()).status).toBe(200)
      await shop.ends('busy')
    }
    const { status, json } = await shop.starts()
    expect([status, json.code, json.detail]).toEqual([409, 'test_refused', expect.stringContaining('60 min')])
    expect(await shop.placed()).toHaveLength(FORWARDING_TESTS_PER_HOUR_MAX)
  })

  test.each(['+19005550147', '+18005550147', '+18765550147', '+12149760147'])(
    'is not rung at %s, which somebody may earn by',
    async (primaryPhone) => {
      const shop = await join()
      const changed = await shop.joiner.api('PATCH', `/tenants/${shop.tenantId}`, { primaryPhone })
      expect(changed.status).toBe(200)
      const { status, json } = await shop.starts()
      expect([status, json.code, json.detail]).toEqual([409, 'test_refused', expect.stringContaining('US state')])
      expect(await shop.joiner.control(`/calls?to=${encodeURIComponent(primaryPhone)}`)).toEqual([])
      expect(await shop.stands()).toBeNull()
    },
  )

  test('calling our number, even with a message left, is no customer', async () => {
    const shop = await join()
    const call = { CallSid: `CA${'7'.repeat(32)}`, From: shop.primaryPhone, To: shop.smsNumber, Direction: 'inbound' }
    await shop.joiner.hook('/voice', { ...call, CallStatus: 'ringing' })
    await shop.joiner.hook(`/voice/status?step=recording&tenant=${shop.tenantId}`, {
      ...{ CallSid: call.CallSid, RecordingStatus: 'completed', RecordingDuration: '4' },
      RecordingUrl: 'https://api.twilio.example.com/recording',
    })
    expect([await shop.count('call_logs'), await shop.count('customers')]).toEqual([0, 0])
  })
})
