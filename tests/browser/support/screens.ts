import type { BrowserContext, Page } from 'playwright-core'
import { ADMIN } from './stage.ts'
import { heading, ofDemo, screen, text, type Screen } from './screen.ts'
import { FLEET_SCREENS } from './fleet-screens.ts'
import { SETTINGS_SCREENS } from './settings-screens.ts'
import { INVITED, JOINER, OWNER_OF_EMPTY, type World } from './world.ts'

/** Every screen there is, and how to come to it. */

const STRANGER = 'nobody@example.com'

const board: Screen[] = [
  screen('board', ofDemo('board'), text('Emergency')),
  screen(
    'board-empty',
    ({ empty }) => `/app/${empty.id}/board`,
    text('Ready for the first missed call'),
    OWNER_OF_EMPTY,
  ),
  screen('account', ofDemo('board'), async (page) => {
    await page.getByRole('button', { name: 'Account and display' }).click()
    await page.getByRole('dialog').getByText('Signed in as').waitFor()
  }),
  screen('conversation', (world) => ofDemo(`c/${world.conversationId}`)(world), text(/\$179-\$463/)),
  screen('conversation-opted-out', (world) => ofDemo(`c/${world.optedOutId}`)(world), text('Texting is off')),
  screen(
    'why',
    (world) => ofDemo(`c/${world.conversationId}`)(world),
    async (page) => {
      await page.getByRole('button', { name: 'Why was this sent?' }).first().click()
      await page.getByRole('dialog').getByText('Local time').waitFor()
    },
  ),
  screen(
    'conversation-opt-out',
    (world) => ofDemo(`c/${world.conversationId}`)(world),
    async (page) => {
      await page
        .getByText(/\$179-\$463/)
        .first()
        .waitFor()
      const details = page.getByRole('button', { name: 'Show customer' })
      if (await details.isVisible()) await details.click()
      await page.getByRole('button', { name: 'No more messages…' }).filter({ visible: true }).click()
      const sheet = page.getByRole('dialog', { name: 'No more messages' })
      await sheet.getByRole('button', { name: 'Stop all messages' }).click()
      await sheet.getByText('This is needed').waitFor()
    },
  ),
  {
    ...screen('conversation-gone', ofDemo('c/cus_0000000000000000000000000'), text('There is no such customer')),
    logs: /status of 404/,
  },
]

const visits: Screen[] = [
  screen('visits', ofDemo('visits'), text('Leak repair')),
  screen('visits-empty', ({ empty }) => `/app/${empty.id}/visits`, text('No visits in these days'), OWNER_OF_EMPTY),
  screen('visits-add', ofDemo('visits'), async (page) => {
    await page.getByRole('button', { name: 'Add a visit' }).click()
    const sheet = page.getByRole('dialog', { name: 'Add a visit' })
    await sheet.getByRole('radio', { name: 'Another time' }).check()
    await sheet.getByRole('button', { name: 'Add the visit' }).click()
    await sheet.getByText('Choose a time.').waitFor()
  }),
  screen('visits-move', ofDemo('visits'), async (page) => {
    await page.getByRole('button', { name: /^Move: Pat/ }).click()
    await page.getByRole('dialog').getByText('Free times').waitFor()
  }),
  screen('visits-cancel', ofDemo('visits'), async (page) => {
    await page.getByRole('button', { name: /^Cancel visit: Pat/ }).click()
    await page.getByRole('dialog').getByText('It cannot be undone').waitFor()
  }),
  screen('visit-page', ({ visitLink }) => visitLink, heading('Your visit from'), null),
  screen(
    'visit-page-move',
    ({ visitLink }) => visitLink,
    async (page) => {
      for (const name of ['Move it to another time', 'Cancel it']) await page.getByText(name, { exact: true }).click()
      await page.getByRole('button', { name: 'Move my visit' }).waitFor()
    },
    null,
  ),
  {
    ...screen('visit-page-gone', ({ visitLink }) => `${visitLink}x`, text('no longer in use'), null),
    logs: /status of 404/,
  },
]

const pipeline: Screen[] = [
  screen('pipeline', ofDemo('pipeline'), heading('Leads')),
  screen('pipeline-empty', ({ empty }) => `/app/${empty.id}/pipeline`, text('No leads yet'), OWNER_OF_EMPTY),
  screen('pipeline-menu', ofDemo('pipeline'), async (page) => {
    await page
      .getByRole('button', { name: /^Move .* to…$/ })
      .filter({ visible: true })
      .first()
      .click()
    await page.getByRole('dialog').getByText('Open the conversation').waitFor()
  }),
  screen('pipeline-sale', ofDemo('pipeline'), async (page) => {
    await page
      .getByRole('button', { name: /^Move .* to…$/ })
      .filter({ visible: true })
      .first()
      .click()
    await page.getByRole('dialog').getByRole('button', { name: 'Completed' }).click()
    await page.getByLabel('Amount').waitFor()
  }),
]

