import { runDurableObjectAlarm } from 'cloudflare:test'
import { afterEach, describe, expect, test } from 'vitest'
import { verifyPack } from '../../tenants/ledger/verify-pack.ts'
import { askFor, close, dump, read, talkedWith, texted, type Request } from '../support/erasure.ts'
import { putOnCall } from '../support/on-call.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

const AT_LENGTH = { timeout: 60_000 }
const MOTHER = '+12145550166'

let shop: Shop
afterEach(() => shop.control('/faults', undefined, 'DELETE'))

type Row = Record<string, unknown>

async function packOf(phone: string): Promise<Row[]> {
  const { token } = await shop.control<{ token: string }>('/access/token', { email: 'admin@example.com' })
  const headers = { 'cf-access-jwt-assertion': token, 'content-type': 'application/json' }
  const asked = { method: 'POST', headers, body: JSON.stringify({ phone }) }
  const answer = await shop.send(`/api/v1/tenants/${shop.id}/evidence`, asked)
  const lines = (await answer.text()).trimEnd().split('\n')
  expect(verifyPack(lines)).toMatchObject({ ok: true })
  return lines.map((line) => JSON.parse(line) as Row).filter(({ type }) => type === 'row')
}

async function erase(who: Record<string, unknown>): Promise<Request> {
  const { id } = await askFor(shop, who)
  await close(shop, id)
  await shop.tenant.passMinutes(2)
  return read(shop, id)
}

describe('what others said', AT_LENGTH, () => {
  test('loses the number, however spelled, and their proof still verifies without these words', async () => {
    shop = await openShop()
    const [mother, son] = [shop.customer(MOTHER), shop.customer('+15125550123')]
    for (const person of [mother, son]) await person.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    await son.texts('please also call my mother at 214-555-0166')
    await son.texts('or (214)555 – 0166 after 5, my order was 42145550166')
    await shop.tenant.passMinutes(2)
    // The ledger holds a hash of these words by now, as messages and as what the consents rest on.
    const before = await packOf(son.phone)
    const named = before.filter(({ content }) => /214\D{1,2}555/.test(String(content))).map(({ ref }) => ref)
    expect(named).toHaveLength(4)

    expect((await erase({ phone: MOTHER })).status).toBe('done')

    const after = await packOf(son.phone)
    expect(after.map(({ hash }) => hash)).toEqual(before.map(({ hash }) => hash))
    const mute = after.filter(({ contentHash, content }) => contentHash !== null && content === undefined)
    expect(mute.map(({ ref }) => ref)).toEqual(named)
    expect(after.some(({ content }) => typeof content === 'string')).toBe(true)
    const bodies = (await shop.tenant.query<{ body: string }>(`select body from messages where direction = 'inbound'`))
      .map(({ body }) => body)
      .filter((body) => body !== '')
    expect(bodies).toEqual(['please also call my mother at [erased]', 'or [erased] after 5, my order was 42145550166'])
  })

  test.each(['e', 'none', '-', 'not an email'])('is left alone where %j stands for an address', async (rubbish) => {
    const texts = await texted()
    shop = texts.shop
    const son = shop.customer('+15125550123')
    await son.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    await son.texts('none of it works - not an email, please stop texting me')
    await shop.tenant.passMinutes(2)
    await packOf(son.phone)
    // As an earlier version took it over.
    await shop.tenant.query(`update customers set email = '${rubbish}' where phone = '${texts.pat.phone}'`)
    const others = async () => {
      const his = `(select customer_id from customers where phone = '${son.phone}')`
      const tables = ['messages', 'consents', 'call_logs', 'journeys'].map(
        (name) => `${name} where customer_id = ${his}`,
      )
      const whole = [
        'suppressions',
        `settings where name not in ('file_peak', 'ledger')`,
        `ledger where kind <> 'erasure'`,
      ]
      const salts = /"content_salt":"[^"]*"/g
      return Promise.all(
        [...tables, ...whole].map(async (from) =>
          JSON.stringify(await shop.tenant.query(`select * from ${from}`)).replaceAll(salts, ''),
        ),
      )
    }
    const before = await others()
    expect((await erase({ phone: texts.pat.phone })).status).toBe('done')
    const after = await others()
    expect(after.slice(0, -1)).toEqual(before.slice(0, -1))
    expect((await packOf(son.phone)).some(({ content }) => String(content).includes('not an email'))).toBe(true)
  })
})

