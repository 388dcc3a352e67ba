import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { describeDay } from '../../tenants/base/local-time.ts'
import { fillFleet } from './support/fleet.ts'
import { playInBrowser } from './support/play.ts'
import { ADMIN } from './support/stage.ts'

const DAY_MS = 86_400_000
const today = () => Math.floor(Date.now() / DAY_MS)

playInBrowser('what a business pays', (stage) => {
  beforeAll(() => fillFleet(stage))

  const card = (page: Page) => page.getByRole('region', { name: 'What it pays' })
  const sheet = (page: Page) => page.getByRole('dialog', { name: 'Change what it pays' })
  const open = async () => stage.open(await stage.signedIn({ email: ADMIN }), `/fleet/${stage.business.id}`)

  /** The newest month of the fleet: what came in at its end, and what came in more. */
  async function monthOf(page: Page) {
    await page.goto(`${stage.run.appUrl}/fleet`)
    const table = page.getByRole('region', { name: 'Subscriptions' }).getByRole('table')
    await table.waitFor()
    const columns = await table.getByRole('columnheader').allTextContents()
    const cells = await table.locator('tbody tr').first().locator('th, td').allTextContents()
    const read = (name: string) => cells[columns.indexOf(name)]
    return { month: cells[0], end: read('End'), more: read('More') }
  }

  test('is entered by an admin from a day on, and moves what comes in each month', { timeout: 90_000 }, async () => {
    const page = await open()
    await card(page).getByText('3 changes').waitFor()
    expect(await card(page).locator('dd').first().innerText()).toBe('$99')
    // As the night would, at once: what was entered before is in the figures.
    const yesterday = describeDay(today() - 1)
    const night = () =>
      stage.api('POST', '/fleet/exports', { from: yesterday, to: yesterday, tenantId: stage.business.id })
    await night()
    const before = await monthOf(page)
    expect([before.end, before.more]).toEqual(['$99', '–'])

    await page.goto(`${stage.run.appUrl}/fleet/${stage.business.id}`)
    await card(page).getByRole('button', { name: 'Enter a change' }).click()
    await sheet(page).getByLabel('Status').selectOption('Active')
    await sheet(page).getByLabel('Amount').fill('129')
    await sheet(page).getByLabel('From which day').fill(describeDay(today()))
    await sheet(page).getByRole('button', { name: 'Save' }).click()
    await sheet(page).waitFor({ state: 'detached' })
    await card(page).getByText('4 changes').click()
    expect(await card(page).locator('dd').first().innerText()).toBe('$129')
    await card(page).getByText('crew · Active · $129 a month').waitFor()

    await night()
    // The day of the change may begin a month that the figures of yesterday do not reach.
    const isSameMonth = describeDay(today()).slice(0, 7) === yesterday.slice(0, 7)
    const moved = isSameMonth ? ['$129', '$30'] : ['$99', '–']
    await expect
      .poll(async () => monthOf(page).then(({ end, more }) => [end, more]), { timeout: 40_000 })
      .toEqual(moved)
    await page.context().close()
  })

  test('says beside each field what is wrong with it, and writes nothing until all is right', async () => {
    const page = await open()
    await card(page).getByRole('button', { name: 'Enter a change' }).focus()
    await page.keyboard.press('Enter')
    const form = sheet(page)
    await form.getByLabel('Plan').fill('The crew plan')
    await form.getByLabel('Status').selectOption('On trial')
    await form.getByLabel('Amount').fill('a lot')
    await form.getByLabel('From which day').fill(describeDay(today() + 2))
    await form.getByLabel('Amount').press('Enter')
    const wrong = async (label: string) => {
      const field = form.getByLabel(label)
      expect(await field.getAttribute('aria-invalid')).toBe('true')
      const ids = (await field.getAttribute('aria-describedby')) ?? ''
      const words = await Promise.all(ids.split(' ').map((id) => page.locator(`[id="${id}"]`).innerText()))
      return words.join(' ')
    }
    expect(await wrong('Plan')).toContain('Small letters, digits, - and _ alone')
    expect(await wrong('The trial ends on')).toContain('This is needed.')
    expect(await wrong('Amount')).toContain('Write an amount such as 189')
    expect(await wrong('From which day')).toContain('Not after today.')
    await expect.poll(() => form.getByLabel('Plan').evaluate((field) => field === document.activeElement)).toBe(true)
    const path = `/tenants/${stage.business.id}/subscription`
    const { changes } = await stage.api<{ changes: object[] }>('GET', path)

    // What was paid in a year gone by is told as well, and leaves what is paid now alone.
    await form.getByLabel('Plan').fill('founder')
    await form.getByLabel('Status').selectOption('Active')
    await form.getByLabel('Amount').fill('120')
    await form.getByLabel('Per').selectOption('Year')
    await form.getByLabel('From which day').fill(describeDay(today() - 400))
    await form.getByRole('button', { name: 'Save' }).click()
    await form.waitFor({ state: 'detached' })
    const after = await stage.api<{ changes: object[]; subscription: object }>('GET', path)
    expect(after.changes).toHaveLength(changes.length + 1)
    expect(after.changes.at(-1)).toMatchObject({ plan: 'founder', monthlyMinor: 1_000 })
    expect(after.subscription).toMatchObject({ plan: 'crew' })
  })

  test('loses a line that should never have been, which stays to be read', async () => {
    const path = `/tenants/${stage.business.id}/subscription`
    const held = { currency: 'USD', interval: 'month', status: 'active', amountMinor: 15_900 }
    await stage.api('PUT', path, { ...held, plan: 'crew' })
    const told = await stage.api<{ changes: { removedAt: number | null }[] }>('PUT', path, { ...held, plan: 'slip' })
    const page = await open()
    const count = told.changes.filter(({ removedAt }) => removedAt === null).length
    await card(page).getByText(`${count} changes`).click()
    const line = card(page).getByRole('listitem').filter({ hasText: 'slip · Active' })
    await line.getByRole('button', { name: 'Take it out' }).click()
    const dialog = page.getByRole('dialog', { name: 'Take this line out?' })
    await dialog.getByText('slip · Active · $159 a month').waitFor()
    await dialog.getByRole('button', { name: 'Back' }).click()
    await dialog.waitFor({ state: 'detached' })
    await line.getByRole('button', { name: 'Take it out' }).press('Enter')
    await dialog.getByRole('button', { name: 'Take it out' }).click()
    await line.getByText(`Taken out by ${ADMIN}`).waitFor()
    await card(page)
      .getByText(`${count - 1} changes`)
      .waitFor()
    expect(await line.getByRole('button').count()).toBe(0)
    const after = await stage.api<{ subscription: object }>('GET', path)
    expect(after.subscription).toMatchObject({ plan: 'crew', amountMinor: 15_900 })
    await page.context().close()
  })

  test('is told in Spanish to an admin who reads Spanish', async () => {
    const context = await stage.signedIn({ email: ADMIN, locale: 'es-US' })
    const page = await stage.open(context, `/fleet/${stage.business.id}`)
    await page.getByRole('heading', { name: 'Lo que paga' }).waitFor()
    await page.getByRole('button', { name: 'Anotar un cambio' }).click()
    const form = page.getByRole('dialog', { name: 'Cambiar lo que paga' })
    expect(await form.getByLabel('Desde qué día').inputValue()).toBe(describeDay(today()))
    await form.getByLabel('Plan').fill('Plan de dos')
    await form.getByRole('button', { name: 'Guardar' }).click()
    await form.getByText('Solo minúsculas, cifras').waitFor()
  })
})
