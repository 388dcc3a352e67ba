import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { AdsView } from '../../../tenants/contract/ads.ts'
import type { Stage } from './stage.ts'

/** An advertising account at the sandbox's Google, and the way to it that a person takes. */

export type Advertiser = { customerId: string; name: string; login: string }

const READ_WITHIN_MS = 30_000

/** An account with a past of its own, which no other test looks at. */
export function openAccount(stage: Stage, login: string, days = 45): Promise<Advertiser> {
  return stage.sandbox<Advertiser>('/sandbox/google-ads/accounts', { login, name: 'Bluebonnet ads', seed: 11, days })
}

/** On Google's page. */
export async function allow(page: Page, login: string): Promise<void> {
  await page.getByRole('link', { name: login, exact: true }).click()
}

/** Connects an account and waits until what is there has been read. */
export async function haveAds(stage: Stage, businessId: string, login: string): Promise<Advertiser> {
  const account = await openAccount(stage, login)
  const context = await stage.signedIn()
  const page = await stage.open(context, `/api/v1/connect/google-ads?tenant=${businessId}`)
  await allow(page, login)
  await page.waitForURL(/settings\/googleads/)
  await context.close()
  await untilRead(stage, businessId)
  return account
}

export async function untilRead(stage: Stage, businessId: string): Promise<AdsView> {
  const giveUpAt = Date.now() + READ_WITHIN_MS
  for (;;) {
    const view = await stage.api<AdsView>('GET', `/tenants/${businessId}/ads?days=30`)
    if (view.readAt !== null) return view
    if (Date.now() > giveUpAt) throw new Error('The advertising account was not read.')
    await wait(200)
  }
}