test('what is no address is never a customer’s, whatever GoHighLevel says', async () => {
  shop = await openShop()
  const pat = shop.customer(undefined, 'Pat', 'none')
  await pat.callsTracked()
  await shop.tenant.passMinutes(1)
  const email = () => shop.tenant.query<{ email: string | null }>('select email from customers')
  const [{ ref } = { ref: '' }] = await shop.tenant.query<{ ref: string }>('select contact_ref as ref from customers')
  for (const said of ['e', 'not an email', '-', `${'a'.repeat(250)}@example.com`]) {
    await shop.ghl({ type: 'ContactUpdate', locationId: shop.ghlLocationId, id: ref, email: said, phone: pat.phone })
    expect(await email()).toEqual([{ email: null }])
  }
  await shop.ghl({ type: 'ContactUpdate', locationId: shop.ghlLocationId, id: ref, email: 'pat@example.com' })
  expect(await email()).toEqual([{ email: 'pat@example.com' }])
})

test('a customer who is on call as well stays on call, and the request says so', AT_LENGTH, async () => {
  shop = await openShop({ ghlLocationId: null })
  const [pat, other] = [shop.customer(), shop.customer()]
  for (const person of [pat, other]) await person.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  await putOnCall(shop, [{ name: 'Pat', phone: pat.phone }])
  await other.texts('I smell gas!')
  await shop.tenant.passMinutes(1)
  const onCall = `select value from settings where name in ('on_call', 'profile') order by name`
  const alerts = `select to_address, body from messages where audience = 'technician' and to_address = '${pat.phone}'`
  const before = await Promise.all([shop.tenant.query(onCall), shop.tenant.query(alerts)])
  expect(before[1].length).toBeGreaterThan(0)
  const done = await erase({ phone: pat.phone })
  expect(done.steps).toContainEqual(expect.objectContaining({ what: 'staff_by_hand', state: 'by_hand' }))
  const after = await Promise.all([shop.tenant.query(onCall), shop.tenant.query(alerts)])
  expect(after[0]).toEqual(before[0])
  expect(after[1].slice(0, before[1].length)).toEqual(before[1])
})

