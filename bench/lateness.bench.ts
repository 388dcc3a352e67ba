import { setTimeout as wait } from 'node:timers/promises'
import { fixturePhone } from '../tests/support/fixture-phones.ts'
import { openPoster } from '../tests/support/post.ts'
import { CALLERS_FROM } from '../tests/support/running-shoulder.ts'
import { describeSpread, residentMiB } from './support/figures.ts'
import { runAsleep } from './support/run-asleep.ts'

const TENANTS = 100
const PER_SECOND = 50
const SECONDS = 20
const TEXT_AFTER_MS = 2_000
const REST_MS = 4_000

/** How late due texts reach Twilio while 50 missed calls a second come in: acceptance minus (webhook sent + delay). */
export async function measure(): Promise<string> {
  const shoulder = await runAsleep({
    tenants: TENANTS,
    policy: { textAfterMs: TEXT_AFTER_MS, textDeadlineMs: 30_000 },
    latencyMs: [0, 0],
  })
  const post = openPoster(shoulder.workerd.url, 16)
  const rangAt = new Map<string, number>()
  try {
    const beganAt = Date.now()
    for (let place = 0; place < PER_SECOND * SECONDS; place += 1) {
      await wait(Math.max(0, beganAt + (place * 1_000) / PER_SECOND - Date.now()))
      const from = fixturePhone(CALLERS_FROM + place)
      const { smsNumber } = shoulder.businesses[place % TENANTS] ?? { smsNumber: '' }
      rangAt.set(from, Date.now())
      void post(shoulder.hooks.ring(shoulder.hooks.newCallSid(), from, smsNumber))
    }
    await wait(TEXT_AFTER_MS + REST_MS)
    const firsts = shoulder.twilio.texts.filter((text) => rangAt.has(text.to))
    const late = firsts.map((text) => text.acceptedAt - (rangAt.get(text.to) ?? 0) - TEXT_AFTER_MS)
    const memory = Math.round(residentMiB(shoulder.workerd.pid()))
    return `lateness  ${describeSpread(late)} over ${late.length} of ${rangAt.size} texts at ${PER_SECOND} webhooks/s (aim p99 <= 250, max <= 1000); workerd at ${memory} MiB`
  } finally {
    post.close()
    await shoulder.close()
  }
}
