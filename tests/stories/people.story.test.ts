import { env } from 'cloudflare:test'
import { afterEach, describe, expect, test } from 'vitest'
import { DAY_MS } from '../../tenants/base/clock.ts'
import { ACCESS_LOG_KEPT_MS, INVITATION_MAILS_PER_DAY_MAX } from '../../worker/bounds.ts'
import { openBrowser } from '../support/browser.ts'
import { newAddress, signedIn, tokenMailedTo } from '../support/colleague.ts'
import { newProfile, openShop, type Shop } from '../support/open-shop.ts'
import { signSvix } from '../support/sign-webhooks.ts'
import { watchBoard } from '../support/watch-board.ts'

const { DIRECTORY } = env as unknown as { DIRECTORY: D1Database }

let shop: Shop
afterEach(() => shop?.control('/faults', undefined, 'DELETE'))

/** A business of somebody nobody else in this file is. */
async function openHers(over: Record<string, unknown> = {}) {
  shop = await openShop({ email: newAddress('dana'), ...over })
  return signedIn(shop, shop.email)
}

async function hire(dana: ReturnType<typeof signedIn>, role = 'technician') {
  const hired = signedIn(shop, newAddress())
  await dana.invites(hired.email, role)
  // People stand in the order in which they came.
  shop.watch.now += 1
  expect((await hired.accepts(await tokenMailedTo(shop, hired.email))).status).toBe(200)
  return hired
}

async function openReseller() {
  const boss = signedIn(shop ?? (await openShop()), 'admin@example.com')
  const email = newAddress('ravi')
  expect((await boss.call('POST', '/resellers', { email })).status).toBe(201)
  return email
}

describe('a colleague', () => {
  test('is invited by mail and comes in with it, once', async () => {
    const dana = await openHers()
    const ann = signedIn(shop, newAddress())
    const invited = await dana.invites(`  ${ann.email.toUpperCase()} `)
    expect([invited.status, invited.json.email, invited.json.mail.status]).toEqual([201, ann.email, 'sent'])
    expect(invited.json.expiresAt).toBe(shop.watch.now + 7 * DAY_MS)
    expect(await ann.boardStatus()).toBe(403)

    shop.watch.now += 1
    const token = await tokenMailedTo(shop, ann.email)
    const [mail] = await shop.control<{ subject: string; html: string }[]>(`/emails?to=${ann.email}`)
    expect(mail?.subject).toContain(shop.businessName)
    expect(mail?.html).toContain(`/app/invitation/${token}`)
    expect((await ann.looksAt(token)).json).toMatchObject({ businessName: shop.businessName, role: 'technician' })
    expect((await ann.accepts(token)).json).toEqual({
      tenantId: shop.id,
      businessName: shop.businessName,
      role: 'technician',
    })
    expect(await ann.boardStatus()).toBe(200)
    expect([(await ann.accepts(token)).code, (await ann.looksAt(token)).code]).toEqual([
      'invitation_gone',
      'invitation_gone',
    ])
    expect((await dana.people()).json).toMatchObject({
      people: [{ email: dana.email }, { email: ann.email, roles: ['technician'] }],
      invitations: [],
    })
  })

  test('comes in by no mail that was somebody else’s, and does not learn whose', async () => {
    const dana = await openHers()
    const ann = newAddress()
    await dana.invites(ann)
    const thief = signedIn(shop, newAddress('thief'))
    for (const answer of [
      await thief.looksAt(await tokenMailedTo(shop, ann)),
      await thief.accepts(await tokenMailedTo(shop, ann)),
    ]) {
      expect([answer.status, answer.code]).toEqual([403, 'invitation_for_other'])
      expect(answer.text).not.toContain(ann)
      expect(answer.text).not.toContain(shop.businessName)
    }
    expect((await signedIn(shop, ann).accepts(await tokenMailedTo(shop, ann))).status).toBe(200)
  })

  test('comes in within seven days, and not with a withdrawn, replaced or made-up link', async () => {
    const dana = await openHers()
    const ann = signedIn(shop, newAddress())
    const { id } = (await dana.invites(ann.email)).json
    const first = await tokenMailedTo(shop, ann.email)
    const again = await dana.call('POST', `/tenants/${shop.id}/invitations/${id}/resend`)
    expect(again.status).toBe(200)
    const second = await tokenMailedTo(shop, ann.email)
    expect(second).not.toBe(first)
    expect((await ann.accepts(first)).status).toBe(404)
    shop.watch.now += 7 * DAY_MS
    expect((await ann.accepts(second)).status).toBe(404)
    shop.watch.now -= 1
    expect((await ann.looksAt(second)).status).toBe(200)
    expect((await dana.call('DELETE', `/tenants/${shop.id}/invitations/${id}`)).status).toBe(204)
    expect((await ann.accepts(second)).status).toBe(404)
    expect((await ann.accepts('made-up')).status).toBe(404)
    expect(await ann.boardStatus()).toBe(403)
  })

  test('has a token that nobody can read in our books', async () => {
    const dana = await openHers()
    const ann = newAddress()
    await dana.invites(ann)
    const token = await tokenMailedTo(shop, ann)
    const rows = await DIRECTORY.prepare('select * from invitation where email = ?').bind(ann).all()
    expect(rows.results).toHaveLength(1)
    expect(JSON.stringify(rows.results)).not.toContain(token)
    expect(token).toMatch(/^[0-9a-z]{32}$/)
  })

  test('may come in to look, and later to work', async () => {
    const dana = await openHers()
    const ann = await hire(dana, 'viewer')
    expect(await ann.boardStatus()).toBe(200)
    expect((await ann.people()).status).toBe(403)
    expect((await dana.invites(ann.email, 'viewer')).code).toBe('already_member')
    await dana.invites(ann.email)
    shop.watch.now += 1
    expect((await ann.accepts(await tokenMailedTo(shop, ann.email))).status).toBe(200)
    expect((await ann.people()).json.people).toMatchObject([
      { email: dana.email },
      { email: ann.email, roles: ['technician'] },
    ])
  })
})

