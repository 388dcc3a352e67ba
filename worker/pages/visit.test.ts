import { beforeAll, describe, expect, test } from 'vitest'
import { APP_URL, openRouter, type OpenRouter } from '../../tests/support/open-router.ts'
import { standInAccess } from '../../tests/support/stand-in-access.ts'
import type { VisitPage } from '../../tenants/contract/booking.ts'

let router: OpenRouter

beforeAll(async () => {
  standInAccess()
  router = await openRouter()
})

/** A day that no run of this test will ever have behind it. */
const STARTS_AT = Date.UTC(2096, 10, 27, 15, 0)
const HOUR_MS = 3_600_000
const slot = (startsAt: number) => ({ startsAt, endsAt: startsAt + HOUR_MS, crewId: 'owner' })

const VISIT: VisitPage = {
  businessName: 'Lark & <Sons>',
  phone: '+15125550100',
  postalAddress: '1 Example Way, Austin, TX 78701',
  timeZone: 'America/Chicago',
  language: 'en',
  status: 'confirmed',
  service: 'Drain clearing',
  startsAt: STARTS_AT,
  endsAt: STARTS_AT + HOUR_MS,
  address: '12 Oak St <b>',
  feeMinor: 9_500,
  currency: 'USD',
  sequence: 2,
  appointmentId: 'apt_1',
  updatedAt: Date.UTC(2096, 10, 26, 9, 0),
  slots: [slot(STARTS_AT + 2 * HOUR_MS), slot(STARTS_AT + 26 * HOUR_MS)],
}

async function openVisit(over: Partial<VisitPage> = {}) {
  const shop = await router.openShop()
  const token = `${shop.id.slice('ten_'.length)}.0123456789abcdef0123456789abcdef`
  shop.tenant.knownToken = token
  shop.tenant.visit = { ...VISIT, ...over }
  const link = `/b/${token}`
  const post = (form: Record<string, string> | string) =>
    router.send(link, {
      method: 'POST',
      body: new URLSearchParams(form).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      redirect: 'manual',
    })
  return { ...shop, link, post }
}

