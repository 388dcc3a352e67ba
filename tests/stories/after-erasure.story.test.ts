import { runInDurableObject } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { verifyPack } from '../../tenants/ledger/verify-pack.ts'
import { askFor, close, dump, read, talkedWith, texted, WORDS, type Request } from '../support/erasure.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

const AT_LENGTH = { timeout: 60_000 }

/** Twilio or Resend tells what became of something that was sent, as it does some time later. */
async function tellStatus(shop: Shop, entryId: string, sid: string, status: string): Promise<number> {
  const answer = await shop.twilio(`/status?tenant=${shop.id}&entry=${entryId}`, {
    MessageSid: sid,
    AccountSid: 'AC1',
    MessageStatus: status,
    SmsStatus: status,
    To: '+12145550199',
    From: shop.smsNumber,
  })
  return answer.status
}

describe('after an erasure', AT_LENGTH, () => {
  test('the evidence by number still verifies, has no words, and says that they were erased', async () => {
    const { shop, pat } = await texted()
    await pat.texts(`How much to fix a water heater? ${WORDS}`)
    await shop.tenant.passMinutes(2)
    // What has just been said is in no ledger yet, and must not be lost from it.
    expect(await shop.tenant.query('select * from ledger')).toEqual([])
    const { id } = await askFor(shop, { phone: pat.phone })
    await close(shop, id)
    await shop.tenant.passMinutes(2)

    const { token } = await shop.control<{ token: string }>('/access/token', { email: 'admin@example.com' })
    const headers = { 'cf-access-jwt-assertion': token, 'content-type': 'application/json' }
    const asked = { method: 'POST', headers, body: JSON.stringify({ phone: pat.phone }) }
    const answer = await shop.send(`/api/v1/tenants/${shop.id}/evidence`, asked)
    const lines = (await answer.text()).trimEnd().split('\n')
    expect(verifyPack(lines)).toMatchObject({ ok: true })
    type Line = { type: string; kind?: string; ref?: string; facts?: string; content?: string; sentence?: string }
    const rows = lines.map((line) => JSON.parse(line) as Line).filter(({ type }) => type === 'row')
    const sent = rows.filter(({ kind, facts }) => kind === 'message' && facts?.includes('"outbound"'))
    const came = rows.filter(({ kind, facts }) => kind === 'message' && facts?.includes('"inbound"'))
    expect([sent.length >= 2, came.length]).toEqual([true, 1])
    expect(rows.map(({ kind }) => kind)).toContain('consent')
    expect(rows.at(-1)).toMatchObject({ kind: 'erasure', ref: id, sentence: expect.stringMatching(/were erased/) })
    expect(rows.filter(({ content }) => content !== undefined)).toEqual([])
    expect(lines.join('\n')).not.toContain('Odette')
    const salted = 'select count(*) as count from ledger where content_salt is not null'
    expect(await shop.tenant.query(salted)).toEqual([{ count: 0 }])
  })

  test('a person known by number and e-mail address has a row in the chain under each', async () => {
    const { shop, customerId } = await talkedWith()
    const { id } = await askFor(shop, { customerId })
    await close(shop, id)
    const rows = await shop.tenant.query<{ ref: string; key: string }>(
      `select ref, address_key as key from ledger where kind = 'erasure' order by seq`,
    )
    expect(rows.map(({ ref }) => ref)).toEqual([id, `${id}:2`])
    expect(new Set(rows.map(({ key }) => key)).size).toBe(2)
  })

  test('a status that comes late writes nothing, whatever it says', async () => {
    const { shop, pat } = await texted()
    const [entry] = await shop.tenant.query<{ id: string; ref: string }>(
      `select entry_id as id, provider_ref as ref from outbox where status = 'sent' and payload ->> 'type' = 'send_sms'`,
    )
    if (!entry) throw new Error('Nothing was sent.')
    const { id } = await askFor(shop, { phone: pat.phone })
    await close(shop, id)
    await shop.tenant.passMinutes(2)
    const written = async () => {
      const kept = ['messages', 'timeline', 'journeys', 'customers', 'outbox', 'suppressions', 'consents']
      return Promise.all(kept.map((table) => shop.tenant.query(`select * from ${table}`)))
    }
    const before = await written()
    for (const status of ['sent', 'delivered', 'undelivered', 'failed']) {
      expect(await tellStatus(shop, entry.id, entry.ref, status)).toBe(200)
    }
    await shop.tenant.passMinutes(2)
    expect(await written()).toEqual(before)
  })

  test('a status about what was on its way deletes the text and writes nothing back', async () => {
    const shop = await openShop({ ghlLocationId: null })
    const pat = shop.customer()
    await shop.control('/faults', { provider: 'twilio', kind: 'act_then_timeout', rate: 1, forMs: 60_000 })
    await pat.callsAndHangsUp()
    shop.watch.now += 20_000
    await runInDurableObject(shop.tenant.stub(), (tenant) => tenant.alarm())
    const [claimed] = await shop.tenant.query<{ id: string; status: string }>(
      `select entry_id as id, status from outbox where payload ->> 'type' = 'send_sms'`,
    )
    expect(claimed?.status).toBe('claimed')
    const { id } = await askFor(shop, { phone: pat.phone })
    await close(shop, id)
    const [text] = await shop.control<{ sid: string }[]>(`/messages?to=${encodeURIComponent(pat.phone)}`)
    await shop.control('/faults', undefined, 'DELETE')
    for (const status of ['sent', 'delivered']) {
      expect(await tellStatus(shop, claimed?.id ?? '', text?.sid ?? '', status)).toBe(200)
    }
    await shop.tenant.settle()
    await shop.tenant.passMinutes(2)
    expect(await dump(shop)).not.toContain(pat.phone)
    const facts = await shop.tenant.query<{ type: string }>(
      `select fact ->> 'type' as type from timeline where fact ->> 'type' like 'text_%'`,
    )
    expect(facts).toEqual([])
    expect(await pat.received()).toEqual([])
  })
})