describe('a mail that does not arrive', () => {
  test('is seen, and can be sent again', async () => {
    const dana = await openHers()
    const ann = signedIn(shop, newAddress())
    await shop.control('/faults', { provider: 'resend', kind: 'status', status: 503, rate: 1, forMs: 600_000 })
    const invited = await dana.invites(ann.email)
    expect([invited.status, invited.json.mail.status]).toEqual([201, 'failed'])
    expect((await dana.people()).json.invitations[0]?.mail.status).toBe('failed')
    await shop.control('/faults', undefined, 'DELETE')
    const again = await dana.call('POST', `/tenants/${shop.id}/invitations/${invited.json.id}/resend`)
    expect(again.json).toMatchObject({ id: invited.json.id, mail: { status: 'sent', code: null } })
    expect((await ann.accepts(await tokenMailedTo(shop, ann.email))).status).toBe(200)
  })

  test('and came back only later is seen too', async () => {
    const dana = await openHers()
    const { id } = (await dana.invites(newAddress())).json
    const body = JSON.stringify({
      type: 'email.bounced',
      data: { email_id: 'em_1', tags: { tenant: shop.id, entry: id } },
    })
    const signature = await signSvix(shop.settings['RESEND_WEBHOOK_SECRET'] ?? '', 'msg_1', shop.watch.now, body)
    const heard = await shop.send('/hooks/resend', { method: 'POST', body, headers: { ...signature } })
    expect(heard.status).toBe(200)
    expect((await dana.people()).json.invitations).toMatchObject([{ id, mail: { status: 'failed', code: 'bounced' } }])
  })

  test('is not sent without end', async () => {
    const dana = await openHers()
    const { id } = (await dana.invites(newAddress())).json
    const note = 'insert into access_log (at, email, action, tenant_id, trace_id) values (?, ?, ?, ?, ?)'
    const row = DIRECTORY.prepare(note).bind(shop.watch.now, dana.email, 'invitation_mailed', shop.id, 'req_1')
    await DIRECTORY.batch(Array.from({ length: INVITATION_MAILS_PER_DAY_MAX }, () => row))
    expect((await dana.invites(newAddress())).status).toBe(429)
    expect((await dana.call('POST', `/tenants/${shop.id}/invitations/${id}/resend`)).status).toBe(429)
    shop.watch.now += DAY_MS + 1
    expect((await dana.invites(newAddress())).status).toBe(201)
  })
})

describe('somebody who is taken out', () => {
  test('loses at once what they have open, and what they had asked others in by', async () => {
    const dana = await openHers()
    const ann = await hire(dana)
    const friend = signedIn(shop, newAddress('friend'))
    await ann.invites(friend.email)
    const browser = await openBrowser(shop.settings['PUSH_SANDBOX_URL'] ?? '')
    expect((await ann.call('POST', `/tenants/${shop.id}/push`, browser.subscription)).status).toBe(204)
    const hers = await watchBoard(shop, { email: ann.email })
    const mine = await watchBoard(shop, { email: dana.email })
    await Promise.all([hers.received(1), mine.received(1)])

    expect((await dana.removes(ann.email)).status).toBe(204)
    expect(await hers.closedWith()).toBe(4403)
    expect(await ann.boardStatus()).toBe(403)
    expect(await shop.tenant.query('select email from push_subscriptions')).toEqual([])
    expect((await friend.accepts(await tokenMailedTo(shop, friend.email))).status).toBe(404)
    // Who stays sees what happens, and the other sees nothing of it.
    await shop.customer().callsAndHangsUp()
    await mine.received(2)
    expect(hers.messages).toHaveLength(1)
    expect((await dana.removes(ann.email)).status).toBe(204)
  })

  test('is not the last who works here, and two cannot take each other out', async () => {
    const dana = await openHers()
    expect((await dana.removes(dana.email)).code).toBe('last_technician')
    const ann = await hire(dana)
    await hire(dana, 'viewer')
    const answers = await Promise.all([dana.removes(ann.email), ann.removes(dana.email)])
    expect(answers.filter(({ status }) => status === 204).length).toBeGreaterThan(0)
    const left = signedIn(shop, 'admin@example.com')
    const { people } = (await left.people()).json
    expect(people.filter(({ roles }) => roles.includes('technician'))).toHaveLength(1)
  })
})

