import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { playInBrowser } from './support/play.ts'

const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true })

playInBrowser('how a business is reached', (stage) => {
  const open = async (section: string, options: { locale?: string; email?: string } = {}) =>
    stage.open(await stage.signedIn(options), `/app/${stage.business.id}/settings/${section}`)
  const read = <T>(part: string) => stage.api<T>('GET', `/tenants/${stage.business.id}/${part}`)

  test('rings the technician first, and says to callers what the screen shows', async () => {
    const page = await open('voice')
    await page.getByRole('radio', { name: /At any hour/ }).check()
    await page.getByText('Press 1 to take the call').waitFor()
    await page.getByLabel('It rings for').fill('25')
    const heard = page.getByRole('region', { name: 'What callers hear' })
    await heard.getByText(/It will be recorded/).waitFor()
    await page.getByRole('switch', { name: /Callers may leave a message/ }).uncheck()
    await heard.getByText('Thank you for calling.').waitFor()
    expect(await heard.getByText(/recorded/).count()).toBe(0)
    await heard.getByRole('radio', { name: 'Spanish' }).check()
    await heard.getByText(/Gracias por llamar/).waitFor()
    await page.getByLabel('Recordings and pictures are kept for').selectOption('30')
    await save(page).click()
    await page.getByRole('status').getByText('Saved').waitFor()
    expect(await read('voice')).toMatchObject({
      ringFirst: 'always',
      ringS: 25,
      recordsMessages: false,
      keepDays: 30,
    })
    await page.reload()
    expect(await page.getByRole('radio', { name: /At any hour/ }).isChecked()).toBe(true)
    // Whose phone rings first must not forward back to us, so there is nothing to try out.
    expect(await page.getByRole('heading', { name: 'Which phone forwards' }).count()).toBe(0)
  })

  test('takes leads from the sites it names, and by a key that is shown once, tried, and revoked', async () => {
    const page = await open('webleads')
    await page.getByLabel('Sites that may show it').fill('https://www.example.com/contact')
    await save(page).click()
    await page.getByText('Write “https://www.example.com/contact” as a site alone').waitFor()
    await page.getByLabel('Sites that may show it').fill('https://www.example.com')
    await save(page).click()
    await page.getByRole('status').getByText('Saved').waitFor()
    const { formUrl } = await read<{ formUrl: string }>('web-leads')
    await page.getByText(`<iframe src="${formUrl}"`).waitFor()
    const framed = await fetch(formUrl, { headers: { accept: 'text/html' } })
    expect(framed.headers.get('content-security-policy')).toContain("frame-ancestors 'self' https://www.example.com")

    await page.getByRole('button', { name: 'Make a key' }).click()
    await page.getByText('it is never shown again').waitFor()
    await page.getByRole('button', { name: 'Send a trial with this key' }).click()
    await page.getByText('The trial arrived. The key works.').waitFor()
    expect(await read<{ lastTestAt: number | null }>('web-leads')).toMatchObject({ lastTestAt: expect.any(Number) })
    await page.reload()
    await page.getByText(/A key that ends in/).waitFor()
    expect(await page.getByText('it is never shown again').count()).toBe(0)
    await page.getByRole('button', { name: 'Revoke it' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke it' }).click()
    await page.getByText('There is no key yet').waitFor()
    expect(await read('web-leads')).toMatchObject({ googleKey: null })
  })

  test('is checked now, in Spanish as well', async () => {
    const page = await open('check', { locale: 'es-US' })
    await page.getByRole('button', { name: 'Probar ahora' }).click()
    await page.getByText('Todo bien').waitFor()
    expect(await page.getByText('superado', { exact: true }).count()).toBe(6)
    expect(await read('canary')).toMatchObject({ last: { code: null } })
  })
})