describe('what nobody can delete for the technician stands in the request as theirs to do', AT_LENGTH, () => {
  const byHand = ({ steps }: Request) =>
    steps.filter(({ state }) => state === 'by_hand').map(({ what, total }) => [what, total])

  test('e-mails at Resend', async () => {
    const { shop, customerId } = await talkedWith()
    await shop.tenant.query(
      `insert into messages (message_id, seq, customer_id, audience, channel, direction, to_address, body, status,
        unprompted, segments, provider_ref, created_at, updated_at)
        select 'msg_mail', max(seq) + 1, '${customerId}', 'customer', 'email', 'outbound', 'x@example.com', 'Hello',
        'sent', 0, 0, 're_1', ${shop.watch.now}, ${shop.watch.now} from messages`,
    )
    const { id } = await askFor(shop, { customerId })
    await close(shop, id)
    await shop.tenant.passMinutes(2)
    const done = await read(shop, id)
    expect(byHand(done)).toEqual([['resend_by_hand', 1]])
    // Nothing of ours is left to wait for.
    expect(done.status).toBe('done')
  })

  test('a contact in GoHighLevel that we have no id of', async () => {
    const shop = await openShop({ a2p: 'no_number' })
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.query(`update call_logs set via = 'gohighlevel'`)
    await shop.tenant.query('update customers set contact_ref = null')
    const { id } = await askFor(shop, { phone: pat.phone })
    await close(shop, id)
    expect(byHand(await read(shop, id))).toContainEqual(['crm_by_hand', 1])
  })

  test('a text of which nobody knows whether it went out', async () => {
    const shop = await openShop({ ghlLocationId: null })
    const pat = shop.customer()
    await shop.control('/faults', { provider: 'twilio', kind: 'timeout', rate: 1, forMs: 600_000 })
    await pat.callsAndHangsUp()
    shop.watch.now += 20_000
    await runInDurableObject(shop.tenant.stub(), (tenant) => tenant.alarm())
    // The object ends in the middle of the call.
    await shop.tenant.evict()
    const [text] = await shop.tenant.query<{ status: string }>(
      `select status from outbox where payload ->> 'type' = 'send_sms'`,
    )
    expect(text?.status).toBe('in_doubt')
    const { id } = await askFor(shop, { phone: pat.phone })
    await close(shop, id)
    await shop.control('/faults', undefined, 'DELETE')
    expect(byHand(await read(shop, id))).toEqual([['texts_in_doubt_by_hand', 1]])
  })
})
