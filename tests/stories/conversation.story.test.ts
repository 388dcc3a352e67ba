import { describe, expect, test } from 'vitest'
import { openShop } from '../support/open-shop.ts'

type Opportunity = { contactId: string; status: string; pipelineStageId: string; name: string }
type Lead = { status: string; phone: string; wishedAt: number | null; opportunityRef: string | null }

/** A shop whose customer has been texted about a missed call. */
async function textedCustomer(over: Record<string, unknown> = {}) {
  const shop = await openShop(over)
  const pat = shop.customer()
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  return { shop, pat }
}

describe('a customer who answers', () => {
  test('is told the price from the price book, books, and stands in GoHighLevel as a lead', async () => {
    const { shop, pat } = await textedCustomer()
    await pat.texts('hi my hot water is out how much to fix a water heater')
    expect((await pat.received()).at(-1)).toMatch(/\$179.*\$463/)
    await pat.texts('ok great can someone come tomorrow at 9am please')
    const told = await shop.told()
    expect(told).toHaveLength(1)
    expect(told[0]).toContain(pat.phone.slice(-4))
    expect((await pat.received()).at(-1)).toMatch(/^Wed, .* at 9 AM is free\. Reply YES to take it/)
    const [lead] = await shop.tenant.list<Lead>('leads')
    // Booked it is when somebody has agreed.
    expect(lead).toMatchObject({ status: 'quoted', phone: pat.phone })
    const local = new Intl.DateTimeFormat('en-US', { timeZone: shop.timeZone, hour: 'numeric', weekday: 'short' })
    expect(local.format(lead?.wishedAt ?? 0)).toMatch(/Wed.*9 AM/)
    const opportunities = await shop.control<Opportunity[]>(`/ghl/opportunities?locationId=${shop.ghlLocationId}`)
    expect(opportunities).toHaveLength(1)
    expect(opportunities[0]?.status).toBe('open')
  })

  test('in pieces, greeting first, hears the price of the job that an earlier piece named', async () => {
    const { shop, pat } = await textedCustomer()
    await pat.texts('hi')
    expect((await pat.received()).at(-1)).toMatch(/Thanks for your message/)
    await pat.texts('my water heater is making a noise')
    await pat.texts('how much would it cost to fix?')
    expect((await pat.received()).at(-1)).toMatch(/\$179.*\$463/)
    expect(await shop.tenant.timeline()).not.toContain('automation_stopped')
  })

  test('about a job outside the price book is not asked which it is, and the technician prices it', async () => {
    const { shop, pat } = await textedCustomer()
    await pat.texts('how much to rebuild a swimming pool')
    const answer = (await pat.received()).at(-1)
    expect(answer).not.toMatch(/\$|which job/i)
    expect(answer).toMatch(/work out a price for you\. What is the address of the job\?/)
    expect((await shop.told()).at(-1)).toMatch(/price we could not find.*rebuild a swimming pool/)
    await pat.texts('12 Elm Street')
    await pat.texts('Next week')
    expect((await shop.told()).at(-1)).toMatch(
      /waits for your price\. They wrote: "how much to rebuild a swimming pool \/ 12 Elm Street \/ Next week"/,
    )
    const before = (await pat.received()).length
    await shop.tenant.passMinutes(10)
    expect(await pat.received()).toHaveLength(before)
    expect((await shop.tenant.timeline()).filter((type) => type === 'email_sent')).toEqual([])
  })

  test('"both" of the jobs we named is answered with both prices', async () => {
    const { pat } = await textedCustomer()
    await pat.texts('how much would it cost?')
    expect((await pat.received()).at(-1)).toMatch(/Which job is it for: /)
    await pat.texts('both')
    expect((await pat.received()).at(-1)).toMatch(/\$\d+.*\$\d+/)
    await pat.texts('both')
    expect((await pat.received()).at(-1)).toMatch(/get back to you/)
  })

  test('with an emergency is told what to do, and the technician is alerted', async () => {
    const { shop, pat } = await textedCustomer()
    await pat.texts('I SMELL GAS in the basement')
    expect((await pat.received()).at(-1)).toMatch(/911/)
    expect((await shop.told()).at(-1)).toMatch(/gas/i)
  })

  test('in Spanish is answered in Spanish', async () => {
    const { shop, pat } = await textedCustomer()
    await pat.texts('hola cuanto cuesta arreglar el water heater por favor')
    const answer = (await pat.received()).at(-1)
    expect(answer).toMatch(/\$179/)
    expect(answer).toMatch(/estimad|visita|trabajo|precio/i)
    expect(shop.language ?? 'en').toBe('en')
  })

  test('asks whether this is a robot and hears the truth', async () => {
    const { pat } = await textedCustomer()
    await pat.texts('are you a bot or a real person?')
    expect((await pat.received()).at(-1)).toMatch(/automated/i)
  })

  test('sends a card number, and it is kept nowhere', async () => {
    const { shop, pat } = await textedCustomer()
    await pat.texts('my card is 4111 1111 1111 1111 can you charge it')
    const rows = JSON.stringify([
      await shop.tenant.query('select * from messages'),
      await shop.tenant.query('select * from outbox'),
      await shop.tenant.query('select * from timeline'),
    ])
    expect(rows).not.toMatch(/4111.?1111.?1111/)
    expect((await shop.told()).join()).not.toMatch(/1111/)
  })

  test('after the wrong number is left alone for good', async () => {
    const { shop, pat } = await textedCustomer()
    await pat.texts('wrong number, I never called a plumber')
    await pat.callsAndHangsUp()
    await shop.tenant.passHours(80)
    expect(await pat.received()).toHaveLength(1)
  })
})

describe('a technician who takes over', () => {
  test('speaks in their own words while the automation is silent, and hands back', async () => {
    const { shop, pat } = await textedCustomer()
    await pat.texts('what do you charge for a drain clearing')
    const [customer] = await shop.tenant.list<{ id: string; takenOver: boolean }>('customers')
    const at = `/tenants/${shop.id}/conversations/${customer?.id}`
    await shop.api('POST', `${at}/messages`, { text: 'Dana here, I can come by at noon.' })
    await shop.tenant.settle()
    expect((await pat.received()).at(-1)).toBe('Dana here, I can come by at noon.')
    const before = (await pat.received()).length
    await pat.texts('how much is a water heater then')
    await shop.tenant.passMinutes(5)
    expect(await pat.received()).toHaveLength(before)
    expect((await shop.told()).at(-1)).toContain(pat.phone.slice(-4))
    expect((await shop.tenant.list<{ takenOver: boolean }>('customers'))[0]?.takenOver).toBe(true)
    await shop.api('POST', `${at}/handback`)
    await pat.texts('how much is a water heater then')
    expect((await pat.received()).at(-1)).toMatch(/\$179/)
  })

  test('before the planned text leaves keeps it from leaving', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    const [customer] = await shop.tenant.list<{ id: string }>('customers')
    await shop.api('POST', `/tenants/${shop.id}/conversations/${customer?.id}/takeover`)
    await shop.tenant.passMinutes(10)
    expect(await pat.received()).toEqual([])
  })
})
