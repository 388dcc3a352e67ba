import { describe, expect, test } from 'vitest'
import { spreadOf } from '../../tenants/agents/cx/counts.ts'
import { tendExperiments } from '../../tenants/agents/cx/nightly.ts'
import { newId, type CustomerId } from '../../tenants/base/ids.ts'
import { RULE } from '../../tenants/experiments/rule.ts'
import { startExperiment } from '../../tenants/record-experiment.ts'
import { loadExperiment, recordExposure, saveExperiment } from '../../tenants/storage/experiment-rows.ts'
import { loadSetting } from '../../tenants/storage/settings-rows.ts'
import { inside } from '../support/inside.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

const TRIED = '{business}: we missed you! How can we help? Automated text. Reply STOP to opt out'
const STANDS = /Sorry we missed your call! What do you need help with\?/

/** The first text after a call is tried in other words; `share` of the callers are to get them. */
async function tryWords(shop: Shop, share: number, text = TRIED) {
  return inside(shop, ({ db }) => {
    const arms = [
      { arm: 'current', text: '' },
      { arm: 'shorter', text },
    ]
    const wanted = { subject: 'missed_call_text', language: 'en', metric: 'replied' as const, rule: RULE }
    const id = startExperiment(db, { ...wanted, arms, decisionId: null }, shop.watch.now)
    if (id === null) throw new Error('Nothing was started.')
    saveExperiment(db, id, { shares: [{ from: 0, shares: [1 - share, share] }] }, shop.watch.now)
    return id
  })
}

async function call(shop: Shop) {
  const customer = shop.customer()
  await customer.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  return customer
}

const exposures = (shop: Shop) =>
  shop.tenant.query<{ arm: string; outcome_at: number | null }>('select arm, outcome_at from exposures')

describe('words that are tried', () => {
  test('go out instead of those that stand, and are remembered with who got them', async () => {
    const shop = await openShop()
    const id = await tryWords(shop, 1)
    const pat = await call(shop)
    expect(await pat.received()).toEqual([
      `${shop.businessName}: we missed you! How can we help? Automated text. Reply STOP to opt out`,
    ])
    expect(await exposures(shop)).toEqual([{ arm: 'shorter', outcome_at: null }])
    const [entry] = await shop.tenant.query<{ variant: string }>(
      `select composed ->> 'variant' as variant from outbox where payload ->> 'template' = 'missed_call_text'`,
    )
    expect(entry?.variant).toBe(`test@${id}:shorter`)
  })

  test('stay with whoever saw them, whatever the shares become', async () => {
    const shop = await openShop()
    const id = await tryWords(shop, 1)
    const pat = await call(shop)
    // Each night sets the shares anew.
    await shop.tenant.passDays(4)
    const { now } = shop.watch
    await inside(shop, ({ db }) => saveExperiment(db, id, { shares: [{ from: now, shares: [1, 0] }] }, now))
    await pat.callsAndHangsUp()
    await shop.tenant.passHours(1)
    expect((await pat.received()).at(-1)).toMatch(/we missed you!/)
    expect(await exposures(shop)).toHaveLength(1)
    const sam = await call(shop)
    expect((await sam.received())[0]).toMatch(STANDS)
    expect((await exposures(shop)).map(({ arm }) => arm).toSorted()).toEqual(['current', 'shorter'])
  })

  test('stand back where the gate refuses them, and their customer counts with them all the same', async () => {
    const shop = await openShop()
    await tryWords(shop, 1, '{business}: call us, we fix it for $5! Automated text. Reply STOP to opt out')
    const pat = await call(shop)
    expect((await pat.received())[0]).toMatch(STANDS)
    expect(await exposures(shop)).toEqual([{ arm: 'shorter', outcome_at: null }])
    expect(await shop.tenant.timeline()).not.toContain('own_words_passed_over')
  })

  test('rest while the agents are switched off', async () => {
    const shop = await openShop()
    await tryWords(shop, 1)
    await shop.tenant.query(`insert into settings (name, value) values ('agents', '{"isPaused":true}')`)
    const pat = await call(shop)
    expect((await pat.received())[0]).toMatch(STANDS)
    expect(await exposures(shop)).toEqual([])
  })

  test('are tried no longer once a person words the script', async () => {
    const shop = await openShop()
    await tryWords(shop, 1)
    const text = '{business}: automated text. Missed you! What can we fix? Reply STOP to opt out'
    await shop.api('PUT', `/tenants/${shop.id}/scripts`, { name: 'missed_call_text', language: 'en', version: 0, text })
    const pat = await call(shop)
    expect((await pat.received())[0]).toMatch(/What can we fix\?/)
    expect(await shop.tenant.timeline()).toContain('experiment_ended')
  })
})

