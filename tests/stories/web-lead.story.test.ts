import { describe, expect, test } from 'vitest'
import { openForm, fillIn, googlePosts, newGoogleKey, post } from '../support/lead.ts'
import { openShop } from '../support/open-shop.ts'
import { expectSameTruth } from '../support/same-truth.ts'

type Lead = { source: string; status: string; name: string | null }

describe('somebody who fills in the form on the site', () => {
  test('is texted once within the half minute, and e-mailed after five silent minutes', async () => {
    const shop = await openShop()
    const pat = shop.customer(undefined, 'Pat Rivers', `pat-${crypto.randomUUID()}@example.com`)
    const answer = await fillIn(shop, { name: 'Pat Rivers', phone: pat.phone, email: pat.email ?? '' })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('has your request')
    const texts = await pat.received()
    expect(texts).toHaveLength(1)
    expect(texts[0]).toMatch(/thanks for your request/i)
    expect(texts[0]).toMatch(/reply stop/i)
    await shop.tenant.passMinutes(4.9)
    expect(await pat.mail()).toEqual([])
    await shop.tenant.passMinutes(0.2)
    const [mail, ...more] = await pat.mail()
    expect(more).toEqual([])
    expect(mail?.subject).toContain('Your request to')
    expect(await pat.received()).toHaveLength(1)
    const [lead] = await shop.tenant.list<Lead>('leads')
    expect(lead).toMatchObject({ source: 'web', status: 'contacted', name: 'Pat Rivers' })
  })

  test('asks for a price there and has it in the first text; the words are their first message', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await fillIn(shop, { phone: pat.phone, words: 'How much is a water heater repair?' })
    const texts = await pat.received()
    expect(texts).toHaveLength(1)
    expect(texts[0]).toMatch(/\$179/)
    expect(texts[0]).toMatch(/reply stop/i)
    const messages = await shop.tenant.list<{ channel: string; body: string; direction: string }>('messages')
    expect(messages.filter(({ direction }) => direction === 'inbound')).toMatchObject([
      { channel: 'web', body: 'How much is a water heater repair?' },
    ])
    await pat.texts('can someone come tomorrow at 9am?')
    expect(await pat.received()).toHaveLength(2)
    expect((await shop.told()).join()).toContain('wants a visit')
  })

  test('in Florida, where a first text may name no price, hears that they were heard', async () => {
    const shop = await openShop()
    const lee = shop.customer('+13055550121')
    await fillIn(shop, { phone: lee.phone, words: 'How much is a water heater repair?' })
    const texts = await lee.received()
    expect(texts).toHaveLength(1)
    expect(texts[0]).toMatch(/thanks for your request/i)
    expect(texts[0]).not.toContain('$')
    expect((await shop.told()).join()).toContain('asks for a price')
  })

  test('stands in GoHighLevel at once, as a request from the site', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await fillIn(shop, { name: 'Pat Rivers', phone: pat.phone })
    const contacts = await shop.control<{ id: string }[]>(
      `/ghl/contacts?locationId=${shop.ghlLocationId}&phone=${encodeURIComponent(pat.phone)}`,
    )
    expect(contacts).toHaveLength(1)
    expect(await shop.tenant.timeline()).toContain('crm_synced')
    const [lead] = await shop.tenant.query<{ ref: string | null }>('select opportunity_ref as ref from leads')
    expect(lead?.ref).not.toBeNull()
  })

  test('stands there as contacted too where the text left before GoHighLevel had answered', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await shop.control('/faults', { provider: 'ghl', kind: 'slow', rate: 1, forMs: 60_000, slowMs: 300 })
    await fillIn(shop, { name: 'Pat Rivers', phone: pat.phone })
    await shop.tenant.settle()
    await shop.control('/faults', undefined, 'DELETE')
    expect(await pat.received()).toHaveLength(1)
    const [lead] = await shop.tenant.list<Lead>('leads')
    expect(lead).toMatchObject({ status: 'contacted' })
    await expectSameTruth(shop)
  })

  test('is never texted twice: the same form again, another form, and a call besides', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    const { token } = await openForm(shop)
    shop.watch.now += 20_000
    const fields = { token, phone: pat.phone, words: 'How much is a water heater repair?' }
    await Promise.all([post(shop, fields), post(shop, fields), post(shop, fields)])
    await post(shop, fields)
    expect(await pat.received()).toHaveLength(1)
    await fillIn(shop, { phone: pat.phone, words: 'How much is a drain?' })
    await fillIn(shop, { phone: pat.phone, words: 'Hello?' })
    await pat.callsAndHangsUp()
    await shop.tenant.passMinutes(2)
    expect(await pat.received()).toHaveLength(1)
    const inbound = (await shop.tenant.list<{ direction: string }>('messages')).filter((m) => m.direction === 'inbound')
    expect(inbound).toHaveLength(3)
    expect((await shop.told()).filter((text) => text.includes('filled in a form again'))).toHaveLength(1)
  })

  test('without a number gets the e-mail at once, and the technician hears of it', async () => {
    const shop = await openShop()
    const email = `sam-${crypto.randomUUID()}@example.com`
    const sam = shop.customer(undefined, 'Sam Hill', email)
    await fillIn(shop, { name: 'Sam Hill', email, words: 'My sink leaks' })
    await fillIn(shop, { name: 'Sam Hill', email, words: 'Please hurry' })
    expect(await sam.mail()).toHaveLength(1)
    expect((await shop.told()).join()).toContain('they gave no phone number')
    expect(await shop.tenant.list('customers')).toHaveLength(1)
  })

  test('with a landline is told to the technician', async () => {
    const shop = await openShop()
    await fillIn(shop, { phone: '+12145550190', words: 'My sink leaks' })
    expect((await shop.told()).join()).toContain('landline')
  })

  test('who opted out by text before is not texted; the technician hears of the request', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    await pat.texts('STOP', { OptOutType: 'STOP' })
    const before = (await pat.received()).length
    await fillIn(shop, { phone: pat.phone, words: 'How much is a water heater repair?', offers: 'yes' })
    expect(await pat.received()).toHaveLength(before)
    expect((await shop.told()).join()).toContain('New request in a form')
    const consents = await shop.tenant.query("select basis from consents where evidence like 'web:%'")
    expect(consents).toEqual([])
  })

  test('who asks there for no more messages gets none', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    await fillIn(shop, { phone: pat.phone, words: 'Stop texting me' })
    expect(await shop.tenant.timeline()).toContain('customer_opted_out')
    expect(await pat.received()).toHaveLength(1)
  })

  test('in danger is answered with advice, and those on call are alerted', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await fillIn(shop, { phone: pat.phone, words: 'I smell gas in the kitchen' })
    expect((await pat.received()).join()).toMatch(/911/)
    expect((await shop.told()).join()).toContain('EMERGENCY')
  })
})

