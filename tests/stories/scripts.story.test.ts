import { describe, expect, test } from 'vitest'
import { openShop, type Shop } from '../support/open-shop.ts'
import { changeSchedule } from '../support/schedule.ts'

type Script = { name: string; language: string; text: string; isOwn: boolean; version: number }
type Refusal = { status: number; code: string; issues: { path: string; message: string }[] }

const OWN = '{business}: automated text. Missed you! What can we fix? Reply STOP to opt out'

const put = (shop: Shop, change: Partial<Script>) =>
  shop.api<Script>('PUT', `/tenants/${shop.id}/scripts`, { language: 'en', version: 0, ...change })

/** What the API says to a change it refuses. */
async function refusal(shop: Shop, change: Partial<Script>): Promise<Refusal> {
  const { token } = await shop.control<{ token: string }>('/access/token', {
    email: 'admin@example.com',
    expiresInS: 90 * 86_400,
  })
  const answer = await shop.send(`/api/v1/tenants/${shop.id}/scripts`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'cf-access-jwt-assertion': token },
    body: JSON.stringify({ language: 'en', version: 0, ...change }),
  })
  return (await answer.json()) as Refusal
}

const variantOf = async (shop: Shop, template: string) => {
  const rows = await shop.tenant.query<{ variant: string }>(
    `select json_extract(composed, '$.variant') as variant from outbox
     where json_extract(payload, '$.template') = '${template}' order by seq desc`,
  )
  return rows[0]?.variant
}

describe('a business that words its texts itself', () => {
  test('is heard by the next caller, and what was sent says so', async () => {
    const shop = await openShop()
    const saved = await put(shop, { name: 'missed_call_text', text: OWN })
    expect(saved).toMatchObject({ isOwn: true, version: 1, text: OWN })
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    expect(await pat.received()).toEqual([
      `${shop.businessName}: automated text. Missed you! What can we fix? Reply STOP to opt out`,
    ])
    expect(await variantOf(shop, 'missed_call_text')).toBe('own@1')
  })

  test('answers prices in its words and books in ours', async () => {
    const shop = await openShop()
    await changeSchedule(shop, { mode: 'off' })
    await put(shop, { name: 'price_answer', text: '{service} runs {price}, an estimate. When shall {owner} come?' })
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    await pat.texts('how much to fix a water heater')
    expect((await pat.received()).at(-1)).toBe(
      'Water heater repair runs $179-$463 per job, an estimate. When shall Dana Fields come?',
    )
    await pat.texts('great can you come tomorrow at 9am')
    expect((await pat.received()).at(-1)).toMatch(/has your request for/)
    expect(await variantOf(shop, 'booking_received')).toBe('ours')
  })

  test('keeps our Spanish for those who write in Spanish, until it has its own', async () => {
    const shop = await openShop()
    await put(shop, { name: 'price_answer', text: '{price} for {service}, an estimate.' })
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    await pat.texts('hola cuanto cuesta arreglar el water heater por favor')
    expect((await pat.received()).at(-1)).toMatch(/precio estimado/)
    await put(shop, { name: 'price_answer', language: 'es', text: '{service}: {price}, estimado. ¿Cuándo vamos?' })
    await pat.texts('y cuanto cuesta destapar el drain por favor')
    expect((await pat.received()).at(-1)).toBe('Drain clearing: $117-$291 por trabajo, estimado. ¿Cuándo vamos?')
  })

  test('is not stopped by words that became unlawful: ours go, and the timeline tells', async () => {
    const shop = await openShop()
    const text = OWN.replace('{business}', shop.businessName)
    await put(shop, { name: 'missed_call_text', text })
    await shop.api('PATCH', `/tenants/${shop.id}`, { businessName: 'Heron Heating' })
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    expect((await pat.received())[0]).toMatch(/^Heron Heating: Sorry we missed your call/)
    expect(await variantOf(shop, 'missed_call_text')).toBe('ours')
    expect(await shop.tenant.timeline()).toContain('own_words_passed_over')
  })

  test('is told of amounts that have left the price book in the same way', async () => {
    const shop = await openShop()
    await put(shop, { name: 'question_received', text: 'Got it. Drains start at $117. {owner} will answer.' })
    await shop.api('PATCH', `/tenants/${shop.id}`, {
      priceBook: [{ service: 'Drain clearing', from: 12_000, to: 20_000 }],
    })
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    await pat.texts('do you also work on sundays?')
    expect((await pat.received()).at(-1)).not.toContain('$117')
    expect(await shop.tenant.timeline()).toContain('own_words_passed_over')
  })
})