describe('the night', () => {
  test('counts who replied, and neither silence nor STOP', async () => {
    const shop = await openShop()
    const id = await tryWords(shop, 1)
    const [asks, stops] = [await call(shop), await call(shop)]
    await call(shop)
    await asks.texts('how much to fix a water heater')
    await stops.texts('STOP')
    await shop.tenant.passDays(4)
    const found = await exposures(shop)
    expect(found.filter(({ outcome_at: at }) => at !== null)).toHaveLength(1)
    const status = await inside(shop, ({ db }) => loadExperiment(db, id)?.status)
    expect(status).toBe('running')
  })

  test('moves shares, and ends what is decided', async () => {
    const shop = await openShop()
    const id = await tryWords(shop, 0.5)
    const show = (arm: string, count: number, replied: number) =>
      inside(shop, ({ db }) => {
        const at = shop.watch.now
        for (let place = 0; place < count; place += 1) {
          const customerId = newId('cus') as CustomerId
          recordExposure(db, { experimentId: id, arm }, customerId, at)
          if (place < replied)
            db.$client.sql.exec('update exposures set outcome_at = ? where customer_id = ?', at + 1, customerId)
        }
      })
    const tend = () =>
      inside(shop, (context) => {
        tendExperiments(context, shop.watch.now)
        return loadExperiment(context.db, id)
      })
    await show('current', 60, 20)
    await show('shorter', 60, 26)
    shop.watch.now += 4 * 86_400_000
    const moved = await tend()
    expect(moved?.status).toBe('running')
    expect(moved?.shares.at(-1)?.shares[1]).toBeGreaterThan(0.6)
    await show('current', 70, 22)
    await show('shorter', 210, 142)
    shop.watch.now += 4 * 86_400_000
    expect(await tend()).toMatchObject({ status: 'won', winner: 'shorter' })
    expect(await tend()).toMatchObject({ status: 'won', winner: 'shorter' })
  })

  test('ends what may not be said any more', async () => {
    const shop = await openShop()
    const id = await tryWords(shop, 1, TRIED.replace('{business}', shop.businessName))
    await shop.api('PATCH', `/tenants/${shop.id}`, { businessName: 'Heron Heating' })
    await inside(shop, (context) => tendExperiments(context, shop.watch.now))
    expect(await inside(shop, ({ db }) => loadExperiment(db, id)?.status)).toBe('stopped')
    const pat = await call(shop)
    expect((await pat.received())[0]).toMatch(/^Heron Heating: Sorry we missed your call/)
  })

  test('tells the fleet counts and no words, and learns from it what others have seen', async () => {
    const shop = await openShop()
    await tryWords(shop, 1)
    await call(shop)
    shop.watch.now += 4 * 86_400_000
    const priors = { 'missed_call_text:en:replied': { a: 8, b: 12 } }
    const told = await shop.tenant.stub().exportDay('2030-01-01', {}, priors, { mean: -0.05, deviation: 0.13 })
    if (!told.ok) throw new Error('Nothing was told.')
    const arms = told.value.experiments ?? []
    expect(arms.map(({ arm, exposed, succeeded }) => [arm, exposed, succeeded])).toEqual([
      ['current', 0, 0],
      ['shorter', 1, 0],
    ])
    expect(JSON.stringify(arms)).not.toContain('missed you')
    const stored = await inside(shop, ({ db }) => loadSetting(db, 'experiment_priors'))
    expect(stored).toEqual(priors)
    expect(await inside(shop, ({ db }) => spreadOf(db))).toEqual({ mean: -0.05, deviation: 0.13 })
  })
})
