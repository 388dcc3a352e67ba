import { runInDurableObject } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import type { ExportManifest, PersonExport } from '../../tenants/contract/export.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { unzip } from '../support/unzip.ts'

async function download(shop: Shop, path: string): Promise<Response> {
  const { token } = await shop.control<{ token: string }>('/access/token', {
    email: 'admin@example.com',
    expiresInS: 90 * 86_400,
  })
  return shop.send(`/api/v1/tenants/${shop.id}${path}`, { headers: { 'cf-access-jwt-assertion': token } })
}

async function bytesOf(answer: Response): Promise<Uint8Array> {
  expect(answer.status).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

async function openZip(answer: Response) {
  const files = unzip(await bytesOf(answer))
  const manifest = JSON.parse(String(files.get('manifest.json'))) as ExportManifest
  const rows = (table: string) =>
    String(files.get(`${table}.ndjson`) ?? '')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>)
  return { files, manifest, rows, all: [...files.values()].map(String).join('\n') }
}

/** Rows enough that a copy of them takes hundreds of chunks. */
async function fillMessages(shop: Shop, count: number): Promise<void> {
  await runInDurableObject(shop.tenant.stub(), (_, { storage }) => {
    storage.sql.exec(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)
      insert into messages (message_id, audience, channel, direction, body, status, unprompted, segments, created_at,
        updated_at) select 'msg_old' || i, 'customer', 'sms', 'inbound', 'old text ' || i || ' ' || hex(randomblob(60)),
        'received', 0, 1, i, i from n`,
      count,
    )
  })
}

/** A shop whose customer has been texted about a missed call. */
async function textedCustomer() {
  const shop = await openShop()
  const pat = shop.customer()
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  const [customer] = await shop.tenant.list<{ id: string }>('customers')
  return { shop, pat, customerId: customer?.id ?? '' }
}

// Twenty thousand rows and more have to be made, read and unpacked.
const PATIENCE = { timeout: 60_000 }

describe('a copy of everything', PATIENCE, () => {
  test('has every table there is, also one that came later, and nothing of the platform’s', async () => {
    const { shop } = await textedCustomer()
    await runInDurableObject(shop.tenant.stub(), (_, { storage }) => {
      storage.sql.exec('create table invented_later (name text primary key, note text)')
      storage.sql.exec(`insert into invented_later values ('a', 'first'), ('b', null)`)
    })
    const { manifest, rows, files } = await openZip(await download(shop, '/export?format=ndjson'))
    const names = manifest.tables.map(({ table }) => table)
    expect(names).toEqual(expect.arrayContaining(['customers', 'messages', 'outbox', 'timeline', 'invented_later']))
    expect(names.filter((name) => /^(_cf_|__drizzle|cf_agents|sqlite_)/.test(name))).toEqual([])
    expect(files.size).toBe(names.length + 1)
    expect(rows('invented_later')).toEqual([
      { name: 'a', note: 'first' },
      { name: 'b', note: null },
    ])
    expect(rows('timeline')[0]).toMatchObject({
      sentence_en: 'Missed a call: nobody answered.',
      sentence_es: 'Llamada perdida: nadie contestó.',
    })
    expect(rows('directory_people')).toMatchObject([{ email: shop.email, roles: 'technician' }])
    expect(rows('directory_keys')).toContainEqual({ kind: 'sms_number', key: shop.smsNumber })
    await runInDurableObject(shop.tenant.stub(), (_, { storage }) => storage.sql.exec('drop table invented_later'))
  })

  test('is a fact that everybody can see afterwards', async () => {
    const { shop } = await textedCustomer()
    await bytesOf(await download(shop, '/export'))
    const events = await shop.tenant.list<{ type: string; sentence: string; customerId: string | null }>('timeline')
    expect(events[0]).toMatchObject({
      type: 'data_exported',
      sentence: 'A copy of everything was downloaded.',
      customerId: null,
    })
  })

  test('holds no secret, in either format', async () => {
    const { shop } = await textedCustomer()
    const secrets = { token: 'tkn0123456789abcdefghijklmnopqr', endpoint: 'https://push.example.com/very-secret' }
    const [pepper] = await shop.tenant.query<{ value: string }>(
      `select value from settings where name = 'address_pepper'`,
    )
    await runInDurableObject(shop.tenant.stub(), (_, { storage }) => {
      const { sql } = storage
      sql.exec(
        `insert into tokens (token, purpose, customer_id, address, created_at) values (?, 'x', 'cus_1', 'a', 1)`,
        secrets.token,
      )
      sql.exec(
        `insert into push_subscriptions values (?, 'p256-secret', 'auth-secret', 'dana@example.com', 1)`,
        secrets.endpoint,
      )
      sql.exec(`insert into settings values ('tokens_of_tomorrow', '"plain-secret"')`)
    })
    const sqlite = new TextDecoder('latin1').decode(await bytesOf(await download(shop, '/export')))
    const { all, manifest } = await openZip(await download(shop, '/export?format=ndjson'))
    const hidden = [
      ...Object.values(secrets),
      'p256-secret',
      'auth-secret',
      'plain-secret',
      JSON.parse(pepper?.value ?? ''),
    ]
    for (const secret of hidden) {
      expect(sqlite.includes(String(secret)), 'in the SQLite file').toBe(false)
      expect(all.includes(String(secret)), 'in the archive').toBe(false)
    }
    const withheld = manifest.tables.flatMap(({ table, withheld: columns }) =>
      columns.map((name) => `${table}.${name}`),
    )
    expect(withheld).toEqual([
      ...['endpoint', 'p256dh', 'auth'].map((name) => `push_subscriptions.${name}`),
      'settings.value',
      'tokens.token',
    ])
    expect(sqlite).toContain('dana@example.com')
  })

  test('is of the moment it began: what comes meanwhile is not in it, what changes is whole', async () => {
    const { shop } = await textedCustomer()
    await fillMessages(shop, 20_000)
    const [{ count } = { count: 0 }] = await shop.tenant.query<{ count: number }>(
      'select count(*) as count from messages',
    )
    const answer = await download(shop, '/export?format=ndjson')
    const reader = answer.body?.getReader() as ReadableStreamDefaultReader<Uint8Array>
    const taken = [(await reader.read()).value as Uint8Array]
    await runInDurableObject(shop.tenant.stub(), (_, { storage }) => {
      storage.sql.exec(`update messages set body = 'changed meanwhile' where seq = ${count - 1}`)
    })
    await shop.customer().callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) taken.push(chunk.value)
    const { rows } = await openZip(new Response(Buffer.concat(taken)))
    const messages = rows('messages')
    expect(messages.length).toBe(count)
    expect(messages.at(-1)).toMatchObject({ seq: count })
    expect(String(messages.at(-2)?.['body'])).toMatch(/^(changed meanwhile|old text \d+ [0-9A-F]{120})$/)
    expect(rows('customers').length).toBe(1)
  })
})

describe('a big copy under way', PATIENCE, () => {
  test('holds no text up: it falls due and leaves between two pages', async () => {
    const { shop } = await textedCustomer()
    await fillMessages(shop, 40_000)
    const reader = (await download(shop, '/export')).body?.getReader() as ReadableStreamDefaultReader<Uint8Array>
    const progress = { bytes: 0, isOver: false }
    const read = async () => {
      const { value, done } = await reader.read()
      progress.bytes += value?.byteLength ?? 0
      progress.isOver = done
    }
    await read()
    const robin = shop.customer()
    const called = robin.callsAndHangsUp()
    while (!(await settled(called))) await read()
    const dueAt = shop.watch.now + 20_000
    const passed = shop.tenant.passSeconds(20)
    while (!(await settled(passed))) await read()

    expect(progress).toMatchObject({ isOver: false })
    expect(await robin.received()).toHaveLength(1)
    const [sent] = await shop.tenant.query<{ sentAt: number }>(
      `select sent_at as sentAt from messages where to_address = '${robin.phone}'`,
    )
    expect(sent?.sentAt).toBe(dueAt)
    while (!progress.isOver) await read()
    expect(progress.bytes % 4_096).toBe(0)
    expect(progress.bytes).toBeGreaterThan(40_000 * 200)
  })

  test('is the only one, and frees its place when its reader goes', async () => {
    const { shop } = await textedCustomer()
    await fillMessages(shop, 20_000)
    const first = await download(shop, '/export')
    const refused = await download(shop, '/export?format=ndjson')
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60'])
    expect(await refused.json()).toMatchObject({ code: 'too_many_requests' })
    await first.body?.cancel()
    let second = await download(shop, '/export?format=ndjson')
    while (second.status === 429) second = await download(shop, '/export?format=ndjson')
    await bytesOf(second)
  })
})

/** Whether a promise has come to its end, after the others have had a turn. */
async function settled(promise: Promise<unknown>): Promise<boolean> {
  const turn = new Promise((resolve) => setTimeout(() => resolve('pending'), 5))
  return (await Promise.race([promise.then(() => 'over'), turn])) === 'over'
}

describe('a copy of what is held about one customer', () => {
  test('tells all of it, in words too, and nothing of anybody else’s', async () => {
    const { shop, pat, customerId } = await textedCustomer()
    const robin = shop.customer()
    await robin.callsAndHangsUp()
    await pat.texts('how much to fix a water heater')
    await pat.texts('STOP')
    await shop.tenant.settle()
    const answer = await download(shop, `/conversations/${customerId}/export`)
    expect(answer.headers.get('content-type')).toBe('application/json')
    const text = await answer.text()
    const person = JSON.parse(text) as PersonExport
    expect(person).toMatchObject({ format: 'shoulder.person.v1', customerId, profile: { phone: pat.phone } })
    expect(person.business).toMatchObject({ businessName: shop.businessName, tenantId: shop.id })
    expect(person.messages.map(({ body }) => body)).toContain('how much to fix a water heater')
    expect(person.calls).toHaveLength(1)
    expect(person.leads).toHaveLength(1)
    expect(person.consents.length).toBeGreaterThan(0)
    expect(person.optOuts).toMatchObject([{ channel: 'sms' }])
    expect(person.timeline.map(({ sentence }) => sentence.en)).toContain('Missed a call: nobody answered.')
    expect(text).not.toContain(robin.phone)
    expect(text).not.toContain(shop.primaryPhone)
    const events = await shop.tenant.list<{ type: string; customerId: string | null }>('timeline')
    expect(events[0]).toMatchObject({ type: 'data_exported', customerId })
  })

  test('as an archive has only tables with a customer in them, and only this one', async () => {
    const { shop, pat, customerId } = await textedCustomer()
    const robin = shop.customer()
    await robin.callsAndHangsUp()
    const { manifest, all, rows } = await openZip(
      await download(shop, `/conversations/${customerId}/export?format=ndjson`),
    )
    expect(manifest.customerId).toBe(customerId)
    expect(manifest.tables.map(({ table }) => table)).not.toEqual(expect.arrayContaining(['settings']))
    expect(rows('customers')).toMatchObject([{ phone: pat.phone }])
    expect(all).not.toContain(robin.phone)
  })
})
