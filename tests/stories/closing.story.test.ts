import { env, runInDurableObject } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { DAY_MS } from '../../tenants/base/clock.ts'
import type { ClosingView } from '../../tenants/contract/closing.ts'
import { newProfile, openShop, type Shop } from '../support/open-shop.ts'

const { DIRECTORY, FILES } = env as unknown as { DIRECTORY: D1Database; FILES: R2Bucket }
const NAME = 'Quincey Featherstone'
const WORDS = 'My daughter Odette is allergic to peppermint'
const LONG = { timeout: 60_000 }

type Answer = { status: number; code: string; value: unknown }

async function ask(shop: Shop, method: string, path: string, body?: unknown): Promise<Answer> {
  const wish = { email: 'admin@example.com', expiresInS: 90 * 86_400 }
  const { token } = await shop.control<{ token: string }>('/access/token', wish)
  const headers = { 'cf-access-jwt-assertion': token, 'content-type': 'application/json' }
  const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) }
  const answer = await shop.send(`/api/v1/tenants/${shop.id}${path}`, init)
  const value = (await answer.json().catch(() => null)) as { code?: string } | null
  return { status: answer.status, code: value?.code ?? '', value }
}

const close = (shop: Shop, confirm = shop.businessName) => ask(shop, 'POST', '/close', { confirm })
const reopen = (shop: Shop) => ask(shop, 'POST', '/reopen')

/** Days later; the alarm that was due meanwhile goes off then. */
async function passDays(shop: Shop, days: number): Promise<void> {
  shop.watch.now += days * DAY_MS
  await wakeUp(shop)
}

/** The object may leave memory while it does this, and comes back. */
async function wakeUp(shop: Shop): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) {
    if (turn > 0) shop.watch.now += 15_000
    await runInDurableObject(shop.tenant.stub(), (tenant) => tenant.alarm()).catch(() => undefined)
    // What it leaves memory with is no fault of the call that finds it gone.
    await shop.tenant.settle().catch(() => shop.tenant.settle())
  }
}

async function dump(shop: Shop): Promise<string> {
  return runInDurableObject(shop.tenant.stub(), (_, state) => {
    const tables = state.storage.sql.exec<{ name: string }>(
      `select name from sqlite_master where type = 'table' and name not like '\\_%' escape '\\'`,
    )
    const rows = tables.toArray().map(({ name }) => [name, state.storage.sql.exec(`select * from "${name}"`).toArray()])
    return JSON.stringify(rows)
  })
}

async function directoryOf(shop: Shop): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {}
  for (const table of ['tenant', 'tenant_key', 'person', 'invitation', 'join_draft', 'tenant_closing']) {
    found[table] = (await DIRECTORY.prepare(`select * from ${table} where tenant_id = ?`).bind(shop.id).all()).results
  }
  return found
}

/** Somebody called, was texted and wrote; somebody else opted out. */
async function busyShop() {
  const shop = await openShop({ ghlLocationId: null })
  const [quincey, stopped] = [shop.customer(undefined, NAME), shop.customer()]
  for (const person of [quincey, stopped]) await person.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  await quincey.texts(`How much to fix a water heater? ${WORDS}`)
  await stopped.texts('please stop texting me')
  await shop.tenant.passMinutes(2)
  return { shop, quincey, stopped }
}

const count = async (shop: Shop, sql: string) =>
  (await shop.tenant.query<{ count: number }>(`select count(*) as count from ${sql}`))[0]?.count