describe('what somebody agreed to', () => {
  test('is kept word for word, and offers only where they ticked the box', async () => {
    const shop = await openShop()
    const [pat, lee] = [shop.customer(), shop.customer('+15125550133')]
    const { html, response } = await openForm(shop)
    expect(html).not.toMatch(/type="checkbox"[^>]*checked/)
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    await fillIn(shop, { phone: pat.phone })
    await fillIn(shop, { phone: lee.phone, words: 'Sink', offers: 'yes' })
    const rows = await shop.tenant.query<{ basis: string; purpose: string; wording: string }>(
      'select basis, purpose, wording from consents order by consent_id',
    )
    expect(rows.map(({ basis }) => basis)).toEqual(['inbound_message', 'inbound_message', 'written'])
    const shown = html.replaceAll('&#39;', "'")
    for (const { wording } of rows) expect(shown).toContain(wording.split('\n> ')[0])
    expect(rows[1]?.wording).toContain('> Sink')
    expect(rows[2]?.purpose).toBe('offers')
  })

  test('is never taken from a form whose words were other ones', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    const { token } = await openForm(shop)
    await shop.api('PATCH', `/tenants/${shop.id}`, { businessName: 'Meadow Plumbing' })
    shop.watch.now += 20_000
    const answer = await post(shop, { token, phone: pat.phone })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('Meadow Plumbing')
    expect(await pat.received()).toEqual([])
  })

  test('is said and answered in Spanish where the form was', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    const { html } = await openForm(shop, '?lang=es')
    expect(html).toContain('Al enviar, acepta')
    await fillIn(shop, { phone: pat.phone }, '?lang=es')
    expect((await pat.received())[0]).toContain('Gracias por su solicitud')
  })
})

