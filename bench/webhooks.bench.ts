import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fixturePhone } from '../tests/support/fixture-phones.ts'
import { openPoster } from '../tests/support/post.ts'
import { CALLERS_FROM } from '../tests/support/running-shoulder.ts'
import { freePort, startWorkerd } from '../tests/support/workerd.ts'
import { ratePerSecond } from './support/figures.ts'
import { cpuMs } from './support/open-boards.ts'
import { runAsleep } from './support/run-asleep.ts'

const TENANTS = 100
const LANES = 64
const ROUNDS = 3
const ROUND_MS = 4_000
const AIM = 0.8

/** Accepted, durable webhooks a second over 100 tenants, against a bare object of one insert and one setAlarm. */
export async function measure(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'shoulder-floor-'))
  const file = path.join(import.meta.dirname, 'floor', 'worker.js')
  const floor = await startWorkerd({ kind: 'file', file, objectClass: 'Floor' }, folder, { port: await freePort() })
  const shoulder = await runAsleep({ tenants: TENANTS, policy: { textAfterMs: 600_000, textDeadlineMs: 600_000 } })
  const toFloor = openPoster(floor.url, LANES)
  const toShoulder = openPoster(shoulder.workerd.url, LANES)
  let sent = 0
  const next = () => {
    const place = sent++
    const { smsNumber } = shoulder.businesses[place % TENANTS] ?? { smsNumber: '' }
    const from = fixturePhone(CALLERS_FROM + (place % 8_000))
    return { place, post: shoulder.hooks.ring(shoulder.hooks.newCallSid(), from, smsNumber) }
  }
  const rates = { floor: [] as number[], shoulder: [] as number[] }
  const computed = { floor: 0, shoulder: 0 }
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      const cpu = [cpuMs(floor.pid()), cpuMs(shoulder.workerd.pid())] as const
      const bare = await ratePerSecond(LANES, ROUND_MS, async () => {
        const { place, post } = next()
        return (await toFloor({ ...post, path: `/${place % TENANTS}` })) === 200
      })
      const ours = await ratePerSecond(LANES, ROUND_MS, async () => (await toShoulder(next().post)) === 200)
      // The first round warms both up.
      if (round === 0) continue
      rates.floor.push(bare)
      rates.shoulder.push(ours)
      computed.floor += cpuMs(floor.pid()) - cpu[0]
      computed.shoulder += cpuMs(shoulder.workerd.pid()) - cpu[1]
    }
  } finally {
    toFloor.close()
    toShoulder.close()
    await floor.close()
    await shoulder.close()
    await rm(folder, { recursive: true, force: true })
  }
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const ratio = mean(rates.shoulder) / mean(rates.floor)
  const each = (which: 'floor' | 'shoulder') => {
    return (computed[which] / ((mean(rates[which]) * ROUNDS * ROUND_MS) / 1_000)).toFixed(2)
  }
  return `webhooks  ${Math.round(mean(rates.shoulder))}/s accepted, floor ${Math.round(mean(rates.floor))}/s, ratio ${ratio.toFixed(2)}; ${each('shoulder')} ms of computing each, floor ${each('floor')} (aim >= ${AIM}; ${TENANTS} tenants, signed missed calls, load generator on the same cores)`
}
