import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { MINUTE, openAlerts, SLACK } from '../../tests/support/alerts.ts'
import { ADMIN } from '../../tests/support/open-router.ts'
import type { AlertsView, RoutesView } from '../../tenants/contract/alerts.ts'
import { ALERT_ATTEMPTS_MAX, ALERT_CLAIM_MS } from '../bounds.ts'
import { claimDue } from '../directory/alert-deliveries.ts'
import { sendDue } from './deliver.ts'
import { tick } from './tick.ts'

type Alerts = Awaited<ReturnType<typeof openAlerts>>
let alerts: Alerts
beforeEach(async () => void (alerts = await openAlerts()))
// Files share one isolate, and a clock that stands still would be everybody's.
afterEach(() => void vi.restoreAllMocks())

const ILL = { errorRate: 0.05 }
const DATABASE = { databaseFailures: 9 }
const read = async () => (await alerts.api(ADMIN, 'GET', '/fleet/alerts')).json as unknown as AlertsView
const readRoutes = async () => (await alerts.api(ADMIN, 'GET', '/fleet/alert-routes')).json as unknown as RoutesView
const putRoutes = (...routes: object[]) =>
  alerts.api(ADMIN, 'PUT', '/fleet/alert-routes', {
    routes: routes.map((route) => ({ name: 'On duty', severity: 'all', language: 'en', ...route })),
  })
const EMAIL = { kind: 'email', target: 'duty@example.com' }
const PHONE = { kind: 'sms', target: '+15125550191' }
const HOOK = { kind: 'webhook', target: SLACK }
const subjects = () => alerts.take().map(({ body }) => (JSON.parse(body) as { subject: string }).subject)

describe('what a business says of itself between two nights', () => {
  test('raises at once and is over at once, once each, whatever is said again', async () => {
    const { id } = await alerts.openShop()
    const well = { isCanaryBroken: false, isTextingRefused: false }
    const say = (over: Partial<typeof well>) => [{ tenantId: id, ...well, ...over, at: alerts.watch.now }]
    const ill = say({ isCanaryBroken: true, isTextingRefused: true })
    await alerts.pass({}, 5, ill)
    expect((await read()).open.map(({ rule, tenantId }) => [rule, tenantId])).toEqual([
      ['canary_broken', id],
      ['a2p_rejected', id],
    ])
    expect(subjects()).toHaveLength(1)
    for (let again = 0; again < 3; again += 1) await alerts.pass({}, 5, ill)
    expect(subjects()).toEqual([])
    // What was said before that is no news, however late it comes.
    const over = say({})
    await alerts.pass({}, 5, over)
    await alerts.pass({}, 5, ill)
    expect(await read()).toMatchObject({ open: [], recent: { length: 2 } })
    expect(subjects()).toHaveLength(1)
  })

  test('of one that is closed is nobody’s concern, nor is what one that is well says', async () => {
    const [{ id }, other] = [await alerts.openShop(), await alerts.openShop()]
    await alerts.DIRECTORY.prepare('insert into tenant_closing values (?, 1, 2, null)').bind(id).run()
    const at = alerts.watch.now
    await alerts.pass({}, 5, [
      { tenantId: id, isCanaryBroken: true, isTextingRefused: true, at },
      { tenantId: other.id, isCanaryBroken: null, isTextingRefused: false, at },
    ])
    expect(await read()).toMatchObject({ open: [], recent: [] })
    expect((await alerts.DIRECTORY.prepare('select count(*) as n from alert').first())?.['n']).toBe(0)
  })
})