const numbers: Screen[] = [
  screen('numbers', ofDemo('numbers'), text('Missed and booked by day')),
  screen('numbers-table', ofDemo('numbers'), async (page) => {
    await page.getByRole('button', { name: 'Show as a table' }).click()
    await page.getByRole('table').waitFor()
  }),
  screen('numbers-empty', ({ empty }) => `/app/${empty.id}/numbers`, text('Nothing to count yet'), OWNER_OF_EMPTY),
]

const ads: Screen[] = [
  screen('ads', ofDemo('ads'), text('What it cost and brought')),
  screen('ads-none', ({ empty }) => `/app/${empty.id}/ads`, text('See what your advertising brings'), OWNER_OF_EMPTY),
  screen('ads-budget', ofDemo('ads'), async (page) => {
    await page
      .getByRole('button', { name: /^Set the budget of/ })
      .first()
      .click()
    await page.getByRole('dialog').getByLabel('At most a day').fill('none')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await page.getByText('Write an amount').waitFor()
  }),
]

const agents: Screen[] = [
  screen('agents', ({ unregistered }) => `/app/${unregistered.id}/agents`, text('Approve'), ADMIN),
  screen('agents-empty', ({ empty }) => `/app/${empty.id}/agents`, text('Nothing waits'), OWNER_OF_EMPTY),
]

const join: Screen[] = [
  screen('join-first', () => '/join', heading('First, your business'), STRANGER),
  screen('join-business', () => '/join?step=business', heading('First, your business'), JOINER),
  screen('join-services', () => '/join?step=services', text('per job'), JOINER),
  screen('join-phone', () => '/join?step=phone', text('Call me now'), JOINER),
  screen(
    'join-phone-form',
    () => '/join?step=phone',
    async (page) => {
      await page.getByRole('button', { name: 'Change number or carrier' }).click()
      await page.getByLabel('Your own phone number').fill('12')
      await page.getByRole('button', { name: 'Show me what to dial' }).click()
      await page.getByText('no US phone number').waitFor()
    },
    JOINER,
  ),
  screen('join-consent', () => '/join?step=consent', text('Your first three texts'), JOINER),
  screen('join-gohighlevel', () => '/join?step=gohighlevel', text('Connect GoHighLevel'), JOINER),
  screen('join-review', () => '/join?step=review', text('One last look'), JOINER),
]

const doors: Screen[] = [
  screen('choose-none', () => '/app', text('No business yet'), STRANGER),
  screen('invitation', ({ invitation }) => invitation, heading('You are invited'), INVITED),
  {
    ...screen('invitation-for-other', ({ invitation }) => invitation, heading('for another address'), STRANGER),
    logs: /status of 403/,
  },
  {
    ...screen('invitation-gone', () => '/app/invitation/gone', heading('This invitation is over'), INVITED),
    logs: /status of 404/,
  },
  screen('nowhere', () => '/app/a/b/c/d', text('There is nothing here')),
  screen('sign-in', () => '/app', heading('Sign in to Shoulder'), null),
  screen(
    'sign-in-code',
    () => '/app',
    async (page) => {
      await page.getByLabel('E-mail').fill('kim@example.com')
      await page.getByRole('button', { name: 'Send me a code' }).click()
      await page.getByText('Show that mail here').click()
    },
    null,
  ),
  screen('signed-out', () => '/sign-out', text('You are signed out'), null),
  screen('sandbox-phone', ({ stage }) => stage.run.sandboxUrl, text('Bluebonnet Plumbing'), null),
]

export const SCREENS: Screen[] = [
  ...board,
  ...visits,
  ...pipeline,
  ...numbers,
  ...ads,
  ...agents,
  ...SETTINGS_SCREENS,
  ...join,
  ...FLEET_SCREENS,
  ...doors,
]

export async function openScreen(world: World, context: BrowserContext, { place, ready }: Screen): Promise<Page> {
  const page = await context.newPage()
  const path = place(world)
  await page.goto(path.startsWith('http') ? path : `${world.stage.run.appUrl}${path}`)
  await ready(page)
  // Skeletons are gone and fonts and pictures stand.
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  await page.waitForLoadState('load')
  return page
}

export type Look = { width: number; colorScheme: 'light' | 'dark' }

/** Shows a page in another size or other colors, and waits until it looks so. */
export async function dressPage(page: Page, { width, colorScheme }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.setViewportSize({ width, height: width < 600 ? 844 : 800 })
  const query = `(width: ${width}px) and (prefers-color-scheme: ${colorScheme})`
  await page.waitForFunction((wanted) => matchMedia(wanted).matches, query)
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    for (let passed = 0; passed < 2; passed += 1) await frame()
  })
}