describe('a contact that GoHighLevel is just making', AT_LENGTH, () => {
  /** Called, texted and wants a visit: the lead is on its way to a GoHighLevel that takes its time for every call. */
  async function syncing(slowMs: number) {
    shop = await openShop()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    await shop.control('/faults', { provider: 'ghl', kind: 'slow', rate: 1, forMs: 60_000, slowMs })
    // Not through `texts`, which waits until all is at rest.
    const text = { From: pat.phone, To: shop.smsNumber, Body: 'Can someone come tomorrow at 9am?', NumMedia: '0' }
    await shop.twilio('/sms', {
      MessageSid: `SM${crypto.randomUUID().replaceAll('-', '')}`,
      AccountSid: 'AC1',
      ...text,
    })
    for (let wakes = 0; wakes < 30; wakes += 1) {
      if ((await underWay()).includes('gohighlevel')) {
        // What goes to others is answered at once, and is not what is waited for.
        await expect.poll(underWay, { interval: 10 }).toEqual(['gohighlevel'])
        return pat
      }
      await wakeOften(1_000, 1)
    }
    throw new Error('Nothing was sent to GoHighLevel.')
  }

  const underWay = async () => {
    const claimed = await shop.tenant.query<{ lane: string }>(`select lane from outbox where status = 'claimed'`)
    return claimed.map(({ lane }) => lane)
  }

  /** Wakes the object over and over in the middle of the calls, with no patience for their answers. */
  async function wakeOften(stepMs: number, times: number) {
    for (let wakes = 0; wakes < times; wakes += 1) {
      shop.watch.now += stepMs
      await runDurableObjectAlarm(shop.tenant.stub())
    }
  }

  async function atGhl(phone: string) {
    const contacts = `/ghl/contacts?locationId=${shop.ghlLocationId}&phone=${encodeURIComponent(phone)}`
    const opportunities = `/ghl/opportunities?locationId=${shop.ghlLocationId}`
    return Promise.all([shop.control<unknown[]>(contacts), shop.control<unknown[]>(opportunities)])
  }

  const stepOf = ({ steps }: Request, wanted: string) => steps.find(({ what }) => what === wanted)

  test('is waited for, and then deleted with what was made for it', async () => {
    const pat = await syncing(800)
    const { id } = await askFor(shop, { phone: pat.phone })
    expect(stepOf(await close(shop, id), 'calls_in_flight')).toMatchObject({ state: 'waiting', total: 1 })
    await wakeOften(100, 5)
    await shop.tenant.settle()
    await shop.tenant.passMinutes(2)
    const done = await read(shop, id)
    expect(done.status).toBe('done')
    expect(stepOf(done, 'calls_in_flight')).toMatchObject({ state: 'done' })
    expect(stepOf(done, 'contact')).toMatchObject({ state: 'done', total: 1 })
    expect(await atGhl(pat.phone)).toEqual([[], []])
    expect(await dump(shop)).not.toContain(pat.phone)
  })

  test('is asked for again and deleted where the object ends in the middle of the call', async () => {
    const pat = await syncing(800)
    const { id } = await askFor(shop, { phone: pat.phone })
    await close(shop, id)
    await shop.tenant.evict()
    await shop.control('/faults', undefined, 'DELETE')
    // The call goes on there, whatever becomes of who made it.
    await expect.poll(async () => (await atGhl(pat.phone))[0]).toHaveLength(1)
    await shop.tenant.passMinutes(4)
    expect(stepOf(await read(shop, id), 'contact')).toMatchObject({ state: 'done', total: 1 })
    expect(await atGhl(pat.phone)).toEqual([[], []])
  })

  test('is waited for some minutes only, and then the request says what is left to look at', async () => {
    const pat = await syncing(2_000)
    const { id } = await askFor(shop, { phone: pat.phone })
    await close(shop, id)
    await wakeOften(181_000, 1)
    const late = await read(shop, id)
    expect(stepOf(late, 'calls_in_flight')).toMatchObject({ state: 'by_hand', total: 1 })
    expect(stepOf(late, 'crm_by_hand')).toMatchObject({ state: 'by_hand' })
    expect(await shop.tenant.query('select * from customers')).toEqual([])
  })
})

test('the link in a letter ends letters for good, also after its reader was erased', AT_LENGTH, async () => {
  shop = await openShop()
  const email = `pat-${crypto.randomUUID()}@example.com`
  const pat = shop.customer(undefined, 'Pat', email)
  await pat.callsTracked()
  await shop.tenant.passMinutes(6)
  const [letter] = await pat.mail()
  const link = new URL(/<(https?:[^>]+)>/.exec(letter?.headers['List-Unsubscribe'] ?? '')?.[1] ?? '')
  await erase({ phone: pat.phone })
  expect(await dump(shop)).not.toContain(email)
  await shop.tenant.passDays(31)
  expect((await shop.send(link.pathname, { method: 'POST' })).status).toBe(200)
  const marks = `select source from suppressions where channel = 'email' and topic = 'all' and lifted_at is null`
  expect(await shop.tenant.query(marks)).toEqual([{ source: 'link' }])
  await pat.callsTracked()
  await shop.tenant.passMinutes(10)
  expect(await pat.mail()).toHaveLength(1)
})

test('an erasure is asked for once at a time, and reached the business in the last two years', async () => {
  const known = await talkedWith()
  shop = known.shop
  const { customerId, email } = known
  const { phone } = known.quincey
  const day = 86_400_000
  for (const receivedAt of [shop.watch.now + day, shop.watch.now - 731 * day])
    await expect(askFor(shop, { customerId, receivedAt })).rejects.toThrow(/409.*receivedAt/s)
  const first = await askFor(shop, { customerId, receivedAt: shop.watch.now - 700 * day })
  for (const who of [{ customerId }, { phone }, { email }])
    await expect(askFor(shop, who)).rejects.toThrow(/409.*still open/s)
  await askFor(shop, { customerId, type: 'access' })
  await shop.api('POST', `/tenants/${shop.id}/privacy-requests/${first.id}/refuse`, { reason: 'not_them' })
  expect(await askFor(shop, { customerId })).toMatchObject({ status: 'received' })
})
