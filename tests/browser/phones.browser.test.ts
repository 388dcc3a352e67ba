import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { playInBrowser } from './support/play.ts'
import { newCaller } from './support/stage.ts'

/** What a newcomer plays on the sandbox's two phones beside calls and texts. */

playInBrowser('the phones of the sandbox', (stage) => {
  const open = async (): Promise<{ page: Page; caller: string }> => {
    const caller = newCaller()
    const context = await stage.signedIn({ viewport: { width: 1280, height: 1000 } })
    const page = await context.newPage()
    page.setDefaultTimeout(12_000)
    await page.goto(stage.run.sandboxUrl)
    await page.getByText('Change the caller').click()
    await page.locator('#caller-number').fill(caller)
    await page.locator('#caller-name').fill('Robin Vale')
    await page.locator('#caller-name').press('Tab')
    return { page, caller }
  }
  const customer = (page: Page) => page.getByRole('region', { name: 'The customer' })
  const technician = (page: Page) => page.getByRole('region', { name: 'The technician' })
  const dial = async (page: Page) => {
    await customer(page).getByRole('button', { name: 'Phone', exact: true }).click()
    await customer(page).getByRole('button', { name: 'Call', exact: true }).click()
  }

  test(
    'ring the technician, who hears the whisper and takes the call with the key 1',
    { timeout: 90_000 },
    async () => {
      await stage.api('PUT', `/tenants/${stage.business.id}/voice`, { ringFirst: 'always', ringS: 20 })
      const { page, caller } = await open()
      await page.getByLabel('The call arrives by').selectOption('direct')
      await dial(page)
      await technician(page).getByRole('button', { name: 'Answer' }).click()
      await technician(page).getByText('Press 1 to take the call').waitFor()
      await technician(page).getByRole('button', { name: 'Press 1' }).click()
      // Two seconds and less count as dropped, and as missed.
      await customer(page)
        .getByText(/^Talking, [3-9] s/)
        .waitFor()
      await technician(page).getByRole('button', { name: 'Hang up' }).click()
      await page.getByText('The technician took it with the key 1.').first().waitFor({ state: 'attached' })

      // A mailbox presses nothing, and the caller goes on to the tone.
      await customer(page).getByRole('button', { name: 'Call', exact: true }).waitFor({ state: 'hidden' })
      await dial(page)
      await technician(page).getByRole('button', { name: 'Answer' }).click()
      await technician(page).getByRole('button', { name: 'Hang up' }).click()
      await customer(page)
        .getByText(/You have reached Bluebonnet Plumbing/)
        .waitFor()
      await customer(page).getByRole('button', { name: 'Leave a message' }).click()
      expect(await stage.received(caller, 1)).toHaveLength(1)
      await stage.api('PUT', `/tenants/${stage.business.id}/voice`, { ringFirst: 'never', ringS: 20 })
    },
  )

  test('send a picture along with a text, which stands in the conversation', { timeout: 90_000 }, async () => {
    const { page, caller } = await open()
    await stage.call({ from: caller })
    await stage.received(caller, 1)
    await customer(page)
      .getByRole('button', { name: /^Messages/ })
      .click()
    await customer(page)
      .getByRole('button', { name: /^Bluebonnet Plumbing \d/ })
      .click()
    await customer(page).getByRole('button', { name: 'Picture of a leak' }).click()
    await customer(page).getByText('leak.png').waitFor()
    await customer(page).getByRole('button', { name: 'Send', exact: true }).click()
    await customer(page).getByRole('img', { name: 'Picture' }).waitFor()
    const customerId = await stage.customerId(caller)
    const talk = () =>
      stage.api<{ items: { media?: { kind: string; status: string }[] }[] }>(
        'GET',
        `/tenants/${stage.business.id}/conversations/${customerId}`,
      )
    await expect
      .poll(async () => (await talk()).items.flatMap(({ media = [] }) => media), { timeout: 20_000 })
      .toEqual([expect.objectContaining({ kind: 'photo', status: 'kept' })])
  })

  test('fill in the form of the business’s site, and are texted', { timeout: 90_000 }, async () => {
    const { page, caller } = await open()
    await customer(page).getByRole('button', { name: 'Web', exact: true }).click()
    await customer(page)
      .getByText(/By sending this you agree that Bluebonnet Plumbing/)
      .waitFor()
    expect(await customer(page).getByLabel('Mobile number').inputValue()).toBe(caller)
    await customer(page).getByLabel('What do you need done?').fill('My sink leaks')
    await customer(page).getByRole('button', { name: 'Send', exact: true }).click()
    await customer(page).getByText('The answer comes as a text.').waitFor()
    expect(await stage.received(caller, 1)).toHaveLength(1)
  })
})
