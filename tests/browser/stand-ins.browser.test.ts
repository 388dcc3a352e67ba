import { expect, test } from 'vitest'
import { playInBrowser } from './support/play.ts'
import { ADMIN } from './support/stage.ts'

/** What the sandbox's page shows of the stand-ins, and how it lets them fail. */

playInBrowser('the stand-ins of the sandbox', (stage) => {
  test('show in Slack what an admin is told there, and what becomes of it once the webhook is removed', async () => {
    const context = await stage.signedIn({ email: ADMIN, viewport: { width: 1280, height: 1000 } })
    const page = await context.newPage()
    await page.goto(stage.run.sandboxUrl)
    const slack = page.getByRole('region', { name: 'Slack' })
    await slack.getByText('Nothing was posted yet.').waitFor()
    const address = await slack.getByLabel('Address of #shoulder-alerts').inputValue()
    expect(address).toMatch(/\/slack\/services\/T\w+\/B\w+\/\w{24}$/)

    const fleet = await stage.open(context, '/fleet')
    await fleet.getByRole('button', { name: 'Who is told' }).click()
    await fleet.getByRole('button', { name: 'Tell somebody else' }).click()
    await fleet.getByLabel('How', { exact: true }).selectOption('Webhook')
    await fleet.getByLabel('Name', { exact: true }).fill('On duty')
    await fleet.getByLabel('Webhook address').fill(address)
    await fleet.getByRole('button', { name: 'Save' }).click()
    await fleet.getByRole('button', { name: 'Send a test to On duty' }).click()
    await fleet.getByText('The test was sent.').waitFor()
    await slack.getByText('A test: alerts arrive here.').waitFor()
    expect(await slack.getByRole('link', { name: 'Open the fleet' }).getAttribute('href')).toMatch(/\/fleet$/)

    await slack.getByRole('button', { name: 'Remove it' }).click()
    await slack.getByText('Its webhook was removed.').waitFor()
    await fleet.getByRole('button', { name: 'Send a test to On duty' }).click()
    await fleet.getByText('The test did not get through: no_service.').waitFor()
    await slack.getByRole('button', { name: 'Put it right' }).click()
    await slack.getByText('Its webhook takes messages.').waitFor()
    await fleet.getByRole('button', { name: 'Take out On duty' }).click()
    await fleet.getByRole('button', { name: 'Take out On duty' }).waitFor({ state: 'detached' })
  })

  test('take the texts that an admin is told by', async () => {
    const fleet = await stage.open(await stage.signedIn({ email: ADMIN }), '/fleet')
    await fleet.getByRole('button', { name: 'Who is told' }).click()
    await fleet.getByRole('button', { name: 'Tell somebody else' }).click()
    await fleet.getByLabel('How', { exact: true }).selectOption('Text')
    await fleet.getByLabel('Name', { exact: true }).fill('Night shift')
    await fleet.getByLabel('Phone number').fill('+15125550191')
    await fleet.getByRole('button', { name: 'Save' }).click()
    await fleet.getByRole('button', { name: 'Send a test to Night shift' }).click()
    await fleet.getByText('The test was sent.').waitFor()
    const texts = await stage.sandbox<{ from: string; body: string }[]>('/sandbox/messages?to=%2B15125550191')
    expect(texts).toMatchObject([
      { from: '+15125550190', body: expect.stringContaining('A test: alerts arrive here.') },
    ])
    await fleet.getByRole('button', { name: 'Take out Night shift' }).click()
    await fleet.getByRole('button', { name: 'Take out Night shift' }).waitFor({ state: 'detached' })
  })

  test('offer what only advertising can suffer where it is advertising that misbehaves', async () => {
    const context = await stage.signedIn({ viewport: { width: 1280, height: 1000 } })
    const page = await context.newPage()
    await page.goto(stage.run.sandboxUrl)
    const [who, what] = [page.getByLabel('Who misbehaves'), page.getByLabel('What it does')]
    const offered = () => what.locator('option:enabled').allTextContents()
    await who.locator('option[value="google-ads"]').waitFor({ state: 'attached' })
    const others = await offered()
    await who.selectOption('Google Ads (advertising)')
    expect(await offered()).toEqual([
      ...others,
      'refuses what is over its quota',
      'fails the last of several changes',
      'disapproves of new words',
      'says that somebody else changes the same',
    ])
    for (const words of (await offered()).slice(others.length)) {
      await what.selectOption(words)
      await page.getByRole('button', { name: 'Start the fault' }).click()
      await page.getByText(`Google Ads ${words}`).waitFor()
    }
    await page.getByText('In trouble: Google Ads.').waitFor()
    const faults = await stage.sandbox<{ provider: string; kind: string }[]>('/sandbox/faults')
    expect(faults.map(({ kind }) => kind)).toEqual(['quota', 'partial', 'policy', 'concurrent'])

    // Nobody else has such faults, so what was chosen gives way.
    await who.selectOption('Twilio (texts and calls)')
    expect(await offered()).toEqual(others)
    expect(await what.inputValue()).toBe('status')
    await page.getByLabel('Which error').waitFor()
    await page.getByRole('button', { name: 'Make everything well again' }).click()
    await page.getByText('Everything is well again.').waitFor()
  })
})
