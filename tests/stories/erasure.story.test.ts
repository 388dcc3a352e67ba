import { env, runInDurableObject } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { askFor, close, dump, NAME, read, talkedWith, texted, WORDS } from '../support/erasure.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

const { FILES } = env as unknown as { FILES: R2Bucket }
type Traced = { id: number; wire: string }

/**
 * What providers have been asked since a moment about these ids of theirs, in the order in which they were. The sandbox
 * stands behind all stories, and others may still ask it for something.
 */
async function watchWires(shop: Shop, isWanted: RegExp): Promise<(ids: readonly string[]) => Promise<string[]>> {
  const seen = (await shop.control<Traced[]>('/trace')).at(-1)?.id ?? 0
  return async (ids) => {
    expect(ids).not.toEqual([])
    const trace = await shop.control<Traced[]>(`/trace?${ids.map((id) => `id=${encodeURIComponent(id)}`).join('&')}`)
    return trace.filter(({ id, wire }) => id > seen && isWanted.test(wire)).map(({ wire }) => wire)
  }
}

/** The ids that Twilio gave to messages of a business. */
const messagesIn = (rows: string) => [...new Set(rows.match(/(?:SM|MM)[0-9a-f]{32}/g))]

/** A text that is on its way is not deleted yet, and asked for again. The sandbox carries them by its own clock. */
const arrived = ({ control, smsNumber }: Shop) => {
  const path = `/messages?from=${encodeURIComponent(smsNumber)}`
  const statuses = async () => (await control<{ status: string }[]>(path)).map(({ status }) => status)
  return expect.poll(async () => new Set(await statuses())).toEqual(new Set(['delivered']))
}

const AT_LENGTH = { timeout: 60_000 }

