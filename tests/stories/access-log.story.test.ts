import { describe, expect, test } from 'vitest'
import { newAddress, signedIn } from '../support/colleague.ts'
import { openShop } from '../support/open-shop.ts'

const ASKED = { law: 'ccpa', identity: 'called_back', receivedVia: 'phone' }

type Log = { items: { action: string; email: string; detail: string | null }[] }

async function openHers() {
  const shop = await openShop({ email: newAddress('dana'), ghlLocationId: null })
  const dana = signedIn(shop, shop.email)
  const pat = shop.customer()
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  const at = (rest: string) => `/tenants/${shop.id}${rest}`
  const opens = async (type: string) => {
    const asked = { ...ASKED, type, phone: pat.phone }
    return (await dana.call<{ id: string }>('POST', at('/privacy-requests'), asked)).json.id
  }
  const moves = (id: string, to: string, body?: unknown) => dana.call('POST', at(`/privacy-requests/${id}/${to}`), body)
  const lines = async () => {
    const log = await dana.call<Log>('GET', at('/access-log?limit=200'))
    return log.json.items
      .filter(({ action }) => /privacy|erased/.test(action))
      .map(({ action, email, detail }) => [action, email, detail])
      .toReversed()
  }
  return { shop, dana, pat, at, opens, moves, lines }
}

describe('the access log', { timeout: 60_000 }, () => {
  test('says who wrote a privacy request down, who moved it on and who erased somebody', async () => {
    const { dana, pat, opens, moves, lines } = await openHers()
    const access = await opens('access')
    expect((await moves(access, 'confirm')).status).toBe(200)
    expect((await moves(access, 'extend')).status).toBe(200)
    expect((await moves(access, 'close')).status).toBe(200)
    const refused = await opens('erasure')
    expect((await moves(refused, 'refuse', { reason: 'not_them' })).status).toBe(200)
    const erasure = await opens('erasure')
    expect((await moves(erasure, 'confirm')).status).toBe(200)
    expect((await moves(erasure, 'close')).status).toBe(200)
    const by = (action: string, detail: string) => [action, dana.email, detail]
    expect(await lines()).toEqual([
      by('privacy_request_opened', 'access ccpa'),
      by('privacy_request_changed', `${access} confirm`),
      by('privacy_request_changed', `${access} extend`),
      by('privacy_request_changed', `${access} close`),
      by('privacy_request_opened', 'erasure ccpa'),
      by('privacy_request_changed', `${refused} refuse`),
      by('privacy_request_opened', 'erasure ccpa'),
      by('privacy_request_changed', `${erasure} confirm`),
      by('person_erased', `${erasure} close`),
    ])
    expect(JSON.stringify(await lines())).not.toContain(pat.phone)
  })

  test('has no second erasure of what is erased, and no line of a request that is not there', async () => {
    const { opens, moves, lines } = await openHers()
    const erasure = await opens('erasure')
    await moves(erasure, 'close')
    expect((await moves(erasure, 'close')).status).toBe(409)
    expect((await moves('req_gone', 'close')).status).toBe(404)
    expect((await lines()).map(([action]) => action)).toEqual([
      'privacy_request_opened',
      'person_erased',
      'privacy_request_changed',
    ])
  })
})
