import { env } from 'cloudflare:test'
import { beforeAll, describe, expect, test } from 'vitest'
import { router } from '../../worker/routes.ts'
import { newAddress, signedIn } from '../support/colleague.ts'
import { newPhone, newProfile } from '../support/open-shop.ts'
import { REFUSALS, ROLES } from '../support/role-cells.ts'
import { MATRIX } from '../support/role-matrix.ts'
import { openFilled, openWalk, type Filled } from '../support/two-businesses.ts'

/** Whoever sells businesses sets them up and looks after them, and reads none of their customers' words. */

const { DIRECTORY } = env as unknown as { DIRECTORY: D1Database }

let own: Filled
let ravi: ReturnType<typeof signedIn>
let dana: ReturnType<typeof signedIn>
let boss: ReturnType<typeof signedIn>

beforeAll(async () => {
  own = await openFilled()
  ravi = signedIn(own.shop, own.people.reseller)
  dana = signedIn(own.shop, own.people.technician)
  boss = signedIn(own.shop, 'admin@example.com')
}, 60_000)

type Refused = { issues: { path: string }[] }
type View = { email: string; primaryPhone: string; businessName: string; ownerName: string }
type Mail = { subject: string; text: string }

const at = (rest = '') => `/tenants/${own.shop.id}${rest}`
const view = async () => (await boss.call<View>('GET', at())).json
const mailsTo = (email: string) => own.shop.control<Mail[]>(`/emails?to=${encodeURIComponent(email)}`)

async function log() {
  const { json } = await dana.call<{ items: { action: string; email: string; detail: string }[] }>(
    'GET',
    at('/access-log?limit=200'),
  )
  return json.items.map(({ action, email, detail }) => [action, email, detail])
}

