import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { playInBrowser } from './support/play.ts'
import { newCaller } from './support/stage.ts'

const DANA = 'dana@larkspur.example.com'
const DANAS_PHONE = '+15125550133'

type Tenant = { id: string; smsNumber: string; primaryPhone: string }

/** With the code that the sandbox shows in place of the mail. */
async function signInByCode(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('button', { name: 'Send me a code' }).click()
  await page.getByText('Show that mail here').click()
  const mail = await page.getByText(/\d{6} is your code to sign in/).innerText()
  await page.getByLabel('Code').fill(mail.slice(0, 6))
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

const faultOf = async (page: Page, label: string) => {
  const ids = (await page.getByLabel(label, { exact: true }).getAttribute('aria-describedby')) ?? ''
  const error = ids.split(' ').find((id) => id.endsWith('-error'))
  return error === undefined ? null : page.locator(`[id="${error}"]`).innerText()
}

const hasFocus = (page: Page, label: string) =>
  page.getByLabel(label, { exact: true }).evaluate((field) => field === document.activeElement)

playInBrowser('joining', (stage) => {
  test('takes a newcomer from the front page to a recovered missed call', { timeout: 90_000 }, async () => {
    const page = await stage.open(await stage.signedIn({ email: null, viewport: { width: 390, height: 844 } }), '/')
    await signInByCode(page, DANA)
    await page.getByRole('link', { name: 'Set up my business' }).click()

    await page.getByRole('heading', { name: 'First, your business' }).waitFor()
    const next = page.getByRole('button', { name: 'Save and go on' })
    await page.getByRole('radio', { name: 'Plumbing' }).check()
    await page.getByLabel('Your name').fill('Dana Fields')
    await page.getByLabel('Where you work').fill('Austin and Round Rock')
    await page.getByLabel('Postal address').fill('1 Example Way, Austin, TX 78701')
    await next.click()
    await expect.poll(() => faultOf(page, 'Name of the business')).toBe('This is needed.')
    await expect.poll(() => hasFocus(page, 'Name of the business')).toBe(true)
    expect(await faultOf(page, 'Your name')).toBeNull()
    await page.getByLabel('Name of the business').fill('Larkspur Plumbing')
    await page.getByLabel('Time zone').selectOption('America/Chicago')
    await next.click()

    await page.getByRole('heading', { name: 'What you do and what it costs' }).waitFor()
    await page.getByText('We filled in what is usual in plumbing').waitFor()
    await next.click()

    await page.getByRole('heading', { name: 'Send us the calls you miss' }).waitFor()
    await page.getByLabel('Your own phone number').fill('555 01')
    await page.getByRole('button', { name: 'Show me what to dial' }).click()
    await expect.poll(() => faultOf(page, 'Your own phone number')).toMatch(/no US phone number/)
    await expect.poll(() => hasFocus(page, 'Your own phone number')).toBe(true)
    expect(await faultOf(page, 'Your carrier')).toMatch(/Choose/)
    await page.context().close()

    // Days later, on the computer at home.
    const home = await stage.open(await stage.signedIn({ email: DANA }), '/join')
    await home.getByRole('heading', { name: 'Send us the calls you miss' }).waitFor()
    await home.getByRole('button', { name: 'Business' }).click()
    expect(await home.getByLabel('Name of the business').inputValue()).toBe('Larkspur Plumbing')
    await home.goBack()
    await home.getByLabel('Your own phone number').fill('(512) 555-0133')
    await home.getByLabel('Your carrier').selectOption({ label: 'Verizon, Visible' })
    await home.getByRole('button', { name: 'Show me what to dial' }).click()
    await home.getByRole('link', { name: /^Dial \*71/ }).waitFor()

    await home.getByRole('button', { name: 'Call me now' }).click()
    await home.getByText('The call was taken, so it was not forwarded.').waitFor()
    const dana = await findByPhone()
    await stage.sandbox('/sandbox/forwarding', { phone: DANAS_PHONE, to: dana.smsNumber, isOn: true })
    await home.getByRole('button', { name: 'Call me again' }).click()
    await home.getByText('It works. Your missed calls come to us.').waitFor()
    await home.getByRole('button', { name: 'Go on' }).click()

    await home.getByRole('heading', { name: 'What your callers get' }).waitFor()
    await home.getByText(/Larkspur Plumbing: Sorry we missed your call/).waitFor()
    await home.getByRole('button', { name: 'Save and go on' }).click()
    await home.getByText('Tick this to go on.').waitFor()
    await home.getByRole('checkbox', { name: /only have my own callers texted/ }).check()
    await home.getByRole('button', { name: 'Save and go on' }).click()

    await home.getByRole('heading', { name: 'Do you work with GoHighLevel?' }).waitFor()
    await home.getByRole('button', { name: 'Go on without GoHighLevel' }).waitFor()
    await home.getByRole('link', { name: 'Connect GoHighLevel' }).click()
    await home.getByRole('link', { name: 'A sub-account of its own' }).click()
    await home.getByText('GoHighLevel is connected.').waitFor()
    await home.getByText('The pipeline Shoulder, with a stage for every step of a lead').waitFor()
    await home.getByText(/Switch Missed Call Text Back off/).waitFor()
    await home.getByRole('button', { name: 'Go on', exact: true }).click()

    await home.getByText(/^Connected: /).waitFor()
    await home.getByText('Forwarding proved by a test call').waitFor()
    await home.getByRole('button', { name: 'Go live', exact: true }).click()
    await home.getByText('Ready for the first missed call').waitFor()

    await stage.api('PATCH', `/tenants/${dana.id}/policy`, { textAfterMs: 500 })
    await home.evaluate(() => Object.assign(window, { wasLoadedOnce: true }))
    const caller = newCaller()
    const call = { to: dana.smsNumber, from: caller, forwardedFrom: DANAS_PHONE }
    await stage.sandbox('/sandbox/calls', { ...call, outcome: 'no-answer', via: 'twilio' })
    await home.getByRole('link', { name: /\(214\) 555-0101.*Us: Larkspur Plumbing: Sorry we missed/ }).waitFor()
    expect(await stage.received(caller, 1)).toEqual([expect.stringContaining('Larkspur Plumbing')])
    expect(await home.evaluate(() => 'wasLoadedOnce' in window)).toBe(true)
  })

  test('says in a word what is wrong with a code, and takes the right one', async () => {
    const page = await stage.open(await stage.signedIn({ email: null }), '/join')
    await page.getByLabel('E-mail').fill('kim@example.com')
    await page.getByRole('button', { name: 'Send me a code' }).click()
    await page.getByLabel('Code').fill('000000')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('alert').getByText('That is not the code. 4 tries are left.').waitFor()
    await page.getByText('Show that mail here').click()
    const mail = await page.getByText(/\d{6} is your code to sign in/).innerText()
    await page.getByLabel('Code').fill(mail.slice(0, 6))
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('heading', { name: 'First, your business' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/join')
  })

  test('keeps what was typed and not sent through a reload', async () => {
    const page = await stage.open(await stage.signedIn({ email: 'lee@example.com' }), '/join')
    await page.getByLabel('Name of the business').fill('Lee and Daughters')
    await page.reload()
    await expect.poll(() => page.getByLabel('Name of the business').inputValue()).toBe('Lee and Daughters')
  })

  async function findByPhone(): Promise<Tenant> {
    const { items } = await stage.api<{ items: Tenant[] }>('GET', '/tenants')
    const tenants = await Promise.all(items.map(({ id }) => stage.api<Tenant>('GET', `/tenants/${id}`)))
    const found = tenants.find(({ primaryPhone }) => primaryPhone === DANAS_PHONE)
    if (found === undefined) throw new Error('Dana has no business yet.')
    return found
  }
})
