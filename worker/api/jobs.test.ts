import { beforeAll, describe, expect, test } from 'vitest'
import { openRouter, type OpenRouter } from '../../tests/support/open-router.ts'
import { standInAccess } from '../../tests/support/stand-in-access.ts'
import { NOTHING_AFTER } from '../../tenants/contract/usual.ts'

let router: OpenRouter

beforeAll(async () => {
  standInAccess()
  router = await openRouter()
})

async function open() {
  const shop = await router.openShop()
  const ask = (method: string, path: string, body?: object) =>
    router.api(shop.email, method, `/tenants/${shop.id}${path}`, body)
  return { shop, ask }
}

const JOB = { phone: '+15125550147', service: 'Drain clearing', amountMinor: 25_000 }

describe('a job', () => {
  test('is recorded once, and told again it is answered as it stands', async () => {
    const { ask } = await open()
    expect((await ask('POST', '/jobs', JOB)).status).toBe(201)
    expect((await ask('POST', '/jobs', JOB)).status).toBe(200)
    expect((await ask('GET', '/jobs?limit=5')).json).toEqual({ items: [], next: null })
  })

  test.each([
    [{ ...JOB, customerId: 'cus_000000000000000000000000' }, 'customerId'],
    [{ service: 'Drain clearing' }, 'customerId'],
    [{ ...JOB, phone: '512-555-0147' }, 'phone'],
    [{ ...JOB, amountMinor: -1 }, 'amountMinor'],
    [{ ...JOB, service: 'two\nlines' }, 'service'],
    [{ ...JOB, completedAt: 1_795_741_576 }, 'completedAt'],
    [{ ...JOB, price: 1 }, 'price'],
  ])('of a wrong form is refused, naming the field (case %#)', async (body, path) => {
    const { ask } = await open()
    const refused = await ask('POST', '/jobs', body)
    expect([refused.status, refused.json.code]).toEqual([400, 'body_invalid'])
    expect(refused.json.issues?.map((issue) => issue.path)).toEqual([path])
  })
})

describe('what is done after a job', () => {
  test('is saved as a whole, from the version it was made from', async () => {
    const { ask } = await open()
    const patch = { ...NOTHING_AFTER, reengage: { isOn: true, months: 12, perDay: 2 } }
    expect((await ask('PUT', '/after-job', patch)).json).toMatchObject({ version: 1, reengage: { months: 12 } })
    const stale = await ask('PUT', '/after-job', patch)
    expect([stale.status, stale.json.code]).toEqual([412, 'edited_meanwhile'])
  })

  test.each([
    [{ review: { ...NOTHING_AFTER.review, url: 'http://reviews.example.com' } }, 'review.url'],
    [{ review: { ...NOTHING_AFTER.review, everyMonths: 0 } }, 'review.everyMonths'],
    [{ reengage: { ...NOTHING_AFTER.reengage, perDay: 1_000 } }, 'reengage.perDay'],
  ])('of a wrong form is refused, naming the field (case %#)', async (change, path) => {
    const { ask } = await open()
    const refused = await ask('PUT', '/after-job', { ...NOTHING_AFTER, ...change })
    expect(refused.status).toBe(400)
    expect(refused.json.issues?.map((issue) => issue.path)).toEqual([path])
  })
})

describe('the page behind a request for a review', () => {
  test('names the business, escapes what stands there, and asks for a consent that is not given beforehand', async () => {
    const { shop } = await open()
    const link = `/r/${shop.id.slice('ten_'.length)}.0123456789abcdef`
    const page = await router.send(link)
    expect(page.status).toBe(200)
    expect(page.text).toContain('Larkspur &lt;Plumbing&gt;')
    expect(page.text).toContain(`href="${link}/go"`)
    expect(page.text).toContain(
      '<input type="checkbox" name="agrees" value="yes" required> I agree to &quot;offers&quot;',
    )
    expect(page.text).not.toMatch(/checked|<script/)
  })

  test('takes words, and nothing it does not know', async () => {
    const { shop } = await open()
    const link = `/r/${shop.id.slice('ten_'.length)}.0123456789abcdef`
    const post = (body: string) => router.send(link, { method: 'POST', body })
    expect((await post('visit=feedback&words=The+hallway+is+wet')).status).toBe(200)
    expect(shop.tenant.visits).toEqual([{ visit: 'feedback', words: 'The hallway is wet' }])
    for (const body of ['', 'visit=praise', 'visit=feedback&words=', `visit=feedback&words=${'x'.repeat(1_001)}`])
      expect((await post(body)).status).toBe(400)
    expect((await router.send('/r/nonsense')).status).toBe(404)
  })
})
