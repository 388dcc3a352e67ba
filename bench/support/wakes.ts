import type { RunningShoulder } from '../../tests/support/running-shoulder.ts'
import { describeSpread, residentMiB } from './figures.ts'

const WAKES_MAX = 1_000

/** The first answer of a business after the start of workerd, one after the other, and what they weigh together. */
export async function measureWakes(shoulder: RunningShoulder): Promise<string> {
  const asked = shoulder.businesses.slice(0, WAKES_MAX)
  const [herald, ...others] = asked
  // The first of all brings the Worker's own code into memory.
  await shoulder.api('GET', `/tenants/${herald?.id}`)
  const before = residentMiB(shoulder.workerd.pid())
  const waits: number[] = []
  for (const { id } of others) {
    const beganAt = performance.now()
    await shoulder.api('GET', `/tenants/${id}`)
    waits.push(performance.now() - beganAt)
  }
  const eachKiB = ((residentMiB(shoulder.workerd.pid()) - before) * 1_024) / others.length
  return `${describeSpread(waits)} for the first answer; ${Math.round(eachKiB)} KiB for each that is awake`
}
