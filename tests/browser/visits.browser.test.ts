import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { findViolations } from './support/axe.ts'
import { findCutOff } from './support/layout.ts'
import { playInBrowser } from './support/play.ts'
import { ADMIN, newCaller } from './support/stage.ts'

const DAY_MS = 86_400_000

/** Each try of a story is of somebody of its own, so that what an earlier one left behind is in nobody's way. */
const SURNAMES = ['Brook', 'Rivers', 'Field', 'Stone', 'Marsh', 'Heath', 'Lake', 'Moss', 'Reed', 'Dale']

type Slot = { startsAt: number }
type Visit = { id: string; status: string; startsAt: number; customerName: string | null; address: string | null }

playInBrowser('visits', (stage) => {
  const path = (rest: string) => `/tenants/${stage.business.id}/${rest}`
  const visits = async () => (await stage.api<{ visits: Visit[] }>('GET', path('agenda?days=31'))).visits
  const freeSlots = async () => (await stage.api<{ items: Slot[] }>('GET', path('slots?days=14'))).items
  const openAgenda = async (options = {}) =>
    stage.open(await stage.signedIn(options), `/app/${stage.business.id}/visits`)
  const timeOf = (at: number) =>
    new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit', timeZone: 'America/Chicago' }).format(at)
  const dayOf = (at: number) => new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Chicago' }).format(at)
  const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })

  const newCustomer = async () => {
    const phone = newCaller()
    const name = `Lena ${SURNAMES.shift()}`
    await stage.call({ from: phone, name })
    await stage.received(phone, 1)
    return { name, customerId: await stage.customerId(phone) }
  }
  const visitsOf = async (name: string) => (await visits()).filter(({ customerName }) => customerName === name)

  afterEach(async () => {
    for (const { id, status } of await visits())
      if (status === 'confirmed') await stage.api('PATCH', path(`appointments/${id}`), { move: 'cancel' })
  })

  test('are entered, moved and called off, and whoever looks on sees it at once', async () => {
    const { name } = await newCustomer()
    const office = await openAgenda({ email: ADMIN })
    await office.getByRole('button', { name: 'Add a visit' }).waitFor()
    const page = await openAgenda()
    const [first] = await freeSlots()
    const later = (await freeSlots()).find(({ startsAt }) => startsAt > (first?.startsAt ?? 0) + 3 * 3_600_000)
    if (first === undefined || later === undefined) throw new Error('Nothing is free.')

    await page.getByRole('button', { name: 'Add a visit' }).click()
    const sheet = page.getByRole('dialog', { name: 'Add a visit' })
    await sheet.getByRole('button', { name: 'Add the visit' }).click()
    await sheet.getByText('Choose a time.').waitFor()
    await sheet.getByLabel('Customer', { exact: true }).selectOption({ label: name })
    await sheet.getByLabel('What for').selectOption('Leak repair')
    await sheet.getByLabel('Day', { exact: true }).fill(dayOf(first.startsAt))
    await sheet.getByRole('radio', { name: timeOf(first.startsAt), exact: true }).check()
    await sheet.getByLabel('Address', { exact: true }).fill('12 Oak St')
    await sheet.getByRole('button', { name: 'Add the visit' }).click()
    await page.getByText('The visit is in the book.').waitFor()
    await row(page, name).getByText('Confirmed').waitFor()
    await row(office, name).getByText('12 Oak St').waitFor()
    expect(await visitsOf(name)).toMatchObject([
      { startsAt: first.startsAt, address: '12 Oak St', status: 'confirmed' },
    ])

    await page.getByRole('button', { name: `Move: ${name}` }).click()
    const moving = page.getByRole('dialog', { name: `Move the visit of ${name}` })
    await moving.getByLabel('Day', { exact: true }).fill(dayOf(later.startsAt))
    await moving.getByRole('radio', { name: timeOf(later.startsAt), exact: true }).check()
    await moving.getByRole('button', { name: 'Move it' }).click()
    await page.getByText('The visit is moved.').waitFor()
    expect(await visitsOf(name)).toMatchObject([{ startsAt: later.startsAt }])
    await row(office, name).getByText(timeOf(later.startsAt)).waitFor()

    await page.getByRole('button', { name: `Cancel visit: ${name}` }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the visit', exact: true }).click()
    await row(page, name).getByText('Cancelled').waitFor()
    await row(office, name).getByText('Cancelled').waitFor()
    expect(await visitsOf(name)).toMatchObject([{ status: 'cancelled' }])
  })

  test('take no time that somebody else has taken meanwhile, and keep what was typed', async () => {
    const { name, customerId } = await newCustomer()
    const page = await openAgenda()
    const [first] = await freeSlots()
    if (first === undefined) throw new Error('Nothing is free.')
    await page.getByRole('button', { name: 'Add a visit' }).click()
    const sheet = page.getByRole('dialog', { name: 'Add a visit' })
    await sheet.getByLabel('Customer', { exact: true }).selectOption({ label: name })
    await sheet.getByLabel('Notes', { exact: true }).fill('Gate code 4711')
    await sheet.getByLabel('Day', { exact: true }).fill(dayOf(first.startsAt))
    await sheet.getByRole('radio', { name: timeOf(first.startsAt), exact: true }).check()
    const taken = { customerId, startsAt: first.startsAt, tell: false }
    await stage.api<Visit>('POST', path('appointments'), taken)
    await sheet.getByRole('button', { name: 'Add the visit' }).click()
    await sheet.getByText('That time is taken. Nothing has changed. Choose another.').waitFor()
    expect(await sheet.getByLabel('Notes', { exact: true }).inputValue()).toBe('Gate code 4711')
    await sheet.getByRole('radio', { name: timeOf(first.startsAt), exact: true }).waitFor({ state: 'detached' })
  })

  test('are entered by the keyboard alone, at a time outside the hours', async () => {
    const { name } = await newCustomer()
    const page = await openAgenda()
    const [first] = await freeSlots()
    await page.getByRole('button', { name: 'Add a visit' }).press('Enter')
    const sheet = page.getByRole('dialog', { name: 'Add a visit' })
    await sheet.getByLabel('Customer', { exact: true }).focus()
    await page.keyboard.type(name)
    await sheet.getByLabel('Day', { exact: true }).fill(dayOf(first?.startsAt ?? 0))
    await sheet.getByRole('radio', { name: 'Another time' }).press('Space')
    await sheet.getByLabel('Time', { exact: true }).fill('20:30')
    await sheet.getByLabel('Time', { exact: true }).press('Enter')
    await page.getByText('The visit is in the book.').waitFor()
    const entered = await visitsOf(name)
    expect(entered.map(({ startsAt }) => timeOf(startsAt))).toEqual(['8:30 PM'])
  })

  test('stand on the card of their customer, in Spanish as well', async () => {
    const { name, customerId } = await newCustomer()
    const context = await stage.signedIn({ locale: 'es-US' })
    const page = await stage.open(context, `/app/${stage.business.id}/c/${customerId}`)
    const card = page.getByRole('complementary', { name: 'Cliente' })
    await card.getByRole('button', { name: 'Añadir una visita' }).click()
    const sheet = page.getByRole('dialog', { name: 'Añadir una visita' })
    const [first] = await freeSlots()
    await sheet.getByLabel('Día', { exact: true }).fill(dayOf(first?.startsAt ?? 0))
    await sheet
      .getByRole('radio', { name: /[ap]\.\s?m\./ })
      .first()
      .check()
    await sheet.getByRole('button', { name: 'Añadir la visita' }).click()
    await page.getByText('La visita está en la agenda.').waitFor()
    await card.getByText('Confirmada').waitFor()
    const [visit] = await visitsOf(name)
    await stage.api('PATCH', path(`appointments/${visit?.id}`), { move: 'cancel' })
    await card.getByText('Confirmada').waitFor({ state: 'detached' })
  })

  test('that are over are asked about on the board, and done with what they brought in', async () => {
    const { name, customerId } = await newCustomer()
    const quarterMs = 15 * 60_000
    // Within the day, whatever the hour is, since none that lies further ahead can be done.
    const startsAt = Math.ceil(Date.now() / quarterMs + 1) * quarterMs
    const { id } = await stage.api<Visit>('POST', path('appointments'), { customerId, startsAt, tell: false })
    const page = await (await stage.signedIn()).newPage()
    // Nobody waits here until a visit is over, so the board is told that this one is, whatever news come in.
    let isOver = true
    const tellOver = (told: { attention?: object[] }) => {
      const sentence = `The visit to ${name} is over. Was it done?`
      const since = Date.now() - 60_000
      const rest = { entryId: null, journeyId: null, wishedAt: null, sentence, since, customerId, appointmentId: id }
      if (isOver) told.attention?.push({ id: `visit_over:${id}`, kind: 'visit_over', ...rest })
    }
    await page.route('**/board?lang=*', async (route) => {
      const answer = await route.fetch()
      const board = (await answer.json()) as { attention: object[] }
      tellOver(board)
      await route.fulfill({ response: answer, json: board })
    })
    await page.routeWebSocket('**/live/**', (socket) => {
      socket.connectToServer().onMessage((message) => {
        if (message === 'pong') return socket.send(message)
        const news = JSON.parse(String(message)) as { attention?: object[]; board?: { attention: object[] } }
        tellOver(news.board ?? news)
        socket.send(JSON.stringify(news))
      })
    })
    await page.goto(`${stage.run.appUrl}/app/${stage.business.id}/board`)
    const card = page.getByRole('region', { name: 'Visit over' })
    await card.getByText('Was it done?').waitFor()
    await card.getByRole('button', { name: 'Done' }).click()
    const sheet = page.getByRole('dialog', { name: `The visit to ${name} is done` })
    await sheet.getByLabel('Amount').fill('a lot')
    await sheet.getByRole('button', { name: 'Save as done' }).click()
    await sheet.getByText('Write an amount such as 189').waitFor()
    await sheet.getByLabel('Amount').fill('245.50')
    isOver = false
    await sheet.getByRole('button', { name: 'Save as done' }).click()
    await page.getByText('The job stands in your books.').waitFor()
    await card.waitFor({ state: 'detached' })
    expect((await visits()).find((visit) => visit.id === id)?.status).toBe('completed')
    const { leads } = await stage.api<{ leads: { customerId: string; revenueMinor: number | null }[] }>(
      'GET',
      path('board'),
    )
    expect(leads.find((lead) => lead.customerId === customerId)?.revenueMinor).toBe(24_550)
  })

  test('are moved and called off by their customers, on a page that needs no script', async () => {
    const kim = newCaller()
    await stage.call({ from: kim, name: 'Kim Otis' })
    await stage.received(kim, 1)
    await stage.text(kim, 'Can someone come tomorrow at 9am?')
    await stage.received(kim, 2)
    const link = await stage.agree(kim)
    const ofKim = async () => (await visits()).filter(({ customerName }) => customerName === 'Kim Otis')
    const [agreed] = await ofKim()
    expect(agreed?.status).toBe('confirmed')

    const context = await stage.browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 390, height: 844 },
      acceptDownloads: true,
    })
    const page = await context.newPage()
    await page.goto(link)
    await page.getByText('It is confirmed.').waitFor()
    await page
      .getByText(timeOf(agreed?.startsAt ?? 0).slice(0, -3))
      .first()
      .waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Add to my calendar' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('visit.ics')

    await page.getByText('Move it to another time').click()
    await page.getByRole('radio').last().check()
    await page.getByRole('button', { name: 'Move my visit' }).click()
    await page.getByText('Done. Your visit is moved.').waitFor()
    const [moved] = await ofKim()
    expect(moved?.startsAt).not.toBe(agreed?.startsAt)
    await page.reload()
    expect((await ofKim()).map(({ startsAt }) => startsAt)).toEqual([moved?.startsAt])

    await page.getByText('Cancel it', { exact: true }).click()
    await page.getByRole('button', { name: 'Yes, cancel my visit' }).press('Enter')
    await page.getByText('Done. Your visit is cancelled.').waitFor()
    expect((await ofKim()).map(({ status }) => status)).toEqual(['cancelled'])
    await context.close()
  })

  test('are not shown to somebody who may only set the business up', async () => {
    const email = 'ravi@example.com'
    await stage.api('POST', '/resellers', { email })
    const page = await openAgenda({ email })
    await page.getByText('This did not load').waitFor()
    expect(await page.getByText('Lena').count()).toBe(0)
  })

  test('follow a schedule that somebody changes, and two people who do so learn of each other', async () => {
    const open = async (email?: string) =>
      stage.open(
        await stage.signedIn(email === undefined ? {} : { email }),
        `/app/${stage.business.id}/settings/schedule`,
      )
    const rosa = await open()
    const office = await open(ADMIN)
    for (const page of [rosa, office]) await page.getByLabel('A visit takes').waitFor()
    await office.getByLabel('The way there').selectOption({ label: '45 min' })
    await office.getByRole('button', { name: 'Save', exact: true }).click()
    await office.getByRole('status').getByText('Saved').waitFor()

    await rosa.getByLabel('A visit takes').selectOption({ label: '2 hr' })
    await rosa.getByRole('button', { name: 'Add somebody' }).click()
    await rosa.getByRole('button', { name: 'Save', exact: true }).click()
    await rosa.getByText('This is needed.').waitFor()
    await rosa.getByLabel('Name', { exact: true }).nth(1).fill('Ben Hall')
    await rosa.getByRole('button', { name: 'Save', exact: true }).click()
    await rosa.getByText(/Somebody else changed this/).waitFor()
    await expect.poll(() => rosa.getByLabel('The way there').inputValue()).toBe('45')
    await rosa.getByRole('button', { name: 'Save', exact: true }).click()
    await rosa.getByRole('status').getByText('Saved').waitFor()
    type Schedule = { jobMinutes: number; travelMinutes: number; crew: { name: string }[] }
    expect(await stage.api<Schedule>('GET', path('schedule'))).toMatchObject({
      jobMinutes: 120,
      travelMinutes: 45,
      crew: [{ name: 'Rosa Delgado' }, { name: 'Ben Hall' }],
    })
    const agenda = await openAgenda()
    await agenda.getByRole('button', { name: 'Add a visit' }).click()
    await agenda.getByRole('dialog').getByLabel('Who drives').selectOption({ label: 'Ben Hall' })
  })

  test('can be read and worked at 360 px, by whoever sees little as well, beside what GoHighLevel has', async () => {
    const locationId = stage.business.ghlLocationId
    const from = Date.parse(`${dayOf(Date.now() + 2 * DAY_MS)}T16:00:00Z`)
    await stage.sandbox('/sandbox/ghl/blocked-slots', { locationId, startsAt: from, endsAt: from + 2 * DAY_MS })
    // Whoever is texted may want a visit, so the calendar is read where that was not done just now.
    const blocked = async () => {
      await stage.call({ from: newCaller() })
      const { busy } = await stage.api<{ busy: { isBlocked: boolean }[] }>('GET', path('agenda?days=31'))
      return busy.some(({ isBlocked }) => isBlocked)
    }
    await expect.poll(blocked, { interval: 5_000, timeout: 50_000 }).toBe(true)
    const page = await openAgenda({ viewport: { width: 360, height: 740 } })
    await page.getByText('Blocked in GoHighLevel').nth(2).waitFor()
    expect(await page.getByText('Blocked in GoHighLevel').count()).toBe(3)
    await row(page, 'All day').getByText('Blocked in GoHighLevel').waitFor()
    expect(await findCutOff(page)).toEqual([])
    expect(await findViolations(page)).toEqual([])
    const spanish = await openAgenda({ locale: 'es-US', viewport: { width: 360, height: 740 } })
    await row(spanish, 'Todo el día').getByText('Bloqueado en GoHighLevel').waitFor()
    expect(await findCutOff(spanish)).toEqual([])
  })
})