describe('a business that is closed', LONG, () => {
  test('wants its name typed, says nothing more, and is for nobody, while its technician is told', async () => {
    const { shop, quincey } = await busyShop()
    const waiting = shop.customer()
    await waiting.callsAndHangsUp()
    expect(await close(shop, 'Some other name')).toMatchObject({ status: 400, code: 'body_invalid' })
    expect(await ask(shop, 'GET', '/closing')).toMatchObject({ value: { closing: null } })
    const heardBefore = await quincey.received()

    const closed = await close(shop, ` ${shop.businessName.toUpperCase()} `)
    const { closing } = closed.value as ClosingView
    expect(closing?.erasesAt).toBe((closing?.closedAt ?? 0) + 30 * DAY_MS)
    expect(closing?.erasedOn).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect((await close(shop)).value).toEqual(closed.value)

    await shop.tenant.passMinutes(10)
    expect(await waiting.received()).toEqual([])
    expect((await shop.told()).filter((text) => text.includes('Your business was closed'))).toHaveLength(1)
    const missed = shop.customer()
    expect((await missed.texts('Are you there?')).status).toBe(202)
    await quincey.callsAndHangsUp()
    await shop.tenant.passHours(1)
    expect([await missed.received(), await quincey.received()]).toEqual([[], heardBefore])
    const unknown = await shop.api<{ items: { reason: string; count: number }[] }>('GET', '/unknown-deliveries')
    expect(JSON.stringify(unknown)).toContain('unknown_address')
    expect((await directoryOf(shop))['tenant_key']).toEqual([])
  })

  test('sends nothing that a person types, and changes nothing but what people are owed', async () => {
    const { shop, quincey } = await busyShop()
    const [customer] = await shop.tenant.query<{ id: string }>(
      `select customer_id as id from customers where phone = '${quincey.phone}'`,
    )
    const before = await quincey.received()
    await close(shop)
    await ask(shop, 'POST', `/conversations/${customer?.id}/messages`, { text: 'One last word' })
    await shop.tenant.passMinutes(2)
    expect(await quincey.received()).toEqual(before)
    for (const [method, path] of [
      ['PATCH', ''],
      ['PATCH', '/policy'],
      ['PUT', '/on-call'],
      ['POST', '/invitations'],
      ['POST', '/forwarding-test'],
    ] as const) {
      expect([path, (await ask(shop, method, path, {})).status]).toEqual([path, 410])
    }
    for (const path of ['', '/board', '/closing', '/privacy-requests', '/people']) {
      expect([path, (await ask(shop, 'GET', path)).status]).toEqual([path, 200])
    }
    const asked = { type: 'erasure', law: 'ccpa', identity: 'called_back', receivedVia: 'phone', phone: quincey.phone }
    const { id } = (await ask(shop, 'POST', '/privacy-requests', asked)).value as { id: string }
    await ask(shop, 'POST', `/privacy-requests/${id}/close`)
    await shop.tenant.passMinutes(2)
    expect(await dump(shop)).not.toContain(quincey.phone)
  })

  test('comes back within thirty days with its keys, its timers and its words', async () => {
    const { shop } = await busyShop()
    const waiting = shop.customer()
    await waiting.callsAndHangsUp()
    const timers = await count(shop, 'timers')
    expect(timers).toBeGreaterThan(0)
    await close(shop)
    expect(await count(shop, 'timers')).toBe(0)
    const words = await count(shop, `messages where body <> ''`)
    await passDays(shop, 29)
    expect(await reopen(shop)).toMatchObject({ status: 200, value: { closing: null } })
    expect((await reopen(shop)).status).toBe(200)
    expect(await count(shop, `messages where body <> ''`)).toBeGreaterThanOrEqual(words ?? 0)
    expect((await directoryOf(shop))['tenant_closing']).toEqual([])
    await shop.tenant.passMinutes(5)
    // Nobody is texted a month late.
    expect(await waiting.received()).toEqual([])
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    expect(await pat.received()).toHaveLength(1)
    const told = await shop.tenant.timeline()
    expect([told.includes('business_closed'), told.includes('business_reopened')]).toEqual([true, true])
    const log = JSON.stringify((await ask(shop, 'GET', '/access-log?limit=50')).value)
    expect([log.includes('business_closed'), log.includes('business_reopened')]).toEqual([true, true])
  })

  test('does not come back while somebody else has its number, and stays closed', async () => {
    const { shop } = await busyShop()
    await close(shop)
    const { id } = await shop.api<{ id: string }>('POST', '/tenants', {
      ...newProfile(),
      smsNumber: shop.smsNumber,
    })
    const refused = await reopen(shop)
    expect(refused).toMatchObject({ status: 409, code: 'already_taken' })
    expect(JSON.stringify(refused.value)).toContain('smsNumber')
    expect((await ask(shop, 'GET', '/closing')).value).not.toEqual({ closing: null })
    expect((await directoryOf(shop))['tenant_closing']).toHaveLength(1)
    await DIRECTORY.prepare('delete from tenant where tenant_id = ?').bind(id).run()
    expect((await reopen(shop)).status).toBe(200)
    expect((await directoryOf(shop))['tenant_key']).toHaveLength(1)
  })
})

