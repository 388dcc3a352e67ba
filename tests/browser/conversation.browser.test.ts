import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { playInBrowser } from './support/play.ts'
import { newCaller } from './support/stage.ts'

const bubbles = (page: Page) => page.getByRole('group', { name: 'What was said and done' }).getByRole('article')
const field = (page: Page) => page.getByLabel('Your text')

playInBrowser('a conversation', (stage) => {
  /** Somebody who called and was texted, and the technician who looks at it. */
  async function openTexted(name: string): Promise<{ page: Page; phone: string; id: string }> {
    const phone = newCaller()
    await stage.call({ from: phone, name })
    await stage.received(phone, 1)
    const id = await stage.customerId(phone)
    const page = await stage.open(await stage.signedIn(), `/app/${stage.business.id}/c/${id}`)
    await bubbles(page).getByText('Sorry we missed your call').waitFor()
    await page.getByText('Live', { exact: true }).waitFor()
    return { page, phone, id }
  }

  test('is taken over by typing, which silences the automation until it is handed back', async () => {
    const { page, phone } = await openTexted('Pat Rivers')
    await page.getByText('Shoulder answers here.').waitFor()
    await field(page).pressSequentially('Hi Pat, ')
    await page.getByText('You have this conversation.').waitFor()
    await expect.poll(() => isTakenOver(phone)).toBe(true)

    await stage.text(phone, 'How much to fix a water heater?')
    await bubbles(page).getByText('How much to fix a water heater?').waitFor()
    await page.getByText('Waiting for you').or(page.getByText('Needs you')).first().waitFor({ state: 'attached' })
    await field(page).pressSequentially('I can look at it at four.')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    const mine = page.getByRole('article', { name: 'Typed by a person' })
    await mine.getByText('Hi Pat, I can look at it at four.').waitFor()
    expect(await stage.received(phone, 2)).toEqual([
      expect.stringContaining('Sorry we missed'),
      'Hi Pat, I can look at it at four.',
    ])
    expect(await mine.count()).toBe(1)

    await page.getByRole('button', { name: 'Hand back' }).click()
    await page.getByText('Shoulder answers here.').waitFor()
    await stage.text(phone, 'And how much to clear a drain?')
    await bubbles(page)
      .getByText(/\$117.*\$291/)
      .waitFor()
    expect(await stage.received(phone, 3)).toHaveLength(3)
  })

  test('gives the words back, and says why, when they may not be sent', async () => {
    const { page, phone } = await openTexted('Robin Vale')
    await field(page).fill('See you at nine.')
    // In the same moment in which the technician taps, somebody who has had enough says so.
    await page.route('**/messages', async (route) => {
      await stage.text(phone, 'STOP')
      await expect.poll(() => hasOptedOut(phone)).toBe(true)
      await route.continue()
    })
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByText('Sending').waitFor()
    await page.getByText('Texting is off for this customer').waitFor()
    await expect.poll(() => bubbles(page).getByText('See you at nine.').count()).toBe(0)
    expect(await stage.received(phone, 2)).toEqual([
      expect.stringContaining('Sorry we missed'),
      expect.stringMatching(/no more|unsubscribed|opted out|stop/i),
    ])
    await page.getByText('Your text was not sent: “See you at nine.”').waitFor()
  })

  test('keeps the words in the field when the server fails, and sends them on the second try', async () => {
    const { page, phone } = await openTexted('Jo Pike')
    await field(page).fill('On my way.')
    await page.route('**/messages', (route) => route.fulfill({ status: 503, json: { code: 'busy', detail: '' } }), {
      times: 1,
    })
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page
      .getByRole('alert')
      .getByText(/Not sent; your text is back below/)
      .waitFor()
    expect(await field(page).inputValue()).toBe('On my way.')
    expect(await bubbles(page).getByText('On my way.').count()).toBe(0)
    await field(page).press('Control+Enter')
    await bubbles(page).getByText('On my way.').waitFor()
    expect(await field(page).inputValue()).toBe('')
    expect(await stage.received(phone, 2)).toHaveLength(2)
  })

  test('tells of every text why it was sent', async () => {
    const { page } = await openTexted('Max Holt')
    const why = page.getByRole('button', { name: 'Why was this sent?' }).first()
    await why.click()
    const sheet = page.getByRole('dialog', { name: 'Why was this sent?' })
    await sheet.getByText('the missed-call text: an answer to a call or text').waitFor()
    await sheet.getByText('They called, which permits one answer about that call').waitFor()
    await sheet.getByText(/\d{1,2}:\d{2} [AP]M where the customer may be \(America\/Chicago\)/).waitFor()
    await sheet.getByText('They have not opted out').waitFor()
    await sheet.getByText('The words Shoulder ships.').waitFor()
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'hidden' })
    expect(await why.evaluate((button) => button === document.activeElement)).toBe(true)
  })

  test('shows the customer, and delivery as it comes in', async () => {
    const { page, phone } = await openTexted('Ira Stone')
    await page.getByText('Delivered').first().waitFor({ state: 'attached' })
    const card = page.getByRole('complementary', { name: 'Customer' })
    await card.getByText('English').waitFor()
    await card.getByText('They called, which permits one answer about that call').waitFor()
    expect(await card.getByRole('link', { name: /\(214\)/ }).getAttribute('href')).toBe(`tel:${phone}`)
  })

  test('keeps a half-written text through a reload and through other screens', async () => {
    const { page } = await openTexted('Noa Field')
    await field(page).fill('I will bring the part')
    await page.getByRole('link', { name: 'Numbers' }).click()
    await page.getByRole('heading', { name: 'Numbers', level: 1 }).waitFor()
    await page.goBack()
    await expect.poll(() => field(page).inputValue()).toBe('I will bring the part')
    await page.reload()
    await expect.poll(() => field(page).inputValue()).toBe('I will bring the part')
  })

  test('does not run what a customer writes', async () => {
    const { page, phone } = await openTexted('Eli Marsh')
    await stage.text(phone, '<img src=x onerror="window.wasRun=1"><script>window.wasRun=1</script> &amp; "done"')
    await bubbles(page).getByText('<img src=x onerror="window.wasRun=1">').waitFor()
    expect(await page.evaluate(() => 'wasRun' in window)).toBe(false)
  })

  async function isTakenOver(phone: string): Promise<boolean> {
    return (await summaryOf(phone)).takenOver
  }
  async function hasOptedOut(phone: string): Promise<boolean> {
    return (await summaryOf(phone)).optedOut
  }
  async function summaryOf(phone: string) {
    type Board = { conversations: { phone: string; takenOver: boolean; optedOut: boolean }[] }
    const { conversations } = await stage.api<Board>('GET', `/tenants/${stage.business.id}/board`)
    const found = conversations.find((each) => each.phone === phone)
    if (found === undefined) throw new Error(`Nobody with ${phone} is on the board.`)
    return found
  }
})
