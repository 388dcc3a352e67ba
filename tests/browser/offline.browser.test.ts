import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { eventually } from '../start/support/npm-start.ts'
import { playInBrowser } from './support/play.ts'
import { newCaller } from './support/stage.ts'

const thread = (page: Page) => page.getByRole('group', { name: 'What was said and done' })
const field = (page: Page) => page.getByLabel('Your text')
const isLive = (page: Page) => page.getByText('Live', { exact: true }).waitFor()

playInBrowser('a connection that comes and goes', (stage) => {
  async function openTexted(name: string) {
    const phone = newCaller()
    await stage.call({ from: phone, name })
    await stage.received(phone, 1)
    const context = await stage.signedIn()
    const id = await stage.customerId(phone)
    const page = await stage.open(context, `/app/${stage.business.id}/c/${id}`)
    await thread(page).getByText('Sorry we missed your call').waitFor()
    await isLive(page)
    return { context, page, phone, id }
  }

  /** Whatever the server's timeline has of a customer stands on the page, once each and in that order. */
  async function expectWhole(page: Page, id: string): Promise<void> {
    type Item = { event: { sentence: string }; message: { body: string } | null }
    const route = `/tenants/${stage.business.id}/conversations/${id}?lang=en`
    const told = async () => {
      const { items } = await stage.api<{ items: Item[] }>('GET', route)
      return items.flatMap(({ message }) => (message === null ? [] : [message.body]))
    }
    const shown = async () => (await thread(page).getByRole('article').allInnerTexts()).map((text) => text.trim())
    await expect.poll(async () => JSON.stringify(await shown()) === JSON.stringify(await told())).toBe(true)
    expect(await shown()).toEqual(await told())
  }

  test('is told calmly, keeps what is typed, and misses nothing when it is back', async () => {
    const { context, page, phone, id } = await openTexted('Pat Rivers')
    await field(page).fill('I can come')
    await page.getByText('You have this conversation.').waitFor()
    await context.setOffline(true)
    await page
      .getByRole('status')
      .getByText(/You are offline.*what you type is kept/)
      .waitFor()
    await page.getByText('Offline', { exact: true }).waitFor()

    await stage.text(phone, 'Are you there?')
    await stage.text(phone, 'My hot water is out.')
    const stranger = newCaller()
    await stage.call({ from: stranger, name: 'Lena Brook' })
    await stage.received(stranger, 1)
    await field(page).fill('I can come at four')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page
      .getByRole('alert')
      .getByText(/No connection.*Not sent/)
      .waitFor()
    expect(await field(page).inputValue()).toBe('I can come at four')

    await context.setOffline(false)
    await isLive(page)
    await thread(page).getByText('My hot water is out.').waitFor()
    await page.getByRole('link', { name: /Lena Brook.*Us: Bluebonnet/ }).waitFor()
    await expectWhole(page, id)
    expect(await page.getByText('You are offline').count()).toBe(0)
    expect(await field(page).inputValue()).toBe('I can come at four')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await thread(page).getByText('I can come at four').waitFor()
    expect(await stage.received(phone, 2)).toHaveLength(2)
    await expectWhole(page, id)
  })

  test('opens from what is kept on the phone where there is no network', async () => {
    const context = await stage.signedIn()
    const page = await stage.open(context, `/app/${stage.business.id}/board`)
    await isLive(page)
    await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state)
    await isKept(page)
    await context.setOffline(true)
    await page.reload()
    await page
      .getByText('This did not load')
      .or(page.getByText(/You are offline/))
      .first()
      .waitFor()
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    await context.setOffline(false)
    await isLive(page)
    await page.getByRole('heading', { name: 'Conversations' }).waitFor()
  })

  test(
    'comes back by itself when the server was killed, with what happened meanwhile',
    { timeout: 90_000 },
    async () => {
      const { page, phone, id } = await openTexted('Kim Otis')
      await field(page).fill('Give me a minute')
      await page.getByText('You took the conversation over.').waitFor()
      for (let kill = 0; kill < 2; kill += 1) {
        const killed = workerdPid()
        process.kill(killed, 'SIGKILL')
        await page
          .getByText(/The connection was lost. Trying again|Connecting/)
          .first()
          .waitFor()
        await eventually('workerd is back', async () => workerdPid() !== killed && (await isUp()))
        await stage.text(phone, `Hello, ${kill}?`)
        await thread(page).getByText(`Hello, ${kill}?`).waitFor()
        await isLive(page)
        await expectWhole(page, id)
      }
      expect(await field(page).inputValue()).toBe('Give me a minute')
      await field(page).press('Control+Enter')
      await thread(page).getByText('Give me a minute').waitFor()
      await expectWhole(page, id)
      expect(await stage.received(phone, 2)).toHaveLength(2)
    },
  )

  test('asks to sign in when the session is over, and keeps the draft', async () => {
    const { context, page, phone } = await openTexted('Robin Vale')
    await field(page).fill('See you at nine')
    await page.getByText('You have this conversation.').waitFor()
    await signOut(context)
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page
      .getByRole('alert')
      .getByText(/Your session has ended/)
      .first()
      .waitFor()
    expect(await field(page).inputValue()).toBe('See you at nine')
    expect(await stage.received(phone, 1)).toHaveLength(1)

    await page.getByRole('button', { name: 'Sign in again' }).click()
    await page.getByRole('heading', { name: 'Sign in to Shoulder' }).waitFor()
    await page.getByRole('button', { name: /rosa@bluebonnet/ }).click()
    await thread(page).waitFor()
    expect(await field(page).inputValue()).toBe('See you at nine')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await thread(page).getByText('See you at nine').waitFor()
    expect(await stage.received(phone, 2)).toHaveLength(2)
  })

  test('finds its way back without a reload when another tab has signed in', async () => {
    const { context, page } = await openTexted('Ada Quill')
    await signOut(context)
    await page.getByRole('button', { name: 'Take over' }).click()
    await page
      .getByRole('alert')
      .getByText(/Your session has ended/)
      .first()
      .waitFor()
    const again = await stage.open(context, `/app/${stage.business.id}/board`)
    await again.getByRole('button', { name: /rosa@bluebonnet/ }).click()
    await isLive(again)
    await again.close()
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await isLive(page)
    await expect
      .poll(() =>
        page
          .getByRole('alert')
          .getByText(/Your session has ended/)
          .count(),
      )
      .toBe(0)
  })

  function workerdPid(): number {
    return stage.run.processes().find(({ name }) => name.startsWith('workerd'))?.pid ?? 0
  }
  const isUp = () => fetch(`${stage.run.appUrl}/healthz`).then(({ ok }) => ok)
  const signOut = (context: BrowserContext) => context.clearCookies({ name: 'CF_Authorization' })
  const isKept = (page: Page) =>
    expect
      .poll(() => page.evaluate(async () => (await (await caches.open('shoulder-shell')).keys()).length))
      .toBeGreaterThan(5)
})
