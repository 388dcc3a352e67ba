import { describe, expect, test } from 'vitest'
import { openShop, type Shop } from '../support/open-shop.ts'
import { drafts, ScriptedModel, useModels } from '../support/use-models.ts'

const QUESTION = 'do you also look after water softeners?'
const OURS = /Thanks for your message\. Dana Fields has it and will get back to you/
const THEIRS = 'Thanks for asking. Which model of softener is it, and what does it do?'

async function shopWith(model: ScriptedModel): Promise<Shop> {
  const shop = await openShop()
  await useModels(shop, model)
  return shop
}

type Row = { status: string; code: string | null; verdict: string | null }
const draftsOf = (shop: Shop) =>
  shop.tenant.query<Row>(
    `select status, last_code as code, gate ->> 'code' as verdict from outbox where lane = 'models' order by seq`,
  )

describe('an answer that a model words', () => {
  test('leaves as soon as it stands the guard, framed as any first text', async () => {
    const model = new ScriptedModel(drafts(THEIRS))
    const shop = await shopWith(model)
    const pat = shop.customer()
    await pat.texts(QUESTION)
    expect(await pat.received()).toEqual([])
    await shop.tenant.passSeconds(5)
    expect(await pat.received()).toEqual([`Automated reply from ${shop.businessName}: ${THEIRS} Reply STOP to opt out`])
    expect(model.block('customer_message')).toBe(QUESTION)
    expect(await draftsOf(shop)).toEqual([{ status: 'sent', code: null, verdict: 'answered_openai' }])
    await shop.tenant.passMinutes(5)
    expect(await pat.received()).toHaveLength(1)
    expect((await shop.told()).join()).toContain(QUESTION)
  })

  test('moves the lead where it names a price, as our own words do', async () => {
    const priced = 'Water heater repair is usually $179-$463 as an estimate, confirmed on site. Which day suits you?'
    const shop = await shopWith(new ScriptedModel(drafts(priced)))
    const statusOf = async () => (await shop.tenant.query<{ status: string }>('select status from leads'))[0]?.status
    const pat = shop.customer()
    await pat.texts('how much do you charge?')
    expect(await statusOf()).not.toBe('quoted')
    await shop.tenant.passSeconds(5)
    expect((await pat.received())[0]).toContain('$179-$463')
    expect(await statusOf()).toBe('quoted')
    const told = await shop.tenant.query(`select fact ->> 'services' as services from timeline
      where fact ->> 'type' = 'price_answered'`)
    expect(told).toEqual([{ services: '["Water heater repair"]' }])
  })

  test('leaves the lead where it was where no price is in it', async () => {
    const shop = await shopWith(new ScriptedModel(drafts(THEIRS)))
    const pat = shop.customer()
    await pat.texts(QUESTION)
    await shop.tenant.passSeconds(5)
    expect((await shop.tenant.query<{ status: string }>('select status from leads'))[0]?.status).not.toBe('quoted')
    expect(await shop.tenant.timeline()).not.toContain('price_answered')
  })

  test('gives way to our own words where it does not', async () => {
    const shop = await shopWith(new ScriptedModel(drafts('Sure, water softeners are $20 today only!')))
    const pat = shop.customer()
    await pat.texts(QUESTION)
    await shop.tenant.passSeconds(5)
    const received = await pat.received()
    expect(received).toHaveLength(1)
    expect(received[0]).toMatch(OURS)
    expect((await draftsOf(shop))[0]?.verdict).toMatch(/^guard_/)
  })

  test.each([
    ['is off', { ok: false, reason: 'off', detail: '' }],
    ['refuses', { ok: false, reason: 'refused', detail: '' }],
    ['is over its budget', { ok: false, reason: 'over_budget', detail: '' }],
    ['hands over', drafts(THEIRS, true)],
  ] as const)('gives way at once where the model %s', async (_, answer) => {
    const shop = await shopWith(new ScriptedModel(answer))
    const pat = shop.customer()
    await pat.texts(QUESTION)
    await shop.tenant.passSeconds(5)
    expect((await pat.received())[0]).toMatch(OURS)
  })

  test('is not asked for where our own words answer in full', async () => {
    const model = new ScriptedModel(drafts(THEIRS))
    const shop = await shopWith(model)
    const pat = shop.customer()
    for (const words of ['how much to clear a drain?', 'are you a robot?', 'I smell gas in the kitchen', 'STOP']) {
      await pat.texts(words)
    }
    await shop.tenant.passMinutes(1)
    expect(model.asked).toEqual([])
  })

  test('is not asked for where the business wants none', async () => {
    const model = new ScriptedModel(drafts(THEIRS))
    const shop = await shopWith(model)
    await shop.api('PATCH', `/tenants/${shop.id}/policy`, { answersBy: 'template' })
    const pat = shop.customer()
    await pat.texts(QUESTION)
    expect((await pat.received())[0]).toMatch(OURS)
    expect(model.asked).toEqual([])
  })
})