/** What is left of a business in the end. */
async function expectErased(shop: Shop, stoppedKeys: unknown[]): Promise<void> {
  const left = await dump(shop)
  for (const trace of [NAME, WORDS, 'Odette', shop.businessName, shop.ownerName, shop.email, shop.smsNumber]) {
    expect(left).not.toContain(trace)
  }
  const rows = Object.fromEntries(JSON.parse(left) as [string, unknown[]][])
  const filled = Object.keys(rows).filter((name) => (rows[name]?.length ?? 0) > 0)
  expect(filled.toSorted()).toEqual(['ledger', 'ledger_heads', 'settings', 'suppressions'])
  expect(rows['suppressions']).toEqual(stoppedKeys)
  expect((rows['settings'] as { name: string }[]).map(({ name }) => name).toSorted()).toEqual([
    'address_pepper',
    'closing',
  ])
  const ledger = rows['ledger'] as { kind: string; content_salt: string | null; day: string }[]
  expect(ledger.map(({ kind }) => kind)).toContain('erasure')
  expect(ledger.every((row) => row.content_salt === null)).toBe(true)
  const heads = new Set((rows['ledger_heads'] as { day: string }[]).map(({ day }) => day))
  expect(ledger.every(({ day }) => heads.has(day))).toBe(true)
  const { tenant, tenant_closing: closing, ...rest } = await directoryOf(shop)
  expect(tenant).toEqual([expect.objectContaining({ tenant_id: shop.id, business_name: '' })])
  expect(closing).toEqual([expect.objectContaining({ erased_at: expect.any(Number) })])
  expect(rest).toEqual({ tenant_key: [], person: [], invitation: [], join_draft: [] })
}

async function fillBeside(shop: Shop): Promise<void> {
  await FILES.put(`tenants/${shop.id}/customers/cus_x/voicemail.wav`, 'heard')
  await ask(shop, 'POST', '/invitations', { email: `guest-${crypto.randomUUID()}@example.com`, role: 'viewer' })
  await DIRECTORY.prepare(`insert into join_draft (email, tenant_id, created_at, updated_at) values (?, ?, 1, 1)`)
    .bind(`join-${crypto.randomUUID()}@example.com`, shop.id)
    .run()
}

