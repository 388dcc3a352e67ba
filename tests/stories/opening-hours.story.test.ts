import { describe, expect, test } from 'vitest'
import type { OpeningHours, TenantView } from '../../tenants/contract.ts'
import type { BoardView } from '../../tenants/contract/board.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { changeSchedule } from '../support/schedule.ts'

type Lead = { wishedAt: number | null }

const USUAL_DAY = [{ opens: '08:00', closes: '17:00' }]
const LATE_DAY = [
  { opens: '08:00', closes: '12:00' },
  { opens: '18:00', closes: '23:59' },
]

/** A customer who was texted about a missed call on a Tuesday noon, and writes when they want us. */
async function customerWho(wishes: string, over: Record<string, unknown> = {}) {
  const shop = await openShop(over)
  // Where times are offered no wish is passed on as it is, see booking.story.test.ts.
  await changeSchedule(shop, { mode: 'off' })
  const pat = shop.customer()
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  await pat.texts(wishes)
  return { shop, pat }
}

const needs = async (shop: Shop, lang = 'en') =>
  (await shop.api<BoardView>('GET', `/tenants/${shop.id}/board?lang=${lang}`)).attention.map(({ sentence }) => sentence)

const localTime = (shop: Shop, at: number | null | undefined) =>
  new Intl.DateTimeFormat('en-US', { timeZone: shop.timeZone, weekday: 'short', hour: 'numeric' }).format(at ?? 0)

describe('a visit wished for at eleven in the night', () => {
  test('is told as outside the hours, and promised to nobody', async () => {
    const { shop, pat } = await customerWho('can someone come tomorrow at 11pm please')
    const [lead] = await shop.tenant.list<Lead>('leads')
    expect(localTime(shop, lead?.wishedAt)).toMatch(/Wed.*11 PM/)
    const [notice] = await shop.told()
    expect(notice).toMatch(/ at 11 PM, outside your hours \(next open Thu, \w+ \d+ at 8 AM\)\. /)
    expect(notice).toContain('Not confirmed yet')
    expect(await needs(shop)).toEqual([expect.stringMatching(/named a time outside your hours\. Confirm it\.$/)])
    expect(await needs(shop, 'es')).toEqual([expect.stringMatching(/dijo cuándo, fuera de su horario\. Confírmela\.$/)])
    const answer = (await pat.received()).at(-1)
    expect(answer).toMatch(/ at 11 PM and will get back to you to confirm the time/)
    expect(answer).not.toMatch(/see you|booked|is confirmed|scheduled/i)
  })

  test('is told by e-mail, too, in the words of the business', async () => {
    const { shop } = await customerWho('puede venir mañana a las 11pm por favor', {
      language: 'es',
      policy: { notifyBy: ['email'] },
    })
    const mails = await shop.control<{ to: string[]; text: string }[]>(`/emails?to=${encodeURIComponent(shop.email)}`)
    expect(mails.map(({ text }) => text).join()).toMatch(/a las 11 PM, fuera de su horario \(abre el jue/)
  })

  test('is like any other for a business that works at night, from the moment it says so', async () => {
    const { shop } = await customerWho('can someone come tomorrow at 11pm please')
    const { openingHours } = await shop.api<TenantView>('GET', `/tenants/${shop.id}`)
    await shop.api('PATCH', `/tenants/${shop.id}`, { openingHours: { ...openingHours, wednesday: LATE_DAY } })
    expect(await needs(shop)).toEqual([expect.stringMatching(/wants a visit and named a time\. Confirm it\.$/)])
    const sam = shop.customer()
    await sam.texts('please come tomorrow at 11pm')
    const notice = (await shop.told()).at(-1)
    expect(notice).toContain(' at 11 PM. ')
    await sam.texts('sorry, can you come tomorrow at 2pm instead')
    expect((await shop.told()).at(-1)).toMatch(/at 2 PM, outside your hours \(next open Wed, \w+ \d+ at 6 PM\)/)
  })
})

test('a visit wished for while we are open is told as it always was', async () => {
  const { shop } = await customerWho('can someone come tomorrow at 9am please')
  const [notice] = await shop.told()
  expect(notice).toContain(' at 9 AM. ')
  expect(notice).not.toContain('outside')
  expect(await needs(shop)).toEqual([expect.stringMatching(/named a time\. Confirm it\.$/)])
})

describe('a business that never said its hours', () => {
  const usual: OpeningHours = {
    monday: USUAL_DAY,
    tuesday: USUAL_DAY,
    wednesday: USUAL_DAY,
    thursday: USUAL_DAY,
    friday: USUAL_DAY,
    saturday: [],
    sunday: [],
  }

  test('has the usual ones', async () => {
    const shop = await openShop()
    expect((await shop.api<TenantView>('GET', `/tenants/${shop.id}`)).openingHours).toEqual(usual)
  })

  test('has them also where its profile was stored before there were any', async () => {
    const shop = await openShop()
    await shop.tenant.query(`update settings set value = json_remove(value, '$.openingHours') where name = 'profile'`)
    await shop.tenant.evict()
    const read = () => shop.api<TenantView>('GET', `/tenants/${shop.id}`)
    expect((await read()).openingHours).toEqual(usual)
    const pat = shop.customer()
    await pat.texts('can someone come tomorrow at 11pm please')
    expect((await shop.told()).join()).toContain('outside your hours')
    await shop.api('PATCH', `/tenants/${shop.id}`, { serviceArea: 'Dallas, TX' })
    expect(await read()).toMatchObject({ serviceArea: 'Dallas, TX', openingHours: usual })
  })
})