describe('an alert of the whole fleet', () => {
  test('is told to the admins of the settings when it is raised and when it is over, once each', async () => {
    await alerts.pass(ILL)
    expect(alerts.take()).toEqual([])
    await alerts.pass(ILL)
    const [mail, ...more] = alerts.take()
    expect(more).toEqual([])
    expect(mail?.key).toMatch(/^dlv_/)
    expect(JSON.parse(mail?.body ?? '{}')).toMatchObject({
      to: ADMIN,
      subject: 'Shoulder: ALERT · All businesses: failed answers 5%, above 1%',
    })
    expect((await read()).open).toMatchObject([
      { rule: 'errors_high', severity: 'urgent', figure: 0.05, tenantId: null },
    ])
    await alerts.pass(ILL)
    for (let well = 0; well < 4; well += 1) await alerts.pass()
    expect(subjects()).toEqual(['Shoulder: OVER · All businesses: failed answers 0%'])
    expect(await read()).toMatchObject({ open: [], recent: [{ rule: 'errors_high' }] })
  })

  test('is said again every hour until somebody takes it on', async () => {
    for (let step = 0; step < 6; step += 1) await alerts.pass(ILL, 30)
    expect(subjects().map((subject) => subject.split(' · ')[0])).toEqual([
      'Shoulder: ALERT',
      'Shoulder: STILL OPEN',
      'Shoulder: STILL OPEN',
    ])
    const [open] = (await read()).open
    expect((await alerts.api(ADMIN, 'POST', `/fleet/alerts/${open?.id}/acknowledge`)).status).toBe(204)
    expect((await alerts.api(ADMIN, 'POST', `/fleet/alerts/${open?.id}/acknowledge`)).status).toBe(204)
    expect((await read()).open).toMatchObject([{ acknowledgedBy: ADMIN }])
    await alerts.pass(ILL, 90)
    expect(subjects()).toEqual([])
    for (let step = 0; step < 3; step += 1) await alerts.pass()
    expect(subjects()).toHaveLength(1)
    expect((await alerts.api(ADMIN, 'POST', `/fleet/alerts/${open?.id}/acknowledge`)).json.code).toBe('alert_missing')
  })

  test('is seen and not told during a silence, and told after it', async () => {
    const silence = { rule: 'errors_high', forMinutes: 30, reason: 'Planned work' }
    expect((await alerts.api(ADMIN, 'POST', '/fleet/silences', silence)).status).toBe(201)
    for (let step = 0; step < 4; step += 1) await alerts.pass({ ...ILL, ...DATABASE })
    expect(subjects()).toEqual(['Shoulder: ALERT · All businesses: failed database calls in five minutes 9, above 2'])
    const { open, silences } = await read()
    expect(open.map(({ rule, isSilenced }) => [rule, isSilenced])).toEqual([
      ['errors_high', true],
      ['database_failing', false],
    ])
    await alerts.api(ADMIN, 'DELETE', `/fleet/silences/${silences[0]?.id}`)
    await alerts.pass(null)
    expect(subjects()).toEqual(['Shoulder: ALERT · All businesses: failed answers'])
    expect((await read()).silences).toEqual([])
  })

  test('and several at once are one message to each', async () => {
    await putRoutes(EMAIL, { ...HOOK, language: 'es' }, { ...PHONE, severity: 'urgent' })
    await alerts.DIRECTORY.prepare(`INSERT INTO fleet_export_dead VALUES ('ten_x', '2026-11-25', 'late', 6, 1)`).run()
    await alerts.pass(DATABASE)
    const sent = alerts.take().toSorted((one, other) => (one.url < other.url ? -1 : 1))
    expect(sent).toHaveLength(3)
    const [text, hook, mail] = sent
    const body = new URLSearchParams(text?.body).get('Body') ?? ''
    expect(body).toBe(
      'Shoulder: ALERT · All businesses: failed database calls in five minutes 9, above 2\nhttps://shoulder.example.com/fleet',
    )
    expect(JSON.parse(hook?.body ?? '{}')).toMatchObject({
      text: 'Shoulder: ALERTA · Todos los negocios: consultas fallidas a la base en cinco minutos 9, más de 2, y 1 más',
      blocks: [
        { type: 'section' },
        { text: { text: 'ALERTA · Todos los negocios: negocios sin cifras de la noche: 1' } },
        {},
      ],
    })
    expect(JSON.parse(mail?.body ?? '{}')).toMatchObject({
      to: 'duty@example.com',
      subject: expect.stringMatching(/and 1 more$/),
    })
  })
})

