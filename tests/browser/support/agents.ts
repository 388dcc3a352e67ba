import { setTimeout as wait } from 'node:timers/promises'
import type { AgentsView } from '../../../tenants/contract/agents.ts'
import type { Stage } from './stage.ts'

/** Years of a business, from which the Retention agent has something to propose. */

const DAY_MS = 86_400_000
const CUSTOMERS = 20
const PROPOSED_WITHIN_MS = 20_000

/** Customers who come back sooner than the business writes to them, and a plan that nobody is offered. */
export async function haveHistory(stage: Stage, businessId: string): Promise<void> {
  const path = `/tenants/${businessId}`
  const after = await stage.api<Record<string, object>>('GET', `${path}/after-job`)
  const plan = { id: 'yearly', name: 'Yearly', priceMinor: 18_900, termMonths: 12, holds: '2 visits a year' }
  await stage.api('PUT', `${path}/after-job`, {
    ...after,
    amc: { ...after['amc'], plans: [{ ...plan, renewsByItself: false }] },
    reengage: { ...after['reengage'], isOn: true, months: 18 },
  })
  const now = Date.now()
  const ofOne = async (customer: number) => {
    const phone = `+1316555${String(100 + customer).padStart(4, '0')}`
    for (const daysAgo of [340, 60]) {
      const job = { phone, amountMinor: 24_000, completedAt: now - daysAgo * DAY_MS }
      await stage.api('POST', `${path}/jobs`, job)
    }
  }
  await Promise.all(Array.from({ length: CUSTOMERS }, (_, customer) => ofOne(customer)))
}

/** It looks at once and not in the night. Answers once something waits for a person. */
export async function haveProposed(stage: Stage, businessId: string): Promise<void> {
  const path = `/tenants/${businessId}/agents`
  await stage.api('POST', `${path}/retention/run`)
  const giveUpAt = Date.now() + PROPOSED_WITHIN_MS
  while ((await stage.api<AgentsView>('GET', path)).proposals.length === 0) {
    if (Date.now() > giveUpAt) throw new Error('The Retention agent proposed nothing.')
    await wait(200)
  }
}