describe('a reseller', () => {
  test('is appointed by an admin alone, opens businesses, and asks technicians in but nobody who only looks', async () => {
    const dana = await openHers()
    expect((await dana.call('POST', '/resellers', { email: dana.email })).status).toBe(403)
    const ravi = signedIn(shop, await openReseller())
    const { id } = (await ravi.call<{ id: string }>('POST', '/tenants', newProfile())).json
    const at = (rest: string) => `/tenants/${id}${rest}`
    expect((await ravi.call('GET', at('/people'))).status).toBe(200)
    expect((await ravi.call('GET', at('/customers'))).status).toBe(403)
    const asks = (email: string, role: string) => ravi.call('POST', at('/invitations'), { email, role })
    expect((await asks(newAddress(), 'technician')).status).toBe(201)
    expect((await asks(newAddress(), 'viewer')).status).toBe(403)
    // Somebody who reads no customer's words must not become somebody who does by their own hand.
    expect((await asks(ravi.email, 'technician')).status).toBe(403)
    expect((await ravi.call('DELETE', at(`/people/${dana.email}`))).status).toBe(403)
    expect((await ravi.call('GET', at('/access-log'))).status).toBe(403)
    const boss = signedIn(shop, 'admin@example.com')
    expect((await boss.call('DELETE', `/resellers/${ravi.email}`)).status).toBe(204)
    expect((await ravi.call('GET', at('/people'))).status).toBe(403)
  })
})

describe('the access log', () => {
  type Log = { items: { action: string; email: string; detail: string | null; tenantId: string | null }[] }

  test('says who came, who opened the business and who changed whose place', async () => {
    const dana = await openHers()
    const ann = await hire(dana)
    await dana.removes(ann.email)
    await ann.boardStatus()
    const log = await dana.call<Log>('GET', `/tenants/${shop.id}/access-log`)
    const lines = log.json.items.map(({ action, email, detail }) => [action, email, detail])
    expect(lines).toContainEqual(['person_invited', dana.email, `technician ${ann.email}`])
    expect(lines).toContainEqual(['invitation_accepted', ann.email, 'technician'])
    expect(lines).toContainEqual(['person_removed', dana.email, ann.email])
    expect(lines.filter(([action, email]) => action === 'tenant_opened' && email === dana.email)).toHaveLength(1)
    const all = await signedIn(shop, 'admin@example.com').call<Log>('GET', '/access-log?limit=200')
    const signIns = all.json.items.filter(({ action, email }) => action === 'signed_in' && email === ann.email)
    expect(signIns).toHaveLength(1)
    expect((await dana.call('GET', '/access-log')).status).toBe(403)
  })

  test('comes in pages', async () => {
    const dana = await openHers()
    await hire(dana)
    type Page = Log & { next: string | null }
    const path = `/tenants/${shop.id}/access-log?limit=1`
    const first = (await dana.call<Page>('GET', path)).json
    const second = (await dana.call<Page>('GET', `${path}&after=${first.next}`)).json
    expect([first.items.length, second.items.length]).toEqual([1, 1])
    expect(first.items).not.toContainEqual(second.items[0])
  })

  test('is kept for a year at least, and older lines go as new ones come', async () => {
    const dana = await openHers()
    const { now } = shop.watch
    const note = 'insert into access_log (at, email, action, tenant_id, trace_id) values (?, ?, ?, ?, ?)'
    const line = (at: number) => DIRECTORY.prepare(note).bind(at, dana.email, 'kyc_viewed', shop.id, 'req_1')
    await DIRECTORY.batch([line(now - ACCESS_LOG_KEPT_MS - 1), line(now - 366 * DAY_MS)])
    await dana.invites(newAddress())
    const left = await DIRECTORY.prepare('select at from access_log where tenant_id = ? and action = ?')
      .bind(shop.id, 'kyc_viewed')
      .all<{ at: number }>()
    expect(left.results.map(({ at }) => at)).toEqual([now - 366 * DAY_MS])
  })
})
