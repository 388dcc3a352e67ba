import { env } from 'cloudflare:test'
import { newAddress } from './colleague.ts'
import { openBrowser } from './browser.ts'
import { newPhone, openShop, type Shop } from './open-shop.ts'
import type { RoleName } from './role-cells.ts'

/** Two businesses full of people, and somebody in every role at the first of them. */

const { DIRECTORY } = env as unknown as { DIRECTORY: D1Database }

export type Ids = Record<string, string>
export type Filled = { shop: Shop; ids: Ids; people: Record<'technician' | 'reseller' | 'viewer', string> }
export type Call = { status: number; code: string; text: string }

export async function openFilled(): Promise<Filled> {
  const people = { technician: newAddress('dana'), reseller: newAddress('ravi'), viewer: newAddress('vera') }
  // A phone that can be rung, whichever number chance would have given.
  const own = { email: people.technician, primaryPhone: newPhone() }
  const shop = await openShop({ ...own, businessName: `Plumbing of ${inLetters(people.technician.slice(0, 9))}` })
  const insert = 'insert into person (email, role, tenant_id, created_at) values (?, ?, ?, 1)'
  const person = (email: string, role: string, tenantId: string | null) =>
    DIRECTORY.prepare(insert).bind(email, role, tenantId)
  await DIRECTORY.batch([
    person(people.reseller, 'reseller', null),
    person(people.reseller, 'reseller', shop.id),
    person(people.viewer, 'viewer', shop.id),
  ])
  const customer = shop.customer(undefined, `Pat Rivers of ${shop.id.slice(-4)}`, newAddress('pat'))
  await customer.callsTracked()
  await shop.tenant.passSeconds(20)
  await customer.texts('How much is a water heater repair, and can you come tomorrow at 9am?')
  await shop.tenant.passMinutes(1)
  await addVisit(shop)
  await shop.tenant.settle()
  const browser = await openBrowser(shop.settings['PUSH_SANDBOX_URL'] ?? '')
  await shop.api('POST', `/tenants/${shop.id}/push`, browser.subscription)
  const invited = { email: newAddress('invited'), role: 'viewer' }
  const invitation = await shop.api<{ id: string }>('POST', `/tenants/${shop.id}/invitations`, invited)
  return { shop, people, ids: await idsOf(shop, customer, { people, invited: invited.email, ...invitation }) }
}

/** An address with its dot may look like a link, and chance makes some that do. */
function inLetters(text: string): string {
  return text.replaceAll(/\W/g, '').replaceAll(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')
}

/** So far ahead that no story of the two meets it. */
const VISIT_IN_MS = 40 * 86_400_000

async function addVisit(shop: Shop): Promise<void> {
  const [customer] = await shop.tenant.query<{ id: string }>('select customer_id as id from customers')
  const startsAt = Math.ceil((shop.watch.now + VISIT_IN_MS) / 3_600_000) * 3_600_000
  await shop.api('POST', `/tenants/${shop.id}/appointments`, { customerId: customer?.id, startsAt, tell: false })
}

type Said = { people: Filled['people']; invited: string; id: string }

async function idsOf(shop: Shop, customer: { phone: string; email?: string | undefined }, said: Said): Promise<Ids> {
  const asked = { type: 'access', law: 'ccpa', identity: 'called_back', receivedVia: 'phone', phone: customer.phone }
  const { id: requestId } = await shop.api<{ id: string }>('POST', `/tenants/${shop.id}/privacy-requests`, asked)
  const first = async (sql: string) => String(Object.values((await shop.tenant.query<object>(sql))[0] ?? {})[0] ?? '')
  return {
    id: shop.id,
    customerId: await first('select customer_id from customers'),
    journeyId: await first('select journey_id from journeys'),
    leadId: await first('select lead_id from leads'),
    entryId: await first('select entry_id from outbox'),
    token: `${shop.id.slice(4)}.${await first('select token from tokens')}`,
    invitationId: said.id,
    email: said.people.viewer,
    phone: customer.phone,
    customerEmail: customer.email ?? '',
    customerName: await first('select name from customers where name is not null'),
    invited: said.invited,
    trade: 'plumbing',
    kind: 'pan_card',
    appointmentId: await first('select appointment_id from appointments'),
    requestId,
  }
}

/** Names, numbers and addresses of a business and of everybody who deals with it. */
export function secretsOf({ shop, ids, people }: Filled): string[] {
  const { phone = '', customerEmail = '', customerName = '', invited = '', token = '' } = ids
  const own = [shop.businessName, shop.ownerName, shop.email, shop.primaryPhone, shop.smsNumber, shop.postalAddress]
  return [...own, ...Object.values(people), phone, customerEmail, customerName, invited, token].filter(Boolean)
}

/** Everything that is kept of a business, but for who looked at it and when. */
export async function dump({ shop }: Filled): Promise<Record<string, unknown[]>> {
  const names = await shop.tenant.query<{ name: string }>(
    `select name from sqlite_master where type = 'table' and name not like '\\_cf%' escape '\\' order by name`,
  )
  const kept: Record<string, unknown[]> = {}
  for (const { name } of names) kept[name] = await shop.tenant.query(`select * from "${name}"`)
  for (const name of ['tenant', 'tenant_key', 'person', 'invitation']) {
    const rows = await DIRECTORY.prepare(`select * from ${name} where tenant_id = ?`).bind(shop.id).all()
    kept[`directory ${name}`] = rows.results
  }
  return kept
}

/** Calls of anybody in any role, at routes with their parameters filled in. */
export function openWalk(own: Filled, other: Filled) {
  const emails: Record<RoleName, string | null> = {
    admin: 'admin@example.com',
    reseller: own.people.reseller,
    resellerElsewhere: other.people.reseller,
    technician: own.people.technician,
    technicianElsewhere: other.people.technician,
    viewer: own.people.viewer,
    viewerElsewhere: other.people.viewer,
    nobody: newAddress('nobody'),
    stranger: null,
  }
  const tokens = new Map<string, Promise<{ token: string }>>()

  function tokenOf(email: string): Promise<{ token: string }> {
    const wish = { email, expiresInS: 90 * 86_400 }
    const token = tokens.get(email) ?? own.shop.control<{ token: string }>('/access/token', wish)
    tokens.set(email, token)
    return token
  }

  async function call(role: RoleName, route: string, ids: Ids, body: unknown = {}): Promise<Call> {
    const [method = '', pattern = ''] = route.split(' ')
    const path = pattern.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(ids[name] ?? 'x'))
    const email = emails[role]
    const headers: Record<string, string> = { 'content-type': 'application/json' }
    if (email !== null) headers['cf-access-jwt-assertion'] = (await tokenOf(email)).token
    if (/^\/live\/|fleet\/live$/.test(pattern)) headers['upgrade'] = 'websocket'
    const isReading = method === 'GET'
    const query = pattern.endsWith('/evidence') ? `?phone=${encodeURIComponent(ids['phone'] ?? '')}` : ''
    const init = isReading ? { method, headers } : { method, headers, body: JSON.stringify(body) }
    const answer = await own.shop.send(path.replace('*', 'x') + query, { ...init, redirect: 'manual' })
    answer.webSocket?.accept()
    answer.webSocket?.close(1000)
    const text = answer.webSocket ? '' : await answer.text()
    return { status: answer.status, code: codeOf(text), text }
  }

  return { call }
}

function codeOf(text: string): string {
  try {
    const { code } = JSON.parse(text) as { code?: unknown }
    return typeof code === 'string' ? code : ''
  } catch {
    return ''
  }
}