describe('words that may not be sent', () => {
  test('are refused with everything that is wrong, and nothing is kept', async () => {
    const shop = await openShop()
    const text = 'Hi {name}! 20% off, only $42, see https://example.net/x - reply CANCEL if not'
    const refused = await refusal(shop, { name: 'missed_call_text', text })
    expect(refused).toMatchObject({ status: 400, code: 'script_refused' })
    expect(refused.issues.every(({ path }) => path === 'text')).toBe(true)
    const said = refused.issues.map(({ message }) => message).join('\n')
    for (const wanted of ['{name}', 'CANCEL', 'name of your business', 'STOP', 'promotes', 'automated', 'link']) {
      expect(said).toMatch(new RegExp(wanted.replace('name of your business', 'does not name your business')))
    }
    expect((await listed(shop, 'missed_call_text')).isOwn).toBe(false)
  })

  test('from an older version are refused, and going back to ours counts as a change', async () => {
    const shop = await openShop()
    await put(shop, { name: 'question_received', text: 'Got it.' })
    expect(await refusal(shop, { name: 'question_received', text: 'Mine.' })).toMatchObject({
      status: 412,
      code: 'edited_meanwhile',
    })
    const back = await put(shop, { name: 'question_received', text: '', version: 1 })
    expect(back).toMatchObject({ isOwn: false, version: 2 })
    expect(back.text).toContain('{owner}')
    expect(await put(shop, { name: 'question_received', text: back.text, version: 2 })).toMatchObject({ isOwn: false })
  })

  test('can be tried before, and read as the customer would read them', async () => {
    const shop = await openShop()
    const at = `/tenants/${shop.id}/scripts/preview`
    const good = await shop.api('POST', at, { name: 'missed_call_text', language: 'en', text: OWN })
    expect(good).toMatchObject({ encoding: 'GSM-7', segments: 1, findings: [] })
    const emoji = await shop.api('POST', at, { name: 'question_received', language: 'en', text: 'Got it 👍 {owner}' })
    expect(emoji).toMatchObject({ encoding: 'UCS-2', segments: 1, characters: 21, text: 'Got it 👍 Dana Fields' })
    const long = await shop.api<{ findings: { code: string }[] }>('POST', at, {
      name: 'question_received',
      language: 'en',
      text: 'and so on '.repeat(29),
    })
    expect(long.findings.map(({ code }) => code)).toEqual(['too_many_segments'])
    const ours = await shop.api<{ findings: unknown[]; text: string }>('POST', at, {
      name: 'missed_call_email',
      language: 'es',
      text: '',
    })
    expect(ours.findings).toEqual([])
    expect(ours.text).toContain(`Usted llamó a ${shop.businessName}`)
    expect((await shop.api<{ items: Script[] }>('GET', `/tenants/${shop.id}/scripts`)).items).toHaveLength(18)
  })

  test('are none of ours: every shipped script passes its own examination', async () => {
    const shop = await openShop()
    const { items } = await shop.api<{ items: Script[] }>('GET', `/tenants/${shop.id}/scripts`)
    for (const { name, language, text } of items) {
      const at = `/tenants/${shop.id}/scripts/preview`
      const { findings } = await shop.api<{ findings: unknown[] }>('POST', at, { name, language, text: `${text} ` })
      expect(findings, `${name} ${language}: ${text}`).toEqual([])
    }
  })
})

test('three examples show a newcomer what customers will read', async () => {
  const shop = await openShop({ language: 'es' })
  const previews = await shop.tenant.stub().previews()
  if (!previews.ok) throw new Error(previews.error.code)
  expect(previews.value.map(({ name }) => name)).toEqual(['missed_call_text', 'price_answer', 'booking_received'])
  for (const { text, segments } of previews.value) {
    expect(text).toMatch(/estimado|llamada|solicitud/)
    expect(segments).toBeLessThanOrEqual(2)
  }
})

async function listed(shop: Shop, name: string, language = 'en'): Promise<Script> {
  const { items } = await shop.api<{ items: Script[] }>('GET', `/tenants/${shop.id}/scripts`)
  const found = items.find((script) => script.name === name && script.language === language)
  if (!found) throw new Error(`There is no ${name} in ${language}.`)
  return found
}
