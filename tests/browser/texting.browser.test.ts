import { expect, test } from 'vitest'
import { findViolations } from './support/axe.ts'
import { findCutOff } from './support/layout.ts'
import { playInBrowser } from './support/play.ts'

type View = { smsVia: string; number: string }

playInBrowser('the way texts take', (stage) => {
  const open = async (locale = 'en-US') => {
    const context = await stage.signedIn({ locale, viewport: { width: 390, height: 800 } })
    return stage.open(context, `/app/${stage.business.id}/settings/gohighlevel`)
  }

  test('is chosen with the word that the number is approved, and taken back', async () => {
    const page = await open()
    await page.getByText('Shoulder’s number.').waitFor()
    await page.getByRole('radio', { name: /Your number in GoHighLevel/ }).check()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Without their approval carriers block your texts.').waitFor()
    expect([...(await findCutOff(page)), ...(await findViolations(page))]).toEqual([])
    await page.getByLabel(/The carriers have approved this number/).check()
    const saved = page.waitForResponse((answer) => answer.url().endsWith('/texting') && answer.ok())
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const view = (await (await saved).json()) as View
    expect(view.smsVia).toBe('gohighlevel')
    await page.getByText('your number in GoHighLevel.').waitFor()
    await page.reload()
    await page.getByRole('radio', { name: /Shoulder’s number/ }).check()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Shoulder’s number.').waitFor()
  })

  test('is explained where it cannot be chosen, in Spanish as well', async () => {
    const { id, ghlLocationId } = stage.business
    await stage.sandbox(`/sandbox/ghl/places/${ghlLocationId}/change`, { hasNoNumber: true })
    const page = await open('es-US')
    await page.getByText('La subcuenta no tiene un número para textos.').waitFor()
    expect(await page.getByRole('radio').count()).toBe(0)
    await stage.sandbox(`/sandbox/ghl/places/${ghlLocationId}/change`, { hasNoNumber: false })
    await page.getByRole('button', { name: 'Mirar otra vez' }).click()
    await page.getByRole('radio', { name: /Su número en GoHighLevel/ }).waitFor()
    expect(page.url()).toContain(id)
  })
})
