import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { wholeRegistration } from '../support/registration.ts'
import { findViolations } from './support/axe.ts'
import { findCutOff } from './support/layout.ts'
import { playInBrowser } from './support/play.ts'
import { newCaller, TECHNICIAN, type Business } from './support/stage.ts'

type Quote = { status: string; description: string; fromMinor: number; toMinor: number }

playInBrowser('after the job', (stage) => {
  const NAME = 'Heron Plumbing'
  let business: Business
  let lena = ''
  const path = (rest: string) => `/tenants/${business.id}/${rest}`
  const open = async (rest: string, options = {}) =>
    stage.open(await stage.signedIn(options), `/app/${business.id}/${rest}`)
  const quotes = async () => (await stage.api<{ items: Quote[] }>('GET', path('quotes'))).items
  const dialog = (page: Page) => page.getByRole('dialog')
  const isFine = async (page: Page) => {
    expect(await findViolations(page)).toEqual([])
    await page.setViewportSize({ width: 360, height: 740 })
    expect(await findCutOff(page)).toEqual([])
    await page.setViewportSize({ width: 1280, height: 800 })
  }

  beforeAll(async () => {
    business = await stage.openBusiness({ businessName: NAME, smsNumber: '+15125550127', email: TECHNICIAN })
    // Offers may be texted only by who is registered for them.
    await stage.api('PATCH', `/tenants/${business.id}`, { a2p: 'no_number' })
    await stage.api('PUT', path('registration'), wholeRegistration(NAME, { useCase: 'low_volume_mixed' }))
    await stage.api('POST', path('registration/submit'))
    for (const kind of ['brand_approved', 'campaign_approved'])
      await stage.api('POST', path('registration/outcome'), { kind })
    const phone = newCaller()
    await stage.call({ from: phone }, business)
    await stage.received(phone, 1)
    await stage.text(phone, 'Do you work on Saturdays?', business)
    await stage.received(phone, 2)
    lena = await stage.customerId(phone, business)
    // With a person who has the conversation nothing is asked, and the price is theirs to set at once.
    await stage.api('POST', path(`conversations/${lena}/takeover`))
  })

  test('is set up in the settings, and read as customers will get it, before it is saved', async () => {
    const page = await open('settings/afterjob')
    await page.getByRole('switch', { name: 'Ask for a review' }).check()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('This is needed.').waitFor()
    await page.getByLabel('Where reviews are written').fill('reviews.example.com/heron')
    await page.getByRole('button', { name: 'Add a plan' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Comfort')
    await page.getByLabel('What it holds').fill('2 visits a year')
    await page.getByLabel('Price', { exact: true }).fill('189')
    await page.getByLabel('License number').fill('1012345')
    await page.getByLabel('State', { exact: true }).fill('tx')
    await page.getByText(/Comfort: 2 visits a year, \$189 for 12 months.*Lic #1012345/).waitFor()
    await page.getByRole('radio', { name: 'Spanish' }).check()
    await page
      .getByText(/Comfort: 2 visits a year, \$189 por 12 meses/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).first().click()
    await page.getByText('Saved', { exact: true }).first().waitFor()
    expect(await stage.api('GET', path('after-job'))).toMatchObject({
      review: { isOn: true, url: 'https://reviews.example.com/heron' },
      amc: { isOn: false, plans: [{ name: 'Comfort', priceMinor: 18_900, termMonths: 12 }] },
    })
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect
      .poll(() => stage.api('GET', `/tenants/${business.id}`))
      .toMatchObject({ license: { number: '1012345', state: 'TX', name: NAME } })
    await page.reload()
    await page.getByLabel('Name', { exact: true }).waitFor()
    expect(await page.getByLabel('License number').inputValue()).toBe('1012345')
  })

  test('waits on the board for a price, which is set there and goes out', async () => {
    const asked = { customerId: lena, description: 'Rerouting the pool house pipes' }
    await stage.api('POST', path('quotes'), asked)
    const list = await open('quotes')
    await list.getByText('Rerouting the pool house pipes').waitFor()
    await isFine(list)
    const page = await open('board')
    await page.getByText('waits for your price: “Rerouting the pool house pipes”').waitFor()
    await page.getByRole('button', { name: 'Set the price' }).click()
    await dialog(page).getByLabel('From', { exact: true }).fill('615')
    await dialog(page).getByLabel('To', { exact: true }).fill('420')
    await dialog(page).getByRole('button', { name: 'Send the estimate' }).click()
    await dialog(page).getByText('This must not be less than the lower price.').waitFor()
    await dialog(page).getByLabel('To', { exact: true }).fill('650.50')
    await dialog(page).getByRole('button', { name: 'Send the estimate' }).click()
    await page.getByText('The estimate goes out.').waitFor()
    await page.getByText('waits for your price').waitFor({ state: 'detached' })
    expect(await quotes()).toMatchObject([{ status: 'sent', fromMinor: 61_500, toMinor: 65_050 }])

    await list.getByText('$615 – $650.50').waitFor()
    await list.getByRole('button', { name: /^Withdraw/ }).click()
    await dialog(list).getByRole('button', { name: 'Withdraw it' }).click()
    await list.getByText('No open quotes').waitFor()
    await list.getByRole('radio', { name: 'Closed' }).check()
    await list.getByText('Withdrawn', { exact: true }).waitFor()
  })

  test('is told of beside the conversation: a price, a job, a consent on paper and an offer', async () => {
    const page = await open(`c/${lena}`)
    const card = page.getByRole('complementary', { name: 'Customer', exact: true })
    await card.getByRole('button', { name: 'New quote' }).click()
    await dialog(page).getByLabel('The job, in your words').fill('A new gate')
    await dialog(page).getByRole('button', { name: 'Begin' }).click()
    const draft = page.getByRole('region', { name: 'They wait for your price' })
    await draft.getByText('A new gate').waitFor()
    await draft.getByRole('button', { name: /^Withdraw/ }).click()
    await dialog(page).getByRole('button', { name: 'Withdraw it' }).click()
    await draft.waitFor({ state: 'detached' })

    await card.getByRole('button', { name: 'Job done' }).click()
    await dialog(page).getByLabel('What was done').selectOption('Drain clearing')
    await dialog(page).getByLabel('What it brought in').fill('250')
    await dialog(page).getByRole('button', { name: 'It is done' }).click()
    await card.getByText('$250').waitFor()
    await card.getByText(/^Review: /).waitFor()

    await card.getByText('they have not agreed to offers in writing').waitFor()
    await card.getByRole('button', { name: 'They agreed to offers on paper' }).click()
    await dialog(page).getByLabel('Where the paper is').fill('invoice 1042')
    await dialog(page).getByRole('button', { name: 'Note it' }).click()
    await dialog(page).getByText('At least 20 characters').waitFor()
    await dialog(page).getByLabel('What they signed').fill('I agree to get offers by automated text message.')
    await dialog(page).getByRole('button', { name: 'Note it' }).click()
    await card.getByRole('button', { name: 'Offer a plan' }).click()
    await dialog(page).getByText('Comfort, $189 for 12 months').waitFor({ state: 'attached' })
    await dialog(page).getByRole('button', { name: 'Offer it' }).click()
    await card.getByText('Comfort', { exact: true }).waitFor()
    await isFine(page)

    const plans = await open('plans')
    await plans.getByText('Nobody has a plan yet').waitFor()
    await plans.getByRole('radio', { name: 'Offered' }).check()
    await isFine(plans)
    await plans.getByRole('button', { name: /^Take back the offer/ }).click()
    await dialog(plans).getByRole('button', { name: 'Take it back' }).click()
    await plans.getByText('Nothing is offered just now').waitFor()
    await card.getByRole('button', { name: 'Offer a plan' }).waitFor()
  })

  test('keeps a plan that was agreed to on paper, with what shows it', async () => {
    const page = await open('plans')
    await page.getByRole('button', { name: 'Enter a plan' }).click()
    const sheet = dialog(page)
    await sheet.getByLabel('The same as').selectOption({ label: 'Comfort' })
    await sheet.getByRole('switch', { name: 'It renews by itself' }).check()
    await sheet.getByRole('button', { name: 'Keep the plan' }).click()
    await sheet.getByText('The law asks for this').waitFor({ state: 'hidden' })
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('tel')
    await sheet.getByLabel('Phone').fill('(512) 555-0188')
    await sheet.getByLabel('Name', { exact: true }).fill('Opal Reed')
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
    await sheet.getByLabel('Started on').fill(day(-200))
    await sheet.getByLabel('Term ends on').fill(day(900))
    await sheet.getByLabel('Agreed on').fill(day(-200))
    await sheet
      .getByLabel('What they agreed to')
      .fill('Two visits a year for $189, renewed each year. I agree to that.')
    await sheet.getByLabel('Where the proof is').fill('folder 12')
    await sheet.getByRole('button', { name: 'Keep the plan' }).click()
    await sheet.getByText('The law asks for this').waitFor()
    await sheet.getByLabel('They agreed to the renewal itself').check()
    await sheet.getByRole('button', { name: 'Keep the plan' }).click()
    await sheet.getByText('no later than one term from now').waitFor()
    await isFine(page)
    await sheet.getByLabel('Term ends on').fill(day(100))
    await sheet.getByRole('button', { name: 'Keep the plan' }).click()
    await page.getByText('The plan stands.').waitFor()
    await page.getByRole('link', { name: 'Opal Reed' }).waitFor()
    await page.getByText('On paper: folder 12').waitFor()
    await page.getByText('Renews on').waitFor()
    await isFine(page)
  })

  test('is read in Spanish', async () => {
    const board = await open('board', { locale: 'es-US' })
    await board.getByText('Respondieron').waitFor()
    await isFine(board)
    const page = await open('plans', { locale: 'es-US' })
    await page.getByText('En papel: folder 12').waitFor()
    await page.getByRole('link', { name: 'Estimados' }).click()
    await page.getByRole('heading', { name: 'Estimados', exact: true }).waitFor()
    await page.getByRole('radio', { name: 'Cerrados' }).check()
    await page.getByText('Retirado', { exact: true }).first().waitFor()
  })
})