describe('thirty days after it was closed a business', LONG, () => {
  test('erases itself: opt-outs, proof and the pepper stay, and the API says that it is over', async () => {
    const { shop, quincey } = await busyShop()
    await fillBeside(shop)
    const stoppedKeys = await shop.tenant.query('select * from suppressions')
    expect(stoppedKeys).toHaveLength(1)
    await close(shop)
    await passDays(shop, 29)
    expect(await dump(shop)).toContain(WORDS)
    await passDays(shop, 1)
    expect((await reopen(shop)).status).toBe(410)
    await passDays(shop, 1)
    await passDays(shop, 1)
    await expectErased(shop, stoppedKeys)
    expect(await quincey.received()).toEqual([])
    expect((await FILES.list({ prefix: `tenants/${shop.id}/` })).objects).toEqual([])
    expect((await FILES.list({ prefix: `ledger/${shop.id}/` })).objects.length).toBeGreaterThan(0)
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/board'],
      ['GET', '/export'],
      ['POST', '/reopen'],
    ] as const) {
      expect(await ask(shop, method, path)).toMatchObject({ status: 410, code: 'business_closed' })
    }
    expect((await quincey.texts('Hello?')).status).toBe(202)
    expect(await runInDurableObject(shop.tenant.stub(), (_, state) => state.storage.getAlarm())).toBeNull()
  })

  test('asks for the deletion of much in batches, and keeps the rows until all of it is ordered', async () => {
    const { shop } = await busyShop()
    await runInDurableObject(shop.tenant.stub(), (_, state) => {
      state.storage.sql.exec(
        `with recursive n(i) as (select 1 union all select i + 1 from n where i < 450)
          insert into messages (message_id, audience, channel, direction, to_address, body, status, unprompted, segments,
            provider_ref, created_at, updated_at)
          select 'msg_old' || i, 'customer', 'sms', 'outbound', '+12145550199', 'Old words', 'sent', 0, 1, 'SM' || printf('%032x', i), 1, 1
            from n`,
      )
    })
    const stoppedKeys = await shop.tenant.query('select * from suppressions')
    await close(shop)
    shop.watch.now += 31 * DAY_MS
    await runInDurableObject(shop.tenant.stub(), (tenant) => tenant.alarm())
    const ordered = `outbox where payload ->> 'type' = 'forget'`
    expect(await count(shop, ordered)).toBe(200)
    expect(await count(shop, 'messages where provider_ref is not null')).toBeGreaterThan(200)
    // Ten every five seconds, whenever they were ordered.
    const due = await shop.tenant.query<{ most: number }>(
      `select max(n) as most from (select count(*) as n from ${ordered} and status = 'pending' group by due_at)`,
    )
    expect(due[0]?.most).toBeLessThanOrEqual(10)
    expect(await dump(shop)).toContain(WORDS)
    await wakeUp(shop)
    expect(await dump(shop)).not.toContain('Old words')
    await wakeUp(shop)
    await passDays(shop, 1)
    await passDays(shop, 1)
    await expectErased(shop, stoppedKeys)
  })

  test('ends the same where it breaks off at every step', async () => {
    const { shop } = await busyShop()
    await fillBeside(shop)
    const stoppedKeys = await shop.tenant.query('select * from suppressions')
    await close(shop)
    shop.watch.now += 30 * DAY_MS
    for (let turn = 0; turn < 30; turn += 1) {
      await runInDurableObject(shop.tenant.stub(), (tenant) => tenant.alarm()).catch(() => undefined)
      await shop.tenant.evict()
      shop.watch.now += turn % 5 === 4 ? DAY_MS : 15_000
    }
    await passDays(shop, 1)
    await passDays(shop, 1)
    await expectErased(shop, stoppedKeys)
  })

  test('waits for a provider that is down, and in the end leaves what it will not delete to its account', async () => {
    const { shop, quincey } = await busyShop()
    await close(shop)
    const fault = { provider: 'twilio', kind: 'status', status: 500, path: '/Messages/' }
    await shop.control('/faults', { ...fault, rate: 1, forMs: 6e6 })
    await passDays(shop, 31)
    await passDays(shop, 2)
    // The people are gone; who the business was is still needed to go on asking.
    expect(await dump(shop)).not.toContain(WORDS)
    expect((await directoryOf(shop))['person']).toEqual([])
    expect(await count(shop, `settings where name = 'identity'`)).toBe(1)
    await passDays(shop, 14)
    await passDays(shop, 1)
    await shop.control('/faults', undefined, 'DELETE')
    expect(await count(shop, `settings where name = 'identity'`)).toBe(0)
    expect((await quincey.received()).length).toBeGreaterThan(0)
  })
})