describe('the page of a visit', () => {
  test('tells when, what, where and what is added, on the clock of the business, and changes nothing', async () => {
    const { link, tenant } = await openVisit()
    const page = await router.send(link)
    expect(page.status).toBe(200)
    for (const words of [
      'Tuesday, November 27',
      '9:00',
      '10:00',
      'CST',
      'Drain clearing',
      '12 Oak St &lt;b&gt;',
      'Lark &amp; &lt;Sons&gt;',
      '$95',
      '(512) 555-0100',
      'It is confirmed',
    ])
      expect(page.text).toContain(words)
    expect(page.text).not.toContain('<script')
    expect(page.text).not.toMatch(/ style="/)
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self'")
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe')
    expect(page.headers.get('x-robots-tag')).toBe('noindex')
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(tenant.visitChanges).toEqual([])
  })

  test('offers the free times by day, and to cancel only after a second look', async () => {
    const { link } = await openVisit()
    const { text } = await router.send(link)
    expect(text.match(/<legend>([^<]+)<\/legend>/g)).toEqual([
      '<legend>Tuesday, November 27</legend>',
      '<legend>Wednesday, November 28</legend>',
    ])
    expect(text.match(/name="startsAt" value="\d+" required/g)).toHaveLength(2)
    expect(text).toMatch(/<details><summary>Cancel it<\/summary><form method="post">/)
    expect(text).not.toContain('<details open')
  })

  test('moves the visit and shows it by GET, so that reloading sends nothing again', async () => {
    const { link, post, tenant } = await openVisit()
    const startsAt = STARTS_AT + 2 * HOUR_MS
    const answer = await post({ move: 'reschedule', startsAt: String(startsAt) })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${link}?done=moved`])
    expect(tenant.visitChanges).toEqual([{ move: 'reschedule', startsAt }])
    expect((await router.send(`${link}?done=moved`)).text).toContain('Your visit is moved.')
  })

  test('cancels the visit, and then offers nothing more', async () => {
    const { link, post } = await openVisit()
    expect((await post({ move: 'cancel' })).headers.get('location')).toBe(`${link}?done=cancelled`)
    const { text } = await router.send(`${link}?done=cancelled`)
    expect(text).toContain('Your visit is cancelled.')
    expect(text).not.toContain('<form')
    expect(text).not.toContain('visit.ics')
  })

  test('says nothing was done where nothing was', async () => {
    const { link } = await openVisit()
    const { text } = await router.send(`${link}?done=cancelled`)
    expect(text).not.toContain('cancelled')
  })

  test('tells whoever was a moment too late which times are free now', async () => {
    const { post, tenant } = await openVisit()
    tenant.visitRefusal = 'slot_taken'
    const page = await post({ move: 'reschedule', startsAt: String(STARTS_AT) })
    expect(page.status).toBe(409)
    expect(page.text).toContain('Somebody else has just taken that time')
    expect(page.text).toContain('name="startsAt"')
  })

  test.each([
    ['has begun', { startsAt: 1_700_000_000_000, endsAt: STARTS_AT }],
    ['is over', { startsAt: 1_600_000_000_000, endsAt: 1_600_003_600_000 }],
    ['is not confirmed', { status: 'held' as const }],
    ['is done', { status: 'completed' as const }],
  ])('offers no change where the visit %s', async (_, over) => {
    const { link, post, tenant } = await openVisit(over)
    expect((await router.send(link)).text).not.toContain('<form')
    tenant.visitRefusal = 'appointment_over'
    const page = await post({ move: 'cancel' })
    expect([page.status, page.text.includes('(512) 555-0100')]).toEqual([409, true])
  })

  test.each([
    ['nothing', ''],
    ['no time', 'move=reschedule'],
    ['a time that is none', 'move=reschedule&startsAt=soon'],
    ['a time in pieces', 'move=reschedule&startsAt=1.5'],
    ['a time beside those offered', `move=reschedule&startsAt=${STARTS_AT + 1}`],
    ['something else', 'move=delete'],
    ['too much', `move=cancel&x=${'x'.repeat(5_000)}`],
  ])('asks again where the form says %s', async (_, form) => {
    const { post, tenant } = await openVisit()
    const page = await post(form)
    expect(page.status).toBe(form.length > 4_096 ? 413 : 400)
    expect(page.text).toContain('Nothing has changed')
    expect(tenant.visitChanges).toEqual([])
  })

  test('says so where the time has passed', async () => {
    const { post, tenant } = await openVisit()
    const page = await post({ move: 'reschedule', startsAt: '1600002000000' })
    expect(page.status).toBe(409)
    expect(page.text).toContain('That time has passed. Nothing has changed.')
    expect(tenant.visitChanges).toEqual([])
  })

  test('speaks the language of the customer', async () => {
    const { link } = await openVisit({ language: 'es' })
    const { text } = await router.send(link)
    expect(text).toContain('lang="es"')
    expect(text).toContain('Su visita de')
    expect(text).toMatch(/Martes, 27 de noviembre/)
    expect(text).not.toMatch(/Call|Cancel it|Move/)
  })

  test('of a business that does not know the link names no number that nobody answers', async () => {
    const { link, tenant, smsNumber } = await openVisit()
    tenant.knownToken = 'another'
    for (const path of [link, `${link}/visit.ics`]) {
      const page = await router.send(path)
      expect(page.status).toBe(404)
      expect(page.text).not.toContain(`555-${smsNumber.slice(-4)}`)
      expect(page.text).toContain('or reply to it')
    }
  })

  test.each(['nonsense', `${'0'.repeat(24)}.0123456789abcdef`, '%00%20'])(
    'behind a link that reads %s tells what to do',
    async (token) => {
      for (const method of ['GET', 'POST']) {
        const page = await router.send(`/b/${token}`, { method })
        expect(page.status).toBe(404)
        expect(page.text).toContain('or reply to it')
      }
    },
  )

  test('says so when it did not work', async () => {
    const { post, tenant } = await openVisit()
    tenant.mood = 'throws'
    const page = await post({ move: 'cancel' })
    expect([page.status, page.text.includes('nothing has changed')]).toEqual([503, true])
  })
})

describe('the visit for a calendar', () => {
  test('has the same UID after every change, and a greater SEQUENCE', async () => {
    const { link } = await openVisit()
    const file = await router.send(`${link}/visit.ics`)
    expect(file.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(file.headers.get('content-disposition')).toContain('visit.ics')
    const unfolded = file.text.replaceAll('\r\n ', '')
    for (const line of [
      'UID:apt_1@shoulder.example.com',
      'SEQUENCE:2',
      'STATUS:CONFIRMED',
      'DTSTART:20961127T150000Z',
      'DTEND:20961127T160000Z',
      'DTSTAMP:20961126T090000Z',
      'SUMMARY:Drain clearing: Lark & <Sons>',
      'LOCATION:12 Oak St <b>',
      `URL:${APP_URL}${link}`,
    ])
      expect(unfolded.split('\r\n')).toContain(line)
  })

  test.each([
    ['cancelled', 'CANCELLED'],
    ['held', 'TENTATIVE'],
    ['completed', 'CONFIRMED'],
  ] as const)('that is %s says %s', async (status, expected) => {
    const { link } = await openVisit({ status })
    expect((await router.send(`${link}/visit.ics`)).text).toContain(`\r\nSTATUS:${expected}\r\n`)
  })
})
