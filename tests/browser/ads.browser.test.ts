import { beforeAll, expect, test } from 'vitest'
import type { AdsView } from '../../tenants/contract/ads.ts'
import { allow, openAccount, untilRead, type Advertiser } from './support/ads.ts'
import { findViolations } from './support/axe.ts'
import { playInBrowser } from './support/play.ts'
import { TECHNICIAN, type Business } from './support/stage.ts'

const LOGIN = 'osprey-ads@example.com'
type Applied = { requestId: string }

playInBrowser('advertising', (stage) => {
  let business: Business
  let account: Advertiser
  const view = () => stage.api<AdsView>('GET', `/tenants/${business.id}/ads?days=30`)
  const changes = () => stage.sandbox<Applied[]>(`/sandbox/google-ads/changes?customerId=${account.customerId}`)
  const open = async (rest = 'ads', options = {}) =>
    stage.open(await stage.signedIn(options), `/app/${business.id}/${rest}`)

  beforeAll(async () => {
    const profile = { businessName: 'Osprey Drains', smsNumber: '+15125550129', email: TECHNICIAN }
    business = await stage.openBusiness(profile)
    account = await openAccount(stage, LOGIN)
  })

  test('is connected by the technician, in two clicks, and read', async () => {
    const page = await open()
    await page.getByRole('link', { name: 'Connect Google Ads' }).click()
    await allow(page, LOGIN)
    await page.getByText('Google Ads is connected.').waitFor()
    await page.getByText(account.name).waitFor()
    await untilRead(stage, business.id)
    await page.goto(`${stage.run.appUrl}/app/${business.id}/ads`)
    await page.getByRole('heading', { name: 'What it cost and brought' }).waitFor()
    const { totals, campaigns } = await view()
    expect(totals.spendMinor).toBeGreaterThan(0)
    const spent = page.getByRole('region', { name: 'What it cost and brought' })
    const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(totals.spendMinor / 100)
    await spent.getByText(money.replace(/\.00$/, '')).waitFor()
    for (const { name } of campaigns) await page.getByRole('heading', { name, exact: true }).waitFor()
    expect(await findViolations(page)).toEqual([])
  })

  test('says how far it may go, and names what is wrong beside its field', async () => {
    const page = await open('settings/googleads')
    const daily = page.getByLabel('At most a day, all campaigns together')
    await daily.fill('lots')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Write an amount').waitFor()
    await daily.fill('400')
    await page.getByLabel('At most a month').fill('9000')
    await page.getByLabel('At most for one click').fill('60')
    await page.getByRole('switch', { name: 'Let Shoulder change bids and budgets' }).check()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(async () => (await view()).bounds).toMatchObject({ isManaged: true, dailyMinor: 40_000 })
    expect(await findViolations(page)).toEqual([])
  })

  test('pauses a campaign at Google once, and takes that back', async () => {
    const page = await open()
    const { campaigns } = await view()
    const campaign = campaigns.find(({ status }) => status === 'ENABLED')
    if (!campaign) throw new Error('No campaign runs.')
    const statusOf = async () => (await view()).campaigns.find(({ id }) => id === campaign.id)?.status
    const row = page.getByRole('listitem', { name: campaign.name })
    await row.getByRole('button', { name: `Pause ${campaign.name}` }).click()
    await expect.poll(async () => (await changes()).length).toBe(1)
    await expect.poll(statusOf).toBe('PAUSED')
    const change = page.getByRole('region', { name: 'What was changed' }).getByRole('listitem').first()
    await change.getByText(`by ${TECHNICIAN}`).waitFor()
    await change.getByText('Done', { exact: true }).waitFor()
    await change.getByRole('button', { name: /^Undo/ }).press('Enter')
    await expect.poll(async () => (await changes()).length).toBe(2)
    await expect.poll(statusOf).toBe('ENABLED')
  })

  test('fits a phone, and is let go of again', async () => {
    const page = await open('ads', { viewport: { width: 360, height: 740 } })
    await page.getByRole('heading', { name: 'Campaigns' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await page.goto(`${stage.run.appUrl}/app/${business.id}/settings/googleads`)
    await page.getByRole('button', { name: 'Disconnect' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
    await page.getByText('Not connected.').waitFor()
    expect(await view()).toMatchObject({ standing: 'not_connected', account: null })
  })
})
