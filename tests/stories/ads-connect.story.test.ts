import { describe, expect, test } from 'vitest'
import type { AgentsView } from '../../tenants/contract/agents.ts'
import { adsOf, connectAds, giveLeave, newAdvertiser } from '../support/ads.ts'
import { comeBack } from '../support/connect.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

const CONVERSIONS = 'https://www.googleapis.com/auth/datamanager'
const CAMPAIGNS = 'https://www.googleapis.com/auth/adwords'
const account = (shop: Shop) => `/tenants/${shop.id}/ads/account`
const facts = async (shop: Shop) => (await shop.tenant.timeline()).filter((type) => type.startsWith('ads_'))

describe('a business that connects its advertising account', () => {
  test('has the only one there is at once, sealed, and read by and by', async () => {
    const shop = await openShop()
    expect(await adsOf(shop)).toMatchObject({ standing: 'not_connected', account: null })
    const { login, customerId, name } = await newAdvertiser(shop)
    expect(await connectAds(shop, { login })).toBe('connected')
    const view = await adsOf(shop)
    expect(view).toMatchObject({ standing: 'connected', canTell: true, loss: null, choices: [] })
    expect(view.account).toMatchObject({ accountId: customerId, name, isTest: true })
    const kept = await shop.tenant.query<{ value: string }>(`select value from settings where name = 'ads_connection'`)
    expect(kept).toHaveLength(1)
    expect(kept[0]?.value).not.toMatch(/1\/\/0|ya29/)
    await shop.tenant.settle()
    const [campaigns] = await shop.tenant.query<{ count: number }>('select count(*) as count from campaigns')
    expect(campaigns?.count).toBeGreaterThan(0)
    expect(await facts(shop)).toEqual(['ads_connected'])
  })

  test('chooses among the clients of a manager, and no other', async () => {
    const shop = await openShop()
    const manager = await newAdvertiser(shop, { isManager: true, days: 0 })
    const below = { managerId: manager.customerId, login: 'nobody@example.com' }
    const first = await newAdvertiser(shop, { ...below, name: 'First client' })
    await newAdvertiser(shop, { ...below, name: 'Second client' })
    await newAdvertiser(shop, { ...below, name: 'Closed client', status: 'CANCELED' })
    expect(await connectAds(shop, { login: manager.login })).toBe('choose')
    const { standing, choices } = await adsOf(shop)
    expect(standing).toBe('choosing')
    expect(choices.map(({ name }) => name).sort()).toEqual(['First client', 'Second client'])
    await expect(shop.api('PUT', account(shop), { accountId: manager.customerId })).rejects.toThrow('manager account')
    await expect(shop.api('PUT', account(shop), { accountId: '9999999999' })).rejects.toThrow('does not reach')
    await shop.api('PUT', account(shop), { accountId: first.customerId })
    expect(await adsOf(shop)).toMatchObject({ standing: 'connected', account: { accountId: first.customerId } })
    await shop.tenant.settle()
    const read = await shop.tenant.query(`select 1 from outbox where lane = 'google_ads' and status <> 'sent'`)
    expect(read).toEqual([])
  })

  test('comes back once, by the way that was given to this person', async () => {
    const shop = await openShop()
    const { login } = await newAdvertiser(shop)
    const way = await giveLeave(shop, { login })
    expect(await comeBack(shop, way, 'somebody@example.com')).toContain('somebody else')
    expect(await comeBack(shop, way.replace('/google-ads/', '/gohighlevel/'))).toContain('too old')
    expect(await comeBack(shop, way)).toBe('connected')
    expect(await comeBack(shop, way)).toContain('used before')
    const late = await giveLeave(shop, { login })
    shop.watch.now += 16 * 60_000
    expect(await comeBack(shop, late)).toContain('too old')
  })

  test('cannot take an account that another business has', async () => {
    const [first, second] = [await openShop(), await openShop()]
    const { login } = await newAdvertiser(first)
    expect(await connectAds(first, { login })).toBe('connected')
    expect(await connectAds(second, { login })).toBe('already_taken')
    expect(await adsOf(second)).toMatchObject({ standing: 'choosing', account: null })
  })

  test('hears what it left out on Google’s page', async () => {
    const shop = await openShop()
    const { login } = await newAdvertiser(shop)
    expect(await connectAds(shop, { deny: '1' })).toBe('cancelled')
    expect(await connectAds(shop, { login, without: CAMPAIGNS })).toBe('no_leave')
    expect(await adsOf(shop)).toMatchObject({ standing: 'not_connected' })
    expect(await connectAds(shop, { login, without: CONVERSIONS })).toBe('connected_partly')
    expect(await adsOf(shop)).toMatchObject({ standing: 'connected', canTell: false })
  })

  test('gives the leave back, and every trace of it', async () => {
    const shop = await openShop()
    const { login } = await newAdvertiser(shop)
    await connectAds(shop, { login })
    await shop.api('DELETE', account(shop))
    expect(await adsOf(shop)).toMatchObject({ standing: 'not_connected', account: null })
    expect(await shop.tenant.query(`select 1 from settings where name = 'ads_connection'`)).toEqual([])
    // There is nothing left at Google that could be taken back.
    expect(await shop.control('/google-ads/revoke', { login })).toEqual({ revoked: 0 })
    expect(await facts(shop)).toEqual(['ads_connected', 'ads_dropped'])
    expect(await connectAds(await openShop(), { login })).toBe('connected')
  })
})

describe('a leave that is taken back at Google', () => {
  test('is noted and told once, and ends with the next consent', async () => {
    const shop = await openShop()
    const { login, customerId } = await newAdvertiser(shop)
    await connectAds(shop, { login })
    await shop.tenant.settle()
    await shop.control('/google-ads/revoke', { login })
    await shop.tenant.passDays(2)
    expect(await adsOf(shop)).toMatchObject({ standing: 'revoked', loss: 'token_revoked' })
    expect(await facts(shop)).toEqual(['ads_connected', 'ads_disconnected'])
    const told = await shop.tenant.query(
      `select 1 from outbox where payload ->> 'reason' = 'ads_disconnected' and lane = 'twilio'`,
    )
    expect(told).toHaveLength(1)
    expect(await connectAds(shop, { login })).toBe('connected')
    expect(await adsOf(shop)).toMatchObject({ standing: 'connected', account: { accountId: customerId } })
  })

  test('is a finding until somebody connects again', async () => {
    const shop = await openShop()
    const { login } = await newAdvertiser(shop)
    await connectAds(shop, { login })
    await shop.customer().callsAndHangsUp()
    await shop.control('/google-ads/revoke', { login })
    await shop.tenant.passDays(2)
    const found = async () => {
      await shop.api('POST', `/tenants/${shop.id}/agents/monitor/run`)
      await shop.tenant.passMinutes(2)
      const { findings, proposals } = await shop.api<AgentsView>('GET', `/tenants/${shop.id}/agents`)
      return { finding: findings.find(({ kind }) => kind === 'ads_lost'), wishes: proposals.map((one) => one.sentence) }
    }
    const { finding, wishes } = await found()
    expect(finding).toMatchObject({ severity: 'serious', closedAt: null })
    expect(finding?.sentence).toMatch(
      /^Google Ads has not let Shoulder in since \w+ \d+\. Your ads run on unwatched\.$/,
    )
    expect(finding?.causes[0]?.sentence).toMatch(/^Google took back the permission, or the login ended\./)
    expect(wishes).toContain('Connect Google Ads again, in Advertising.')
    expect(await connectAds(shop, { login })).toBe('connected')
    expect((await found()).finding?.closedAt).toEqual(expect.any(Number))
  })
})
