import type { AfterJob } from '../../tenants/contract/after-job.ts'
import type { JobView } from '../../tenants/contract/jobs.ts'
import type { Customer } from './customer.ts'
import { newPhone, openShop, type Shop } from './open-shop.ts'
import { wholeRegistration } from './registration.ts'

export const COMFORT = {
  ...{ id: 'comfort', name: 'Comfort', priceMinor: 18_900, termMonths: 12 },
  ...{ holds: '2 visits a year', renewsByItself: true },
}

export const REVIEW_URL = 'https://reviews.example.com/larkspur'

const ALL_ON: Omit<AfterJob, 'version'> = {
  review: { isOn: true, url: REVIEW_URL, afterHours: 3, everyMonths: 6, offersFeedback: true },
  amc: { isOn: true, afterDays: 7, plans: [COMFORT] },
  reengage: { isOn: true, months: 12, perDay: 3 },
}

type Parts = { [Part in keyof typeof ALL_ON]?: Partial<(typeof ALL_ON)[Part]> }

/** A business that is registered for offers, with what is done after a job switched on. */
export async function openAfterShop(change: Parts = {}, over: Record<string, unknown> = {}): Promise<Shop> {
  const shop = await openShop({ a2p: 'no_number', primaryPhone: newPhone(), ...over })
  const at = `/tenants/${shop.id}/registration`
  await shop.api('PUT', at, wholeRegistration(shop.businessName, { useCase: 'low_volume_mixed' }))
  await shop.api('POST', `${at}/submit`)
  for (const kind of ['brand_approved', 'campaign_approved']) await shop.api('POST', `${at}/outcome`, { kind })
  await setAfterJob(shop, change)
  return shop
}

export async function setAfterJob(shop: Shop, change: Parts): Promise<AfterJob> {
  const path = `/tenants/${shop.id}/after-job`
  const { version } = await shop.api<AfterJob>('GET', path)
  return shop.api<AfterJob>('PUT', path, {
    review: { ...ALL_ON.review, ...change.review },
    amc: { ...ALL_ON.amc, ...change.amc },
    reengage: { ...ALL_ON.reengage, ...change.reengage },
    version,
  })
}

/** The technician says that a job is done. */
export async function finishJob(shop: Shop, customer: Customer, more: Record<string, unknown> = {}): Promise<JobView> {
  const told = { phone: customer.phone, service: 'Drain clearing', amountMinor: 25_000, ...more }
  const job = await shop.api<JobView>('POST', `/tenants/${shop.id}/jobs`, told)
  await shop.tenant.settle()
  return job
}

/** What the customer signed on paper, which the technician notes. */
export async function signsForOffers(shop: Shop, customerId: string): Promise<void> {
  await shop.api('POST', `/tenants/${shop.id}/conversations/${customerId}/consent`, {
    wording: 'I agree to get offers by automated text message. I need not agree in order to buy anything.',
    kept: 'invoice 1042',
  })
}

/** The journeys of one kind, by what they have come to. */
export async function outcomesOf(shop: Shop, kind: string): Promise<string[]> {
  const query = `select coalesce(state ->> 'outcome', status) as outcome from journeys where kind = '${kind}' order by 1`
  return (await shop.tenant.query<{ outcome: string }>(query)).map(({ outcome }) => outcome)
}