describe('a machine', () => {
  test('that fills in what nobody sees is thanked, counted and heard no further', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    const answer = await fillIn(shop, { phone: pat.phone, website: 'https://example.com' })
    expect(answer.status).toBe(200)
    expect(await pat.received()).toEqual([])
    const view = await shop.api<{ trapped: { count: number } }>('GET', `/tenants/${shop.id}/web-leads`)
    expect(view.trapped.count).toBe(1)
    expect(await shop.tenant.list('customers')).toEqual([])
  })

  test('that is faster than people, or was never shown the form, is shown it again', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    const { token } = await openForm(shop)
    for (const given of [token, '', `${token}x`, 'a.b.c']) {
      const answer = await post(shop, { token: given, phone: pat.phone, name: 'Pat "><b>' })
      expect(answer.status).toBe(400)
      expect(await answer.text()).toContain('Pat &quot;&gt;&lt;b&gt;')
    }
    shop.watch.now += 25 * 3_600_000
    expect((await post(shop, { token, phone: pat.phone })).status).toBe(400)
    expect(await pat.received()).toEqual([])
  })

  test('that sends more than a form holds is cut off', async () => {
    const shop = await openShop()
    expect((await fillIn(shop, { phone: '+15125550101', words: 'x'.repeat(20_000) })).status).toBe(413)
    expect((await fillIn(shop, { phone: '+15125550101', words: 'x'.repeat(2_000) })).status).toBe(400)
    expect(await shop.tenant.list('customers')).toEqual([])
  })
})

test.each([
  [{ phone: '555' }, 'incomplete'],
  [{ email: 'nobody' }, 'incomplete'],
  [{ name: 'Pat' }, 'so that we can answer'],
])('a person who gives %j is told what to mend', async (fields, said) => {
  const shop = await openShop()
  const answer = await fillIn(shop, fields)
  expect(answer.status).toBe(400)
  expect(await answer.text()).toContain(said)
})