describe('a message', () => {
  test('leaves once, however many look after it at the same time', async () => {
    await putRoutes(EMAIL, HOOK)
    alerts.watch.now += 5 * MINUTE
    const vitals = { readVitals: null, readHealth: null, scheduledAt: alerts.watch.now }
    await alerts.DIRECTORY.prepare(`INSERT INTO fleet_export_dead VALUES ('ten_x', '2026-11-25', 'late', 6, 1)`).run()
    await Promise.all([tick(alerts.env, vitals), tick(alerts.env, vitals), tick(alerts.env, vitals)])
    expect(alerts.take()).toHaveLength(2)
    expect((await read()).open).toHaveLength(1)
  })

  test('that was cut off is sent again under its key, and a text only where Twilio has none', async () => {
    await putRoutes(EMAIL, HOOK, PHONE)
    alerts.answers['hooks.slack.com'] = cut
    alerts.answers['resend.example.com'] = cut
    alerts.answers['api.twilio.example.com'] = cut
    await alerts.pass(DATABASE)
    const first = alerts.take()
    expect(first).toHaveLength(3)
    let asked = 0
    alerts.answers['hooks.slack.com'] = () => new Response('ok')
    alerts.answers['resend.example.com'] = () => Response.json({ id: 'mail_1' })
    alerts.answers['api.twilio.example.com'] = ({ method }) => {
      expect(method).toBe('GET')
      asked += 1
      return Response.json({ messages: [listed(first)], next_page_uri: null })
    }
    await alerts.pass(null)
    const again = alerts.take()
    const keys = (sent: typeof first) => sent.map(({ key }) => key).filter((key) => key !== null)
    expect(keys(again).toSorted()).toEqual(keys(first).toSorted())
    expect(asked).toBe(1)
    expect((await readRoutes()).routes.map(({ failure, waiting }) => [failure, waiting])).toEqual(
      Array(3).fill([null, 0]),
    )
    await alerts.pass(null)
    expect(alerts.take()).toEqual([])
  })

  test('whose sender died is taken up once its claim has lapsed, and not before', async () => {
    await putRoutes(HOOK)
    alerts.answers['hooks.slack.com'] = () => Response.json({}, { status: 503 })
    await alerts.pass(DATABASE)
    const [tried] = alerts.take()
    alerts.watch.now += 2 * MINUTE
    const { now } = alerts.watch
    const claim = { now, until: now + ALERT_CLAIM_MS, limit: 5, only: null }
    expect(await claimDue(alerts.DIRECTORY, claim)).toMatchObject([{ attempts: 2, isDoubted: false }])
    alerts.answers['hooks.slack.com'] = () => new Response('ok')
    await sendDue(alerts.env)
    expect(alerts.take()).toEqual([])
    alerts.watch.now += ALERT_CLAIM_MS
    await sendDue(alerts.env)
    expect(alerts.take()).toMatchObject([{ key: tried?.key }])
  })

  test('that nobody takes is tried for some hours, then given up, and either is seen at its route', async () => {
    await putRoutes(EMAIL, HOOK)
    alerts.answers['hooks.slack.com'] = () => Response.json({}, { status: 500 })
    await alerts.pass(DATABASE)
    const hook = async () => (await readRoutes()).routes[1]
    expect(await hook()).toMatchObject({
      failure: { code: 'http_500', isGivenUp: false },
      waiting: 1,
      lastSentAt: null,
    })
    for (let step = 0; step < 9; step += 1) await alerts.pass(null, 70)
    const tries = alerts.take().filter(({ url }) => url === SLACK)
    // Reminders of each hour are messages of their own.
    const ofFirst = tries.filter(({ key }) => key === tries[0]?.key)
    expect(ofFirst).toHaveLength(ALERT_ATTEMPTS_MAX)
    expect(await hook()).toMatchObject({ failure: { code: 'http_500' } })
    alerts.answers['hooks.slack.com'] = () => new Response('ok')
    const [, { id } = { id: '' }] = (await readRoutes()).routes
    const tested = await alerts.api(ADMIN, 'POST', `/fleet/alert-routes/${id}/test`)
    expect(tested.json).toEqual({ isSent: true, code: null })
    expect(JSON.parse(alerts.take()[0]?.body ?? '{}')).toMatchObject({ text: 'Shoulder: A test: alerts arrive here.' })
  })

  test('for a route that was taken out goes nowhere', async () => {
    await putRoutes(HOOK, EMAIL)
    alerts.answers['hooks.slack.com'] = () => Response.json({}, { status: 500 })
    await alerts.pass(DATABASE)
    alerts.take()
    await putRoutes(EMAIL)
    await alerts.pass(null)
    expect(alerts.take()).toEqual([])
  })
})

describe('without the directory', () => {
  test('the admins of the settings are told by e-mail, under one key an hour', async () => {
    const broken = { prepare: () => fault(), batch: () => fault() } as unknown as D1Database
    const scheduledAt = alerts.watch.now
    for (let step = 0; step < 2; step += 1) {
      await tick({ ...alerts.env, DIRECTORY: broken }, { readVitals: null, readHealth: null, scheduledAt })
    }
    const sent = alerts.take()
    expect(sent).toHaveLength(2)
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1)
    expect(JSON.parse(sent[0]?.body ?? '{}')).toMatchObject({ to: ADMIN, subject: expect.stringMatching(/directory/) })
  })
})

function fault(): never {
  throw new Error('D1_ERROR: Network connection lost.')
}

function cut(): never {
  throw new Error('Network connection lost.')
}

/** The text as Twilio would list it. */
function listed(sent: { url: string; body: string }[]) {
  const form = new URLSearchParams(sent.find(({ url }) => url.includes('twilio'))?.body)
  return {
    sid: `SM${'1'.repeat(32)}`,
    to: form.get('To'),
    from: form.get('From'),
    body: form.get('Body'),
    direction: 'outbound-api',
    date_created: new Date(Date.now() + 86_400_000).toUTCString(),
  }
}
