import { runInDurableObject } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { DAY_MS } from '../../tenants/base/clock.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

const RECORDING = `RE${'ab12'.repeat(8)}`

/** Days later, at noon; the alarm that was due meanwhile goes off then. */
async function passDays(shop: Shop, days: number): Promise<void> {
  shop.watch.now += days * DAY_MS
  await runInDurableObject(shop.tenant.stub(), (tenant) => tenant.alarm())
  await shop.tenant.settle()
  await shop.tenant.passMinutes(2)
}

async function execute(shop: Shop, sql: string): Promise<void> {
  await runInDurableObject(shop.tenant.stub(), (_, state) => void state.storage.sql.exec(sql))
}

async function countWires(shop: Shop, isWanted: RegExp): Promise<number> {
  const trace = await shop.control<{ wire: string }[]>('/trace')
  return trace.filter(({ wire }) => isWanted.test(wire)).length
}

async function textedShop() {
  const shop = await openShop({ ghlLocationId: null })
  const pat = shop.customer()
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  await pat.texts('How much to fix a water heater?')
  await shop.tenant.passMinutes(2)
  return { shop, pat }
}

describe('what has been kept long enough', { timeout: 60_000 }, () => {
  test('goes: orders after 30 days, recordings after 90, words after two years, proof after five', async () => {
    const { shop, pat } = await textedShop()
    await execute(shop, `update call_logs set recording_url = 'https://api.example.com/Recordings/${RECORDING}'`)
    const filled = `select count(*) as count from outbox where composed is not null`
    const count = async (sql: string) => (await shop.tenant.query<{ count: number }>(sql))[0]?.count
    const entries = await count('select count(*) as count from outbox')

    await passDays(shop, 29)
    expect(await count(filled)).toBeGreaterThan(0)
    await passDays(shop, 3)
    expect(await count(filled)).toBe(0)
    expect(await count('select count(*) as count from outbox')).toBeGreaterThanOrEqual(entries ?? 0)
    expect(await count('select count(*) as count from outbox where gate is not null')).toBeGreaterThan(0)
    const recorded = 'select count(*) as count from call_logs where recording_url is not null'
    expect(await count(recorded)).toBe(1)

    const deletedBefore = await countWires(shop, /^DELETE .*\/Recordings\//)
    await passDays(shop, 60)
    expect(await count(recorded)).toBe(0)
    expect(await countWires(shop, /^DELETE .*\/Recordings\//)).toBe(deletedBefore + 1)

    const worded = `select count(*) as count from messages where body <> ''`
    await passDays(shop, 24 * 31 - 95)
    expect(await count(worded)).toBeGreaterThan(2)
    const redactedBefore = await countWires(shop, /^POST .*\/Messages\//)
    await passDays(shop, 5)
    expect(await count(worded)).toBe(0)
    expect(await count('select count(*) as count from messages where redacted_at is not null')).toBeGreaterThan(2)
    expect(await countWires(shop, /^POST .*\/Messages\//)).toBeGreaterThan(redactedBefore)
    expect(await pat.received()).toEqual(['', ''])

    const proofs = 'select (select count(*) from consents) + (select count(*) from ledger) as count'
    expect(await count(proofs)).toBeGreaterThan(0)
    // Counted from the last thing that was said, about a month after the first.
    await passDays(shop, 5 * 366 - 24 * 31 + 40)
    expect(await count(proofs)).toBe(0)
    expect(await count('select count(*) as count from ledger_heads')).toBeGreaterThan(0)
  })

  test('stays while it is young, and opt-outs stay for good', async () => {
    const { shop, pat } = await textedShop()
    await pat.texts('please stop texting me')
    await shop.tenant.passMinutes(1)
    await passDays(shop, 28)
    const [young] = await shop.tenant.query<{ count: number }>(`select count(*) as count from messages where body = ''`)
    expect(young?.count).toBe(0)
    await passDays(shop, 20 * 366)
    await pat.callsAndHangsUp()
    await shop.tenant.passMinutes(1)
    const [kept] = await shop.tenant.query<{ count: number }>('select count(*) as count from suppressions')
    expect(kept?.count).toBe(1)
    const texts = await shop.tenant.query<{ count: number }>(
      `select count(*) as count from messages where template = 'missed_call_text'`,
    )
    expect(texts[0]?.count).toBe(1)
  })

  test('is taken in bounded batches until nothing is left', async () => {
    const { shop } = await textedShop()
    await execute(
      shop,
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < 450)
        insert into messages (message_id, customer_id, audience, channel, direction, body, status, unprompted,
          segments, created_at, updated_at)
        select 'msg_0' || i, null, 'technician', 'email', 'inbound', 'old words', 'received', 0, 0, 1, 1 from n`,
    )
    await passDays(shop, 1)
    const left = `select count(*) as count from messages where body = 'old words'`
    expect((await shop.tenant.query<{ count: number }>(left))[0]?.count).toBe(0)
  })
})
