import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { playInBrowser } from './support/play.ts'
import { newCaller, type Stage } from './support/stage.ts'

const openBoard = async (stage: Stage, place = `/app/${stage.business.id}/board`) => {
  const page = await stage.open(await stage.signedIn(), place)
  await page.getByText('Live', { exact: true }).waitFor()
  return page
}

const matter = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Visit to confirm' }).filter({ hasText: name })

const isServiceWorkerReady = (page: Page) =>
  page.evaluate(async () => (await navigator.serviceWorker.ready).active?.scriptURL ?? null)

playInBrowser('the board', (stage) => {
  test('asks for nothing when it opens, and offers notifications after the first missed call', async () => {
    const context = await stage.signedIn()
    const page = await context.newPage()
    await page.addInitScript(() => {
      const asked: string[] = []
      Object.assign(window, { asked })
      Notification.requestPermission = async () => {
        asked.push('notifications')
        return 'denied'
      }
    })
    await page.goto(`${stage.run.appUrl}/app/${stage.business.id}/board`)
    await page.getByText('Ready for the first missed call').waitFor()
    expect(await isServiceWorkerReady(page)).toBe(`${stage.run.appUrl}/sw.js`)
    const offer = page.getByRole('region', { name: 'Hear of it on this phone' })
    expect(await offer.count()).toBe(0)

    await stage.call({ from: newCaller(), name: 'Ola Berg' })
    await offer.waitFor()
    expect(await page.evaluate(() => (window as unknown as { asked: string[] }).asked)).toEqual([])
    await offer.getByRole('button', { name: 'Turn on' }).click()
    await page
      .getByRole('status')
      .getByText(/could not be turned on|blocks notifications/)
      .waitFor()
    expect(await page.evaluate(() => (window as unknown as { asked: string[] }).asked)).toEqual(['notifications'])
    await offer.waitFor({ state: 'detached' })
    await page.reload()
    await page.getByRole('link', { name: /Ola Berg/ }).waitFor()
    expect(await offer.count()).toBe(0)
  })

  test('can be installed', async () => {
    const page = await openBoard(stage)
    const address = (await page.locator('link[rel="manifest"]').getAttribute('href')) ?? ''
    const manifest = (await (await page.request.get(new URL(address, page.url()).href)).json()) as {
      name: string
      start_url: string
      display: string
      icons: { src: string; sizes: string; purpose?: string }[]
    }
    expect(manifest).toMatchObject({ start_url: '/app', display: 'standalone' })
    expect(manifest.icons.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']))
    expect(manifest.icons.some(({ purpose }) => purpose === 'maskable')).toBe(true)
    for (const { src } of manifest.icons) {
      expect((await page.request.get(new URL(src, page.url()).href)).status(), src).toBe(200)
    }
  })

  test('shows a missed call as it happens, in two tabs, and raises and takes away what needs the owner', async () => {
    const pat = newCaller()
    const context = await stage.signedIn()
    const [one, two] = await Promise.all([0, 1].map(() => stage.open(context, `/app/${stage.business.id}/board`)))
    if (one === undefined || two === undefined) throw new Error('There are two tabs.')
    const tabs = [one, two]
    for (const tab of tabs) await tab.getByText('Live', { exact: true }).waitFor()

    await stage.call({ from: pat, name: 'Pat Rivers', email: 'pat@example.com' })
    for (const tab of tabs)
      await tab.getByRole('link', { name: /Pat Rivers.*Us: Bluebonnet Plumbing: Sorry/ }).waitFor()
    await stage.text(pat, 'How much to fix a water heater that is cold?')
    for (const tab of tabs) await tab.getByRole('link', { name: /Pat Rivers.*\$179.*\$463/ }).waitFor()
    await stage.text(pat, 'Sounds fair. Can someone come tomorrow at 9am?')
    for (const tab of tabs) {
      await matter(tab, 'Pat Rivers').getByText('Tomorrow, 9:00 AM').waitFor()
      await expect.poll(() => tab.title()).toMatch(/^\(1\) /)
    }

    await matter(one, 'Pat Rivers').getByRole('button', { name: 'Confirm visit' }).click()
    await one.getByText('Visit confirmed.').waitFor()
    for (const tab of tabs) {
      await matter(tab, 'Pat Rivers').waitFor({ state: 'detached' })
      await tab.getByText('Nothing needs you right now.').waitFor()
    }
    const id = await stage.customerId(pat)
    const timeline = await stage.api<{ items: { type: string; customerId: string }[] }>(
      'GET',
      `/tenants/${stage.business.id}/timeline?limit=100`,
    )
    const confirmed = timeline.items.filter(({ type, customerId }) => type === 'booking_confirmed' && customerId === id)
    expect(confirmed).toHaveLength(1)
  })

  test('puts an emergency on top, with the telephone in reach', async () => {
    const page = await openBoard(stage)
    const [kim, alex] = [newCaller(), newCaller()]
    await stage.call({ from: kim, name: 'Kim Otis' })
    await stage.received(kim, 1)
    await stage.text(kim, 'Can you come on Friday at 2pm please?')
    await matter(page, 'Kim Otis').waitFor()
    await stage.call({ from: alex, name: 'Alex Moreno' })
    await stage.received(alex, 1)
    await stage.text(alex, 'I smell gas in the kitchen, what should I do?')

    const emergency = page.getByRole('region', { name: 'Emergency' })
    expect(await emergency.getByRole('link', { name: 'Call now' }).getAttribute('href')).toBe(`tel:${alex}`)
    const first = page.getByRole('region', { name: 'Needs you now' }).getByRole('listitem').first()
    expect(await first.getByText('Alex Moreno').count()).toBe(1)
    const row = page.locator('.talk').filter({ hasText: 'Alex Moreno' })
    await row.getByText('Emergency', { exact: true }).waitFor()
    await emergency.getByRole('link', { name: 'Open conversation' }).or(emergency.getByText('Open')).first().click()
    await page.getByRole('heading', { name: 'Alex Moreno', level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Back', exact: true }).click()
    await emergency.getByRole('button', { name: 'I have it' }).click()
    await emergency.waitFor({ state: 'detached' })
    await row.getByText('Emergency', { exact: true }).waitFor({ state: 'detached' })
    const texts = await stage.received(alex, 3)
    expect(texts.at(-1)).toMatch(/has seen your message and will call you/)
  })

  test('says of a landline that the text could not be delivered', async () => {
    const page = await openBoard(stage)
    const landline = '+12145550190'
    await stage.call({ from: landline, name: 'Lou Marsh' })
    await page.getByRole('link', { name: /Lou Marsh/ }).click()
    const thread = page.getByRole('group', { name: 'What was said and done' })
    await thread.getByText('Did not send the missed-call text: the number is a landline.').waitFor()
    await thread.getByText('Not delivered', { exact: true }).waitFor()
  })

  test('says a new call and a new text aloud', async () => {
    const page = await openBoard(stage)
    const sam = newCaller()
    await stage.call({ from: sam, name: 'Sam Reed' })
    // Who called is found a moment later.
    await page.getByRole('log').getByText('Missed call from').waitFor({ state: 'attached' })
    await stage.received(sam, 1)
    await stage.text(sam, 'Do you fix bathtubs?')
    await page
      .getByRole('log')
      .getByText('New message from Sam Reed: Do you fix bathtubs?')
      .waitFor({ state: 'attached' })
  })

  test('moves through its conversations by keyboard', async () => {
    const page = await openBoard(stage)
    await page.getByRole('link', { name: /Sam Reed/ }).waitFor()
    await page.keyboard.press('j')
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')
    await expect.poll(focused).toContain('Sam Reed')
    await page.keyboard.press('ArrowDown')
    await expect.poll(focused).not.toContain('Sam Reed')
    await page.keyboard.press('k')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Sam Reed', level: 1 }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { name: 'Needs you now' }).waitFor()
  })

  test('comes up where its script is there before what follows the first drawing is done', async () => {
    const context = await stage.signedIn()
    await context.addInitScript(() => {
      const LATER_MS = 1_500
      const own = window.setTimeout.bind(window)
      window.requestAnimationFrame = (act) => own(() => act(performance.now()), LATER_MS)
      window.setTimeout = ((act: () => void, ms = 0) => own(act, ms + LATER_MS)) as typeof setTimeout
    })
    const page = await stage.open(context, `/app/${stage.business.id}/board`)
    await page.getByRole('heading', { name: 'Conversations' }).waitFor()
  })
})