test('the form works on the sites the business names, and on no other', async () => {
  const shop = await openShop()
  const site = 'https://www.example.com'
  const ask = (origin: string, method = 'GET', body?: unknown) =>
    shop.send(`/f/${shop.id}`, {
      method,
      headers: { origin, accept: 'application/json', 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  expect((await ask(site)).status).toBe(403)
  await shop.api('PUT', `/tenants/${shop.id}/web-leads`, { isOn: true, origins: [`${site}/`], version: 0 })
  const { response } = await openForm(shop)
  expect(response.headers.get('content-security-policy')).toContain(`frame-ancestors 'self' ${site}`)
  const shown = await ask(site)
  expect(shown.headers.get('access-control-allow-origin')).toBe(site)
  const { token, consent } = await shown.json<{ token: string; consent: { request: string } }>()
  expect(consent.request).toContain(shop.businessName)
  expect((await ask(site, 'OPTIONS')).status).toBe(204)
  expect((await ask('https://example.org')).status).toBe(403)
  shop.watch.now += 20_000
  const pat = shop.customer()
  const sent = await ask(site, 'POST', { token, phone: pat.phone })
  expect(sent.status).toBe(201)
  await shop.tenant.settle()
  expect(await pat.received()).toHaveLength(1)
  await shop.api('PUT', `/tenants/${shop.id}/web-leads`, { isOn: false, origins: [], version: 1 })
  expect((await shop.send(`/f/${shop.id}`, {})).status).toBe(404)
  expect((await shop.send('/f/ten_000000000000000000000000', {})).status).toBe(404)
})

describe('a lead from Google Ads', () => {
  test('starts the same, once, and says which advertisement it came from', async () => {
    const shop = await openShop()
    const key = await newGoogleKey(shop)
    const pat = shop.customer()
    const columns = { FULL_NAME: 'Ann Lee', PHONE_NUMBER: pat.phone, 'What is broken?': 'The water heater' }
    const lead = { lead_id: 'TeSter-1' }
    expect((await googlePosts(shop, key, columns, lead)).status).toBe(200)
    expect((await googlePosts(shop, key, columns, lead)).status).toBe(200)
    expect(await pat.received()).toHaveLength(1)
    const [row] = await shop.tenant.query<{ source: string; attribution: string }>('select * from leads')
    expect(row?.source).toBe('google_ads')
    expect(JSON.parse(row?.attribution ?? '{}')).toEqual({
      campaign: '9223372036854775807',
      adGroup: '77',
      form: '40000000001',
      clickId: 'click-1',
      by: 'form',
    })
  })

  test('that is a trial texts nobody and is nobody, and the settings show that it came', async () => {
    const shop = await openShop()
    const key = await newGoogleKey(shop)
    const pat = shop.customer()
    const trial = { is_test: true }
    expect((await googlePosts(shop, key, { PHONE_NUMBER: pat.phone }, trial)).status).toBe(200)
    expect((await googlePosts(shop, '', {}, { ...trial, user_column_data: undefined })).status).toBe(200)
    await shop.tenant.passHours(1)
    expect(await pat.received()).toEqual([])
    expect(await shop.tenant.list('customers')).toEqual([])
    const view = await shop.api<{ lastTestAt: number | null }>('GET', `/tenants/${shop.id}/web-leads`)
    expect(view.lastTestAt).not.toBeNull()
  })

  test('is the newest that the settings show, and none comes any more once the key is revoked', async () => {
    const shop = await openShop()
    const key = await newGoogleKey(shop)
    type Leads = { lastLeadAt: Record<string, number | null>; googleKey: { lastFour: string } | null }
    const view = (method = 'GET', part = '') => shop.api<Leads>(method, `/tenants/${shop.id}/web-leads${part}`)
    expect(await view()).toMatchObject({ lastLeadAt: { web: null, google_ads: null } })
    const lead = { PHONE_NUMBER: shop.customer().phone }
    expect((await googlePosts(shop, key, lead)).status).toBe(200)
    const at = shop.watch.now
    expect(await view()).toMatchObject({
      lastLeadAt: { web: null, google_ads: at },
      googleKey: { lastFour: key.slice(-4) },
    })
    expect(await view('DELETE', '/google-key')).toMatchObject({ googleKey: null })
    expect((await googlePosts(shop, key, { PHONE_NUMBER: shop.customer().phone })).status).toBe(401)
    expect(await view('DELETE', '/google-key')).toMatchObject({ googleKey: null, lastLeadAt: { google_ads: at } })
    expect(await shop.tenant.list('customers')).toHaveLength(1)
  })

  test('with a key that is not, or no longer, theirs is refused', async () => {
    const shop = await openShop()
    const old = await newGoogleKey(shop)
    const key = await newGoogleKey(shop)
    const pat = shop.customer()
    for (const wrong of [old, `${key}x`, 'guess']) {
      expect((await googlePosts(shop, wrong, { PHONE_NUMBER: pat.phone })).status).toBe(401)
    }
    expect((await googlePosts(shop, '', { PHONE_NUMBER: pat.phone })).status).toBe(401)
    expect(await pat.received()).toEqual([])
    expect((await googlePosts(shop, key, { PHONE_NUMBER: pat.phone })).status).toBe(200)
    expect(await pat.received()).toHaveLength(1)
  })

  test.each([
    ['no number', {}, 'they gave no phone number'],
    ['half a number', { PHONE_NUMBER: '555-01' }, 'the number they gave is incomplete'],
    ['a number abroad', { PHONE_NUMBER: '+442079460123' }, 'abroad'],
  ])('with %s is told to the technician', async (_, columns, said) => {
    const shop = await openShop()
    const key = await newGoogleKey(shop)
    await googlePosts(shop, key, { FULL_NAME: 'Ann Lee', ...columns })
    await shop.tenant.passSeconds(40)
    expect((await shop.told()).join()).toContain(said)
    expect(await shop.tenant.list('leads')).toHaveLength(1)
  })

  test('that comes hours late is told and not texted', async () => {
    const shop = await openShop()
    const key = await newGoogleKey(shop)
    const pat = shop.customer()
    const late = { lead_submit_time: new Date(shop.watch.now - 3 * 3_600_000).toISOString() }
    await googlePosts(shop, key, { PHONE_NUMBER: pat.phone }, late)
    expect(await pat.received()).toEqual([])
    expect((await shop.told()).join()).toContain('it would have come too late')
  })
})
