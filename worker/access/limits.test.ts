import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { missedCall, openRouter, smsParams } from '../../tests/support/open-router.ts'
import { accessToken, standInAccess } from '../../tests/support/stand-in-access.ts'

let access: ReturnType<typeof standInAccess>
beforeEach(() => void (access = standInAccess()))
afterEach(() => access.mockRestore())

/** A limit that counts, as Cloudflare's does. */
function limitOf(max: number) {
  const counts = new Map<string, number>()
  const limit = async ({ key }: { key: string }) => {
    counts.set(key, (counts.get(key) ?? 0) + 1)
    return { success: (counts.get(key) ?? 0) <= max }
  }
  return { limit, counts }
}

const from = (address: string) => ({ 'cf-connecting-ip': address })

describe('forged webhooks', () => {
  test('are answered 401, and 429 once they come in numbers', async () => {
    const router = await openRouter({ HOOK_LIMIT: limitOf(3) })
    const forge = (address = '192.0.2.1', path = '/hooks/ghl') =>
      router.send(path, { method: 'POST', body: '{}', headers: { 'x-ghl-signature': 'AAAA', ...from(address) } })
    const statuses: number[] = []
    for (let count = 0; count < 5; count += 1) statuses.push((await forge()).status)
    expect(statuses).toEqual([401, 401, 401, 429, 429])
    expect((await forge()).headers.get('retry-after')).toBe('60')
    // Another address and another provider are counted for themselves.
    expect((await forge('192.0.2.2')).status).toBe(401)
    expect((await forge('192.0.2.1', '/hooks/resend')).status).toBe(401)
  })

  test('are not limited where nobody says whence they come: one source would keep out all others', async () => {
    const limit = limitOf(0)
    const router = await openRouter({ HOOK_LIMIT: limit, PAGE_LIMIT: limit })
    const forged = { method: 'POST', body: '{}', headers: { 'x-ghl-signature': 'AAAA' } }
    expect((await router.send('/hooks/ghl', forged)).status).toBe(401)
    expect((await router.send(`/u/${'0'.repeat(24)}.abcdefgh`)).status).toBe(404)
    expect(limit.counts.size).toBe(0)
  })

  test('never keep out what a provider signed, from whatever address', async () => {
    const limit = limitOf(0)
    const router = await openRouter({ HOOK_LIMIT: limit })
    const shop = await router.openShop()
    for (let count = 0; count < 5; count += 1) {
      expect((await router.ghl(missedCall(shop.ghlLocationId), from('192.0.2.1'))).status).toBe(200)
      expect((await router.twilio('/sms', smsParams(shop.smsNumber))).status).toBe(200)
    }
    expect(shop.tenant.signals).toHaveLength(10)
    // Signed and not to be used is a matter between the provider and us.
    expect((await router.ghl('no json', from('192.0.2.1'))).status).toBe(400)
    expect(limit.counts.size).toBe(0)
  })

  test('of one IPv6 network count as one, however its address is written', async () => {
    const limit = limitOf(9)
    const router = await openRouter({ HOOK_LIMIT: limit })
    for (const address of ['2001:db8:1:2::9', '2001:db8:1:2:a:b:c:d', '2001:db8:1:3::9']) {
      await router.send('/hooks/ghl', { method: 'POST', body: '{}', headers: from(address) })
    }
    expect([...limit.counts]).toEqual([
      ['gohighlevel 2001:db8:1:2', 2],
      ['gohighlevel 2001:db8:1:3', 1],
    ])
  })
})

describe('pages behind a token', () => {
  const LOST = `/u/${'0'.repeat(24)}.abcdefgh`

  test('are shown so often to one address', async () => {
    const router = await openRouter({ PAGE_LIMIT: limitOf(2) })
    const look = (address: string) => router.send(LOST, { headers: from(address) })
    const statuses = [await look('192.0.2.1'), await look('192.0.2.1'), await look('192.0.2.1')]
    expect(statuses.map(({ status }) => status)).toEqual([404, 404, 429])
    expect((await look('192.0.2.2')).status).toBe(404)
  })

  test('unsubscribe however many one mail provider posts for, and count what leads nowhere', async () => {
    const limit = limitOf(2)
    const router = await openRouter({ PAGE_LIMIT: limit })
    const shop = await router.openShop()
    shop.tenant.knownToken = `${shop.id.slice(4)}.abcdefgh`
    const post = (path: string) => router.send(path, { method: 'POST', headers: from('192.0.2.1') })
    for (let count = 0; count < 5; count += 1) expect((await post(`/u/${shop.tenant.knownToken}`)).status).toBe(200)
    expect(limit.counts.size).toBe(0)
    const misses = [await post(LOST), await post(LOST), await post(LOST)]
    expect(misses.map(({ status }) => status)).toEqual([404, 404, 429])
    expect((await post(`/u/${shop.tenant.knownToken}`)).status).toBe(200)
  })

  test('that invite cannot be tried out by somebody who signed in', async () => {
    const router = await openRouter({ PAGE_LIMIT: limitOf(2) })
    const headers = {
      'cf-access-jwt-assertion': await accessToken({ email: 'ann@example.com' }),
      'content-type': 'application/json',
      ...from('192.0.2.1'),
    }
    const guess = (path: string) =>
      router.send(`/api/v1/invitations/${path}`, { method: 'POST', headers, body: '{"token":"guess"}' })
    const answers = [await guess('look'), await guess('accept'), await guess('look'), await guess('accept')]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 429, 429])
  })
})
