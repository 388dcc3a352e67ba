import { expect, test } from 'vitest'
import { playInBrowser } from './support/play.ts'

playInBrowser('known people', (stage) => {
  const open = async (locale?: string) =>
    stage.open(await stage.signedIn(locale === undefined ? {} : { locale }), `/app/${stage.business.id}/settings/known`)
  const callFrom = (from: string) =>
    stage.sandbox('/sandbox/calls', { from, to: stage.business.smsNumber, outcome: 'no-answer', via: 'twilio' })

  test('are entered before they call, and made customers again', async () => {
    const page = await open()
    await page.getByText('Nobody yet').waitFor()
    await page.getByLabel('Phone number').fill('not a number')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    expect(await page.getByLabel('Phone number').getAttribute('aria-invalid')).toBe('true')
    await page.getByLabel('Phone number').fill('(214) 555-0188')
    await page.getByLabel('Name (optional)').fill('Pipe Supply')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('link', { name: 'Pipe Supply (214) 555-0188' }).waitFor()
    await page.getByRole('button', { name: 'Treat as a customer: Pipe Supply (214) 555-0188' }).click()
    await page.getByText('Nobody yet').waitFor()
  })

  test('are told apart by what they are, and stay so', async () => {
    const page = await open()
    await page.getByLabel('Phone number').fill('(214) 555-0187')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    const saved = page.waitForResponse((answer) => answer.url().endsWith('/relation') && answer.ok())
    await page.getByLabel('Who (214) 555-0187 is').selectOption('family')
    await saved
    await page.reload()
    await expect.poll(() => page.getByLabel('Who (214) 555-0187 is').inputValue()).toBe('family')
    await page.getByRole('button', { name: 'Treat as a customer: (214) 555-0187' }).click()
    await page.getByText('Nobody yet').waitFor()
  })

  test('marked as spam are held back, shown with why, and let through, in Spanish as well', async () => {
    const page = await open('es-US')
    await page.getByLabel('Número de teléfono').fill('(214) 555-0189')
    await page.getByLabel('Es', { exact: true }).selectOption('spam')
    await page.getByRole('button', { name: 'Añadir', exact: true }).click()
    await page.getByText('(214) 555-0189').first().waitFor()
    await callFrom('+12145550189')
    await expect
      .poll(
        async () => {
          await page.reload()
          await page.getByText('A nadie se escribió').waitFor()
          return page.getByText('Usted marcó este número como spam.').count()
        },
        { timeout: 20_000, interval: 1_000 },
      )
      .toBe(1)
    await page.getByRole('button', { name: /^Dejar pasar: la llamada de/ }).click()
    await page.getByText('Dejada pasar').waitFor()
  })
})
