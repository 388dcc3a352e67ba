import { describe, expect, test } from 'vitest'
import type { EmailDomainView } from '../../tenants/contract/email-domain.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

const domainOf = (shop: Shop) => shop.api<EmailDomainView>('GET', `/tenants/${shop.tenant.id}/email-domain`)
const open = (shop: Shop, name: string) =>
  shop.api<EmailDomainView>('PUT', `/tenants/${shop.tenant.id}/email-domain`, { name })
const check = (shop: Shop) => shop.api<EmailDomainView>('POST', `/tenants/${shop.tenant.id}/email-domain/check`, {})

let count = 0
const newName = () => `mail-${Date.now()}-${(count += 1)}.example.com`

/** The sender of the e-mail that follows a text nobody answers. */
async function senderOf(shop: Shop): Promise<string> {
  const email = `pat-${Date.now()}-${(count += 1)}@example.com`
  const pat = shop.customer(undefined, 'Pat Rivers', email)
  await pat.callsTracked()
  await shop.tenant.passMinutes(6)
  const mails = await shop.control<{ from: string; headers: Record<string, string> }[]>(`/emails?to=${email}`)
  expect(mails).toHaveLength(1)
  return mails[0]?.from ?? ''
}

describe('the domain a business sends e-mail from', () => {
  test('is used once its DNS stands, and not before', async () => {
    const shop = await openShop()
    expect(await domainOf(shop)).toMatchObject({ name: null, status: 'none', sender: 'hello@mail.example.com' })
    const name = newName()
    const opened = await open(shop, name.toUpperCase())
    expect(opened).toMatchObject({ name, status: 'pending', sender: 'hello@mail.example.com' })
    expect(opened.records.map(({ record, type }) => `${record} ${type}`)).toEqual(['SPF MX', 'SPF TXT', 'DKIM TXT'])
    expect(await check(shop)).toMatchObject({ status: 'pending' })
    await shop.control('/dns', { domain: name, isSet: true })
    expect(await check(shop)).toMatchObject({ status: 'verified', sender: `hello@${name}` })
    expect(await shop.tenant.timeline()).toContain('email_domain_changed')
  })

  test('gives way to the shared one when its records are taken away, which the next day finds out', async () => {
    const shop = await openShop()
    const name = newName()
    await open(shop, name)
    await shop.control('/dns', { domain: name, isSet: true })
    await check(shop)
    await shop.control('/dns', { domain: name, isSet: false })
    await shop.tenant.passDays(1)
    await expect.poll(async () => (await domainOf(shop)).status).toBe('failed')
    expect((await domainOf(shop)).sender).toBe('hello@mail.example.com')
  })

  test('is found again where a request was cut off after Resend had made it', async () => {
    const shop = await openShop()
    const name = newName()
    await shop.control('/faults', { provider: 'resend', kind: 'malformed', rate: 1, forMs: 400 })
    await expect(open(shop, name)).rejects.toThrow(/domain_refused/)
    await shop.control('/faults', undefined, 'DELETE')
    expect(await open(shop, name)).toMatchObject({ name, status: 'pending' })
    expect(await open(shop, name)).toMatchObject({ name, status: 'pending' })
  })

  test('is refused where it is no domain, and forgotten when it is taken out', async () => {
    const shop = await openShop()
    for (const wrong of ['', 'example', 'a b.com', 'https://example.com', 'me@example.com', '-a.example.com']) {
      await expect(open(shop, wrong)).rejects.toThrow(/body_invalid/)
    }
    await expect(check(shop)).rejects.toThrow(/domain_refused/)
    const name = newName()
    await open(shop, name)
    const path = `/tenants/${shop.tenant.id}/email-domain`
    expect(await shop.api<EmailDomainView>('DELETE', path)).toMatchObject({ name: null, status: 'none' })
    expect(await open(shop, name)).toMatchObject({ name })
  })

  test('stands on the e-mail itself, which says how to have no more of them', async () => {
    const shop = await openShop()
    expect(await senderOf(shop)).toContain('<hello@mail.example.com>')
    const name = newName()
    await open(shop, name)
    await shop.control('/dns', { domain: name, isSet: true })
    await check(shop)
    expect(await senderOf(shop)).toContain(`<hello@${name}>`)
  })
})
