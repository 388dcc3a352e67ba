import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { playInBrowser } from './support/play.ts'
import { newCaller } from './support/stage.ts'

const column = (page: Page, stage: string) => page.getByRole('region', { name: new RegExp(`^${stage}`) })
const card = (page: Page, name: string) => page.getByRole('link', { name: new RegExp(name) })
const said = (page: Page) => page.getByRole('log').innerText()
const hasFocus = (page: Page, name: string) => card(page, name).evaluate((link) => link === document.activeElement)

type Lead = { id: string; name: string; status: string; revenueMinor: number | null }

playInBrowser('the pipeline', (stage) => {
  async function newLead(name: string): Promise<Lead> {
    const phone = newCaller()
    await stage.call({ from: phone, name })
    await stage.received(phone, 1)
    await expect.poll(async () => (await leadOf(name))?.status).toBe('contacted')
    return (await leadOf(name)) as Lead
  }
  async function leadOf(name: string): Promise<Lead | undefined> {
    const { leads } = await stage.api<{ leads: Lead[] }>('GET', `/tenants/${stage.business.id}/board`)
    return leads.find((lead) => lead.name === name)
  }
  const openPipeline = async (width = 1280) => {
    const context = await stage.signedIn({ viewport: { width, height: 800 } })
    const page = await stage.open(context, `/app/${stage.business.id}/pipeline`)
    await page.getByText('Live', { exact: true }).waitFor()
    return page
  }

  test('is worked by keyboard alone, and says what it does', async () => {
    await newLead('Pat Rivers')
    const page = await openPipeline()
    await card(page, 'Pat Rivers').waitFor()
    await column(page, 'Contacted')
      .getByRole('link', { name: /Pat Rivers/ })
      .waitFor()
    for (let presses = 0; presses < 25 && !(await hasFocus(page, 'Pat Rivers')); presses += 1) {
      await page.keyboard.press('Tab')
    }
    expect(await hasFocus(page, 'Pat Rivers')).toBe(true)

    await page.keyboard.press('Space')
    await expect.poll(() => said(page)).toMatch(/Pat Rivers picked up from Contacted/)
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => said(page)).toBe('Over Quoted')
    await page.keyboard.press('Escape')
    await expect.poll(() => said(page)).toBe('Pat Rivers stays in Contacted.')

    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Space')
    await column(page, 'Booked')
      .getByRole('link', { name: /Pat Rivers/ })
      .waitFor()
    await expect.poll(() => said(page)).toBe('Pat Rivers moved to Booked.')
    await expect.poll(() => hasFocus(page, 'Pat Rivers')).toBe(true)
    expect((await leadOf('Pat Rivers'))?.status).toBe('booked')

    await page.keyboard.press('m')
    const menu = page.getByRole('dialog', { name: /Move Pat Rivers to/ })
    await menu.getByRole('button', { name: 'Completed' }).press('Enter')
    const sale = page.getByRole('dialog', { name: 'Pat Rivers is completed' })
    await sale.getByLabel('Amount').fill('a lot')
    await page.keyboard.press('Enter')
    await sale.getByText('Write an amount such as 189 or 189.50.').waitFor()
    await sale.getByLabel('Amount').fill('412.50')
    await page.keyboard.press('Enter')
    await column(page, 'Completed').getByText('$412.50').waitFor()
    expect(await leadOf('Pat Rivers')).toMatchObject({ status: 'completed', revenueMinor: 41_250 })

    await page.getByRole('link', { name: 'Numbers' }).press('Enter')
    await page.getByRole('region', { name: 'Recovered revenue' }).getByText('$412.50').waitFor()
  })

  test('puts a card back, and says why, when somebody else was faster', async () => {
    const lead = await newLead('Kim Otis')
    const page = await openPipeline()
    await card(page, 'Kim Otis').waitFor()
    // The office moves it in the moment in which the technician lets go.
    await page.route(`**/leads/${lead.id}`, async (route) => {
      await stage.api('PATCH', `/tenants/${stage.business.id}/leads/${lead.id}`, { status: 'lost', from: 'contacted' })
      await route.continue()
    })
    await card(page, 'Kim Otis').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Space')
    await page
      .getByRole('status')
      .getByText(/Kim Otis is back.*Somebody else has moved this lead meanwhile/)
      .waitFor()
    await column(page, 'Lost')
      .getByRole('link', { name: /Kim Otis/ })
      .waitFor()
    expect(await card(page, 'Kim Otis').count()).toBe(1)
    expect((await leadOf('Kim Otis'))?.status).toBe('lost')
  })

  test('puts a card back when there is no connection', async () => {
    await newLead('Robin Vale')
    const page = await openPipeline()
    await card(page, 'Robin Vale').waitFor()
    await page.context().setOffline(true)
    await card(page, 'Robin Vale').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Space')
    await page
      .getByRole('status')
      .getByText(/Robin Vale is back in Contacted. No connection/)
      .waitFor()
    await column(page, 'Contacted')
      .getByRole('link', { name: /Robin Vale/ })
      .waitFor()
    expect((await leadOf('Robin Vale'))?.status).toBe('contacted')
  })

  test('is dragged with a mouse', async () => {
    await newLead('Max Holt')
    const page = await openPipeline()
    const from = await card(page, 'Max Holt').boundingBox()
    const to = await column(page, 'Quoted').boundingBox()
    if (from === null || to === null) throw new Error('Nothing to drag.')
    await page.mouse.move(from.x + 20, from.y + 10)
    await page.mouse.down()
    await page.mouse.move(from.x + 60, from.y + 30, { steps: 4 })
    await page.mouse.move(to.x + 40, to.y + 60, { steps: 8 })
    await page.mouse.up()
    await column(page, 'Quoted')
      .getByRole('link', { name: /Max Holt/ })
      .waitFor()
    expect(new URL(page.url()).pathname).toMatch(/pipeline$/)
    await expect.poll(async () => (await leadOf('Max Holt'))?.status).toBe('quoted')
  })

  test('moves for everybody who looks at it', async () => {
    const lead = await newLead('Ira Stone')
    const page = await openPipeline(390)
    await page.getByRole('button', { name: /^Contacted/ }).click()
    await card(page, 'Ira Stone').waitFor()
    await stage.api('PATCH', `/tenants/${stage.business.id}/leads/${lead.id}`, { status: 'quoted', from: 'contacted' })
    await card(page, 'Ira Stone').waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: /^Quoted/ }).click()
    await card(page, 'Ira Stone').waitFor()
  })
})