describe('a customer who wants to be erased', () => {
  test('is gone from every row, and each provider is asked once to delete what it has', AT_LENGTH, async () => {
    const { shop, quincey, email, customerId } = await talkedWith()
    const { phone } = quincey
    const other = shop.customer()
    await other.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    // Somebody else's words mention the number, as people spell it.
    const spelled = `(${phone.slice(2, 5)}) ${phone.slice(5, 8)}-${phone.slice(8)}`
    await other.texts(`My neighbor at ${spelled} said you are good`)
    await shop.tenant.passMinutes(2)
    const before = await dump(shop)
    for (const trace of [NAME, email, phone, spelled, WORDS]) expect(before).toContain(trace)
    const numbers = await shop.api('GET', `/tenants/${shop.id}/numbers?days=7`)
    await FILES.put(`tenants/${shop.id}/customers/${customerId}/voicemail.wav`, 'heard')
    const [crm] = await shop.tenant.query<{ contact: string; opportunity: string }>(
      `select contact_ref as contact, opportunity_ref as opportunity from customers join leads using (customer_id)
        where contact_ref is not null and opportunity_ref is not null`,
    )
    if (!crm) throw new Error('Nobody stands in GoHighLevel.')
    await arrived(shop)
    const deletions = await watchWires(shop, /^DELETE /)

    const asked = await askFor(shop, { customerId })
    expect(asked).toMatchObject({ status: 'received', clock: 'in_time', customerId })
    expect(asked.plan?.removed.map(({ what }) => what)).toContain('words')
    expect(asked.plan?.kept).toContainEqual(expect.objectContaining({ what: 'consents', why: 'proof_five_years' }))
    const closing = await close(shop, asked.id)
    expect(closing).toMatchObject({ status: 'closing', customerId: null, plan: null })
    await shop.tenant.passMinutes(2)

    const after = await dump(shop)
    for (const trace of [NAME, email, phone, phone.slice(2), spelled, WORDS, 'Odette']) {
      expect(after).not.toContain(trace)
    }
    const done = await read(shop, asked.id)
    expect(done.steps.filter(({ state }) => state !== 'done')).toEqual([])
    expect(done).toMatchObject({ status: 'done', clock: 'over' })
    // Counts stay what they were.
    expect(await shop.api('GET', `/tenants/${shop.id}/numbers?days=7`)).toEqual(numbers)
    expect(await shop.tenant.list('customers')).toHaveLength(1)
    expect(await FILES.list({ prefix: `tenants/${shop.id}/customers/` })).toMatchObject({ objects: [] })

    const wires = await deletions([...messagesIn(before), crm.contact, crm.opportunity])
    const counted = (isWanted: RegExp) => wires.filter((wire) => isWanted.test(wire)).length
    const ordered = (what: string) => done.steps.find((step) => step.what === what)?.total
    expect(ordered('message')).toBeGreaterThanOrEqual(5)
    expect(counted(/\/Messages\//)).toBe(ordered('message'))
    expect([counted(/\/contacts\//), counted(/\/opportunities\//)]).toEqual([1, 1])
    expect(await quincey.received()).toEqual([])
    const query = `locationId=${shop.ghlLocationId}&phone=${encodeURIComponent(phone)}`
    expect(JSON.stringify(await shop.control(`/ghl/contacts?${query}`))).not.toContain(NAME)
  })

  test('who had opted out is texted no more, and one who had not is a stranger again', async () => {
    const shop = await openShop()
    const [stopped, silent] = [shop.customer(), shop.customer()]
    for (const person of [stopped, silent]) await person.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    await stopped.texts('please stop texting me')
    await shop.tenant.passMinutes(1)
    for (const { phone } of [stopped, silent]) {
      const { id } = await askFor(shop, { phone })
      await close(shop, id)
    }
    await shop.tenant.passMinutes(2)
    expect(await shop.tenant.list('customers')).toEqual([])
    for (const person of [stopped, silent]) await person.callsAndHangsUp()
    await shop.tenant.passMinutes(1)
    expect(await stopped.received()).toEqual([])
    expect(await silent.received()).toHaveLength(1)
    const marks = await shop.tenant.query<{ marks: number }>('select count(*) as marks from suppressions')
    expect(marks[0]?.marks).toBe(1)
  })

  test.each([
    ['is busy', { kind: 'status', status: 503 }],
    ['never answers', { kind: 'timeout' }],
    ['acts and never answers', { kind: 'act_then_timeout' }],
  ])('is deleted at Twilio once it is back, where it %s', AT_LENGTH, async (_, fault) => {
    const { shop, pat } = await texted()
    await shop.control('/faults', { provider: 'twilio', rate: 1, forMs: 600_000, path: '/Messages/', ...fault })
    const { id } = await askFor(shop, { phone: pat.phone })
    await close(shop, id)
    await shop.tenant.settle()
    expect(await read(shop, id)).toMatchObject({ status: 'closing' })
    await shop.control('/faults', undefined, 'DELETE')
    await shop.tenant.passMinutes(10)
    expect(await read(shop, id)).toMatchObject({ status: 'done' })
    expect(await pat.received()).toEqual([])
  })

  test('whom a provider will not delete is brought before the technician, who tries again', AT_LENGTH, async () => {
    const { shop, pat } = await texted()
    const fault = { provider: 'twilio', kind: 'status', status: 500, path: '/Messages/' }
    await shop.control('/faults', { ...fault, rate: 1, forMs: 6e6 })
    const { id } = await askFor(shop, { phone: pat.phone })
    await close(shop, id)
    await shop.tenant.passHours(1)
    const stuck = await read(shop, id)
    expect(stuck.status).toBe('closing')
    expect(stuck.steps.find(({ what }) => what === 'message')).toMatchObject({ state: 'failed', failed: 1 })
    type Board = { attention: { kind: string; entryId: string | null }[] }
    const board = await shop.api<Board>('GET', `/tenants/${shop.id}/board`)
    const [dead] = board.attention.filter(({ kind }) => kind === 'dead_letter')
    expect((await shop.told()).some((text) => text.includes('could not be deleted'))).toBe(true)
    await shop.control('/faults', undefined, 'DELETE')
    await shop.api('POST', `/tenants/${shop.id}/outbox/${dead?.entryId}/retry`)
    await shop.tenant.passMinutes(5)
    expect(await read(shop, id)).toMatchObject({ status: 'done' })
  })

  test('while a text is on its way is not written back, and the text is deleted as well', AT_LENGTH, async () => {
    const shop = await openShop({ ghlLocationId: null })
    const pat = shop.customer()
    await shop.control('/faults', { provider: 'twilio', kind: 'slow', rate: 1, forMs: 60_000, slowMs: 1_500 })
    await pat.callsAndHangsUp()
    shop.watch.now += 20_000
    await runInDurableObject(shop.tenant.stub(), (tenant) => tenant.alarm())
    const [claimed] = await shop.tenant.query<{ status: string }>('select status from outbox')
    expect(claimed?.status).toBe('claimed')
    const { id } = await askFor(shop, { phone: pat.phone })
    await close(shop, id)
    await shop.tenant.settle()
    await shop.control('/faults', undefined, 'DELETE')
    await shop.tenant.passMinutes(2)
    expect(await dump(shop)).not.toContain(pat.phone)
    expect(await pat.received()).toEqual([])
    expect(await read(shop, id)).toMatchObject({ status: 'done' })
  })

  test('and is unknown here has nothing to erase, and the request says so', async () => {
    const shop = await openShop()
    const { id } = await askFor(shop, { phone: '+12145550199' })
    const done = await close(shop, id)
    expect(done).toMatchObject({ status: 'done', customerId: null })
    expect(done.steps).toEqual([expect.objectContaining({ what: 'rows', state: 'done', total: 0 })])
    expect(await dump(shop)).not.toContain('2145550199')
  })
})

test('a card number in a text is taken away at Twilio too, once', async () => {
  const { shop, pat } = await texted()
  const redactions = await watchWires(shop, /^POST .*\/Messages\//)
  await pat.texts('take my card 4111 1111 1111 1111')
  await shop.tenant.passMinutes(1)
  expect(await dump(shop)).not.toContain('4111')
  expect(await redactions(messagesIn(await dump(shop)))).toHaveLength(1)
})