/** The mail about a change leaves beside the answer. */
async function aboutContacts(email: string, count: number): Promise<Mail[]> {
  for (let tries = 0; tries < 100; tries += 1) {
    const mails = (await mailsTo(email)).filter(({ subject }) => subject.includes('contact details'))
    if (mails.length >= count) return mails
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('The business was not told.')
}

describe('where a business is told what customers write', () => {
  test.each([
    ['primaryPhone', () => newPhone()],
    ['email', () => newAddress('ravi')],
  ])('a reseller cannot say by %s, and nothing else of their change is made', async (field, value) => {
    const before = await view()
    const given = value()
    const refused = await ravi.call<Refused>('PATCH', at(), { ownerName: 'Ravi Rivers', [field]: given })
    expect([refused.status, refused.code]).toEqual([403, 'forbidden'])
    expect(refused.json.issues.map(({ path }) => path)).toEqual([field])
    expect(refused.text).not.toContain(given)
    expect(await view()).toEqual(before)
    expect((await log()).map(([action]) => action)).not.toContain('contacts_changed')
  })

  test('a reseller who sends a form back as it was changes the rest of it', async () => {
    const { email, primaryPhone } = await view()
    const changed = await ravi.call<View>('PATCH', at(), { ownerName: 'Dana Rivers', email, primaryPhone })
    expect([changed.status, changed.json.ownerName]).toEqual([200, 'Dana Rivers'])
  })

  test('a reseller cannot put themselves on call', async () => {
    const before = await boss.call('GET', at('/on-call'))
    const contacts = [{ name: 'Ravi', phone: newPhone() }]
    const list = { contacts, stepAfterMs: 120_000, rounds: 2, version: 0 }
    expect((await ravi.call('PUT', at('/on-call'), list)).code).toBe('forbidden')
    expect((await boss.call('GET', at('/on-call'))).json).toEqual(before.json)
    expect((await dana.call('PUT', at('/on-call'), list)).status).toBe(200)
    expect(await log()).toContainEqual(['contacts_changed', dana.email, 'onCall'])
  })

  test('the technician and an admin can, which is written down without what it was changed to', async () => {
    const [email, primaryPhone] = [newAddress('dana'), newPhone()]
    const before = await aboutContacts(dana.email, 1)
    expect((await dana.call('PATCH', at(), { primaryPhone })).status).toBe(200)
    expect((await boss.call('PATCH', at(), { email })).status).toBe(200)
    const lines = await log()
    expect(lines).toContainEqual(['contacts_changed', dana.email, 'primaryPhone'])
    expect(lines).toContainEqual(['contacts_changed', boss.email, 'email'])
    expect(JSON.stringify(lines)).not.toContain(primaryPhone)
    expect(JSON.stringify(lines)).not.toContain(email)

    // The business is told where it was told before, by whom.
    const mails = await aboutContacts(dana.email, before.length + 2)
    expect(mails.at(-2)?.text).toContain(`${dana.email} changed the phone number`)
    expect(mails.at(-1)?.text).toContain(`${boss.email} changed the e-mail address`)
    expect(mails.at(-1)?.text).not.toContain(email)
    expect(await mailsTo(email)).toEqual([])
  })
})

describe('a business that a reseller sets up', () => {
  test('gets no other reseller as its technician by an invitation of theirs either', async () => {
    const other = newAddress('meera')
    expect((await boss.call('POST', '/resellers', { email: other })).status).toBe(201)
    for (const email of [ravi.email, other]) expect((await ravi.invites(email)).code).toBe('forbidden')
    // Whoever works there may ask in whom they like.
    expect((await dana.invites(other)).status).toBe(201)
  })

  test('has somebody else as its technician', async () => {
    const other = newAddress('meera')
    expect((await boss.call('POST', '/resellers', { email: other })).status).toBe(201)
    for (const email of [ravi.email, ravi.email.toUpperCase(), other]) {
      const refused = await ravi.call<Refused>('POST', '/tenants', { ...newProfile(), email })
      expect([refused.status, refused.code]).toEqual([400, 'body_invalid'])
      expect(refused.json.issues.map(({ path }) => path)).toEqual(['email'])
    }
    const { results } = await DIRECTORY.prepare("select * from person where email = ? and role = 'technician'")
      .bind(ravi.email)
      .all()
    expect(results).toEqual([])
  })

  test('is in the log with the technician they gave it', async () => {
    const profile = newProfile()
    const made = await ravi.call<{ id: string }>('POST', '/tenants', profile)
    expect(made.status).toBe(201)
    const lines = await boss.call<{ items: object[] }>('GET', `/tenants/${made.json.id}/access-log`)
    const line = { action: 'tenant_created', email: ravi.email, detail: `technician ${profile.email}` }
    expect(lines.json.items).toContainEqual(expect.objectContaining(line))
  })
})

describe('nothing that a reseller may call', () => {
  const column = ROLES.indexOf('reseller')
  const ROUTES = router.routes
    .map(([method, , , path]) => `${method} ${path || '/'}`)
    .filter((route) => route.includes('/api/v1/tenants') && !REFUSALS.includes(MATRIX[route]?.[column] ?? ''))
  const BODIES: Record<string, unknown> = {
    'POST /api/v1/tenants/:id/scripts/preview': { name: 'greeting', language: 'en', text: 'Hello there' },
    'PUT /api/v1/tenants/:id/email-domain': { name: 'mail.larkspur.example.com' },
  }

  test('is left out here', () => {
    expect(ROUTES).toContain('GET /api/v1/tenants/:id/journeys')
    expect(ROUTES).toContain('PUT /api/v1/tenants/:id/registration')
    expect(ROUTES.length).toBeGreaterThan(20)
  })

  test.each(ROUTES)('%s tells of a customer', async (route) => {
    const { call } = openWalk(own, own)
    const answer = await call('reseller', route, own.ids, BODIES[route])
    const { phone = '', customerEmail = '', customerName = '', customerId = '' } = own.ids
    const words = ['water heater repair, and can you', 'tomorrow at 9am']
    for (const secret of [phone, customerEmail, customerName, ...words]) {
      expect(secret).not.toBe('')
      expect(answer.text).not.toContain(secret)
    }
    expect(customerId).toMatch(/^cus_/)
  })

  test('though the technician reads all of it', async () => {
    const { call } = openWalk(own, own)
    const { text } = await call('technician', 'GET /api/v1/tenants/:id/conversations/:customerId', own.ids)
    expect(text).toContain(own.ids['phone'])
    expect(text).toContain('tomorrow at 9am')
  })
})