describe('several texts in a row', () => {
  test('are one thing to answer, and wait ten seconds at most', async () => {
    const model = new ScriptedModel(drafts(THEIRS))
    const shop = await shopWith(model)
    const pat = shop.customer()
    await pat.texts('hi there, a question')
    for (const words of [QUESTION, 'do you sell filters?', 'do you sell salt?']) {
      await shop.tenant.passSeconds(3)
      await pat.texts(words)
    }
    expect(await pat.received()).toEqual([])
    await shop.tenant.passSeconds(2)
    expect(await pat.received()).toHaveLength(1)
    expect(model.asked).toHaveLength(1)
    expect(model.block('customer_message')?.split('\n')).toHaveLength(4)
    await shop.tenant.passMinutes(2)
    expect(await pat.received()).toHaveLength(1)
  })

  test('get our own words once, where they are the same', async () => {
    const shop = await shopWith(new ScriptedModel({ ok: false, reason: 'failed', detail: '' }))
    const pat = shop.customer()
    await pat.texts(QUESTION)
    await shop.tenant.passSeconds(1)
    await pat.texts('do you sell filters?')
    await shop.tenant.passMinutes(2)
    expect(await pat.received()).toHaveLength(1)
  })

  test('of which one is answered in full get that answer at once', async () => {
    const shop = await shopWith(new ScriptedModel(drafts(THEIRS)))
    const pat = shop.customer()
    await pat.texts(QUESTION)
    await pat.texts('and how much to clear a drain?')
    expect((await pat.received())[0]).toMatch(/\$/)
    await shop.tenant.passSeconds(5)
    expect((await pat.received())[1]).toBe(THEIRS)
  })
})

describe('a draft that is on its way', () => {
  /** As long as a model may think that does not keep to its deadline. */
  const slow = (forMs: number) =>
    new ScriptedModel(async () => {
      await new Promise((resolve) => setTimeout(resolve, forMs))
      return drafts(THEIRS)
    })

  async function asking(model: ScriptedModel) {
    const policy = { answersBy: 'model', answerWithinMs: 4_000, textAfterMs: 1_000 }
    const shop = await openShop({ policy }, { realTime: true })
    await useModels(shop, model)
    const pat = shop.customer()
    await pat.texts(QUESTION)
    await expect.poll(() => model.asked.length, { timeout: 5_000, interval: 20 }).toBe(1)
    const isOver = () => expect.poll(async () => (await draftsOf(shop))[0]?.status, { timeout: 9_000 }).toBe('sent')
    return { shop, pat, isOver }
  }

  test('that hangs keeps nobody waiting: our own words leave in time, and it is thrown away', async () => {
    const { shop, pat, isOver } = await asking(slow(3_500))
    await isOver()
    const [message] = await shop.tenant.query<{ asked: number; answered: number }>(
      `select min(created_at) filter (where direction = 'inbound') as asked,
        max(sent_at) filter (where direction = 'outbound' and audience = 'customer') as answered from messages`,
    )
    expect((message?.answered ?? 0) - (message?.asked ?? 0)).toBeLessThanOrEqual(4_000)
    expect(await pat.received()).toEqual([expect.stringMatching(OURS)])
  })

  test('and hangs for half a minute makes nothing else late', async () => {
    const { shop } = await asking(slow(30_000))
    const sam = shop.customer()
    await sam.callsAndHangsUp()
    await expect.poll(() => sam.received(), { timeout: 9_000, interval: 20 }).toHaveLength(1)
    const [text] = await shop.tenant.query<{ late: number; hangs: number }>(
      `select o.claimed_at - c.ended_at - 1000 as late,
        (select count(*) from outbox where lane = 'models' and status = 'claimed') as hangs
        from outbox as o join call_logs as c where o.payload ->> 'template' = 'missed_call_text'`,
    )
    expect(text?.hangs).toBe(1)
    expect(text?.late).toBeLessThanOrEqual(1_000)
  })

  test('is thrown away where they say STOP meanwhile', async () => {
    const { pat, isOver } = await asking(slow(1_000))
    await pat.texts('please stop texting me')
    await isOver()
    expect((await pat.received()).join()).not.toContain(THEIRS)
  })

  test('is thrown away where a person takes the conversation meanwhile', async () => {
    const { shop, pat, isOver } = await asking(slow(1_000))
    const [{ id } = { id: '' }] = await shop.tenant.query<{ id: string }>('select customer_id as id from customers')
    await shop.api('POST', `/tenants/${shop.id}/conversations/${id}/takeover`)
    await isOver()
    expect(await pat.received()).toEqual([])
  })
})

describe('an object that dies while a model is asked', () => {
  test('asks again, and answers once', async () => {
    const model = new ScriptedModel(drafts(THEIRS))
    const shop = await shopWith(model)
    const pat = shop.customer()
    await pat.texts(QUESTION)
    await shop.tenant.evict()
    await shop.tenant.passSeconds(5)
    expect(await pat.received()).toHaveLength(1)
    // As a crash in the middle of the call leaves it.
    await shop.tenant.passMinutes(5)
    await pat.texts('do you sell filters?')
    await shop.tenant.query(
      `update outbox set status = 'claimed', claimed_by = 'before', claimed_at = created_at where lane = 'models'
        and status = 'pending'`,
    )
    await shop.tenant.evict()
    await shop.tenant.query('select 1')
    await shop.tenant.passSeconds(50)
    expect(await pat.received()).toEqual([expect.stringContaining(THEIRS), THEIRS])
  })
})
