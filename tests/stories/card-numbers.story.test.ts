import { env } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openShop, type Shop } from '../support/open-shop.ts'

/** People write their card into whatever is at hand. It is gone before anything is kept, sent on or logged. */

const CARDS = [
  ['in one run', '4242424242424242'],
  ['in fours', '5555 5555 5555 4444'],
  ['with dashes', '6011-1111-1111-1117'],
  ['as American Express', '3782 822463 10005'],
  ['with dots', '4111.1111.1111.1111'],
  ['in full-width digits', '４０００ ０５６６ ５５６６ ５５５６'],
] as const

let printed: ReturnType<typeof vi.spyOn>
const sent: string[] = []

beforeEach(() => {
  printed = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  sent.length = 0
})
afterEach(() => vi.restoreAllMocks())

/** What goes out to providers, with its body. */
function watchCalls(): void {
  const real = globalThis.fetch
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input as Request, init)
    // The sandbox's own controls play the customer, who does hold the card.
    if (!request.url.includes('/sandbox/')) sent.push(`${request.url} ${await request.clone().text()}`)
    return real(request)
  })
}

async function everythingKept(shop: Shop): Promise<string> {
  const tables = await shop.tenant.query<{ name: string }>("select name from sqlite_master where type = 'table'")
  const own = tables.filter(({ name }) => !/^(_|sqlite_)/.test(name))
  return JSON.stringify(await Promise.all(own.map(({ name }) => shop.tenant.query(`select * from "${name}"`))))
}

const digitsOf = (card: string) => card.normalize('NFKC').replaceAll(/\D/g, '')

function expectNowhere(card: string, places: Record<string, string>): void {
  const digits = digitsOf(card)
  for (const [place, text] of Object.entries(places)) {
    expect([place, text.includes(card)]).toEqual([place, false])
    // Also with other marks, or none, between the digits.
    expect([
      place,
      text
        .normalize('NFKC')
        .replaceAll(/[\s.,-]/g, '')
        .includes(digits),
    ]).toEqual([place, false])
  }
}

async function look(shop: Shop, card: string): Promise<void> {
  await shop.tenant.passMinutes(10)
  expectNowhere(card, {
    database: await everythingKept(shop),
    log: JSON.stringify(printed.mock.calls),
    providers: decodeURIComponent(
      sent
        .join('\n')
        .replaceAll('+', ' ')
        .replaceAll(/%(?![0-9A-F]{2})/g, ''),
    ),
  })
}

describe.each(CARDS)('a card number written %s', (_how, card) => {
  test('is nowhere after a text, also one through GoHighLevel', async () => {
    const shop = await openShop()
    watchCalls()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passMinutes(1)
    await pat.texts(`How much for a water heater? Charge my card ${card} exp 12/27`)
    const answer = await shop.ghl({
      type: 'InboundMessage',
      locationId: shop.ghlLocationId,
      messageType: 'SMS',
      direction: 'inbound',
      contactId: 'contactOfPat',
      messageId: crypto.randomUUID(),
      body: `apt 5 ${card}`,
      from: pat.phone,
      to: shop.smsNumber,
      dateAdded: new Date(shop.watch.now).toISOString(),
    })
    expect(answer.status).toBe(200)
    await look(shop, card)
    expect(await everythingKept(shop)).toContain('[card number removed]')
  })

  test('is nowhere after the technician typed it, or a clerk put it beside a name', async () => {
    const shop = await openShop()
    watchCalls()
    const pat = shop.customer(undefined, `Pat ${card}`)
    await pat.callsTracked()
    await shop.tenant.passMinutes(1)
    await pat.texts('yes please')
    const [customer] = await shop.tenant.query<{ customer_id: string; name: string | null }>('select * from customers')
    await shop
      .api('POST', `/tenants/${shop.id}/conversations/${customer?.customer_id}/messages`, { text: `Pay by ${card}` })
      .catch((error: Error) => expectNowhere(card, { refusal: error.message }))
    await look(shop, card)
    expect(customer?.name).toContain('[card number removed]')
  })
})

test.each(['4111 1111 1111 1111', 'Visa 4111-1111-1111-1111 cvv 123', 'amex 378282246310005'])(
  'nothing but a card, "%s", asks for no silence',
  async (words) => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.texts('How much for a water heater?')
    await shop.tenant.settle()
    await pat.texts(words)
    await shop.tenant.settle()
    expect(await shop.tenant.list('customers')).toMatchObject([{ optedOut: false }])
    expect((await shop.told()).join()).toContain('card number removed')
  },
)

test('neither store has a place for a bank account or a card', async () => {
  const shop = await openShop()
  const { DIRECTORY } = env as unknown as { DIRECTORY: D1Database }
  const ask = "select name, sql from sqlite_master where type = 'table'"
  const tables = [
    ...(await shop.tenant.query<{ name: string; sql: string }>(ask)),
    ...(await DIRECTORY.prepare(ask).all<{ name: string; sql: string }>()).results,
  ]
  // The ledger of the migrations and the schedules of the platform are there beside ours.
  expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['kyc', 'kyc_document', 'customers', 'outbox']))
  const banned =
    /\b(iban|ifsc|bic|swift|upi|vpa|cvv|cvc|pan|(bank|account|card|routing|sort)_?(no|nr|num|number|code)?)\b/i
  for (const { name, sql } of tables) {
    const columns = sql
      .slice(sql.indexOf('('))
      .split('\n')
      .map((line) => /^[\s(]*[`"[]?(\w+)/.exec(line)?.[1] ?? '')
    for (const column of columns) expect([name, column, banned.test(column)]).toEqual([name, column, false])
  }
  expect(banned.test('account_number') && banned.test('card_no') && banned.test('ifsc')).toBe(true)
})
