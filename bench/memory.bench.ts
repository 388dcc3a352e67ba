import { fixturePhone } from '../tests/support/fixture-phones.ts'
import { openPoster } from '../tests/support/post.ts'
import { CALLERS_FROM } from '../tests/support/running-shoulder.ts'
import { residentMiB } from './support/figures.ts'
import { runAsleep } from './support/run-asleep.ts'

const COUNTS = [100, 1_000]

/** Resident memory of workerd with every tenant awake: each has just taken a missed call. */
export async function measure(): Promise<string> {
  const figures: string[] = []
  for (const tenants of COUNTS) figures.push(`${tenants} tenants awake ${Math.round(await residentWith(tenants))} MiB`)
  return `memory    ${figures.join(', ')} (workerd, resident)`
}

async function residentWith(tenants: number): Promise<number> {
  const shoulder = await runAsleep({ tenants, policy: { textAfterMs: 600_000, textDeadlineMs: 600_000 } })
  const post = openPoster(shoulder.workerd.url, 8)
  try {
    for (const [place, { smsNumber }] of shoulder.businesses.entries()) {
      await post(shoulder.hooks.ring(shoulder.hooks.newCallSid(), fixturePhone(CALLERS_FROM + place), smsNumber))
    }
    return residentMiB(shoulder.workerd.pid())
  } finally {
    post.close()
    await shoulder.close()
  }
}
