import type { BrowserContext, Page } from 'playwright-core'
import { newCaller, TECHNICIAN, type Business, type Stage } from './stage.ts'

/** Every screen there is, and a town full of people so that each has something to show. */

export const OWNER_OF_EMPTY = 'dana@larkspur.example.com'
const JOINER = 'joan@example.com'
const STRANGER = 'nobody@example.com'

export type World = { stage: Stage; empty: Business; conversationId: string; optedOutId: string }

export type Screen = {
  name: string
  /** Who looks at it; null for nobody yet. */
  as: string | null
  place: (world: World) => string
  /** Waits for what must be there, and opens what has to be opened. */
  ready: (page: Page) => Promise<unknown>
  /** What the browser rightly reports as an error there. */
  logs?: RegExp
}

const heading = (name: string | RegExp) => (page: Page) => page.getByRole('heading', { name }).first().waitFor()
const text = (words: string | RegExp) => (page: Page) => page.getByText(words).first().waitFor()
const ofDemo = (rest: string) => (world: World) => `/app/${world.stage.business.id}/${rest}`
const screen = (name: string, place: Screen['place'], ready: Screen['ready'], as: string | null = TECHNICIAN) => ({
  name,
  as,
  place,
  ready,
})

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
  {
    ...screen('conversation-gone', ofDemo('c/cus_0000000000000000000000000'), text('There is no such customer')),
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

const settings: Screen[] = [
  screen('settings', ofDemo('settings'), heading('Settings')),
  screen('settings-scripts', ofDemo('settings/scripts'), text('Nothing against it')),
  screen('settings-scripts-refused', ofDemo('settings/scripts'), async (page) => {
    await page.getByLabel('The words').fill('Big sale today! 20% off ✨')
    await page.getByText('It cannot be saved like this').waitFor()
  }),
  screen('settings-prices', ofDemo('settings/prices'), async (page) => {
    await page.getByRole('button', { name: /Leak repair/ }).click()
    await page.getByLabel('From', { exact: true }).waitFor()
  }),
  screen('settings-business', ofDemo('settings/business'), text('Postal address')),
  screen('settings-timings', ofDemo('settings/timings'), async (page) => {
    await page.getByLabel('Text goes out after').fill('99')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('longer than its own deadline').waitFor()
  }),
  screen('settings-notify', ofDemo('settings/notify'), text('This device')),
  screen('settings-pause', ofDemo('settings/pause'), text('Shoulder is working')),
  screen('settings-appearance', ofDemo('settings/appearance'), heading('Appearance')),
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
  screen('join-review', () => '/join?step=review', text('One last look'), JOINER),
]

const doors: Screen[] = [
  screen('choose-none', () => '/app', text('No business yet'), STRANGER),
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

export const SCREENS: Screen[] = [...board, ...pipeline, ...numbers, ...settings, ...join, ...doors]

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

/** People of every kind, a business that nobody has called, and somebody in the middle of joining. */
export async function fillStage(stage: Stage): Promise<World> {
  const talks: [name: string, ...texts: string[]][] = [
    ['Ada Quill-Featherstonehaugh of the Western Hills'],
    ['Kim Otis', 'How much to rebuild a swimming pool?'],
    ['Lena Brook', 'Hola, ¿cuánto cuesta destapar un desague?'],
    ['Robin Vale', 'STOP'],
    ['Pat Rivers', 'How much to fix a water heater that is cold?', 'Can someone come tomorrow at 9am?'],
    ['Alex Moreno', 'I smell gas in the kitchen, what should I do?'],
  ]
  const people = talks.map(([name, ...texts]) => ({ name, texts, phone: newCaller() }))
  await Promise.all(
    people.map(async ({ name, texts, phone }) => {
      await stage.call({ from: phone, name, email: `${name.split(' ')[0]?.toLowerCase()}@example.com` })
      for (const [index, words] of texts.entries()) {
        await stage.received(phone, index + 1)
        await stage.text(phone, words)
        await stage.received(phone, index + 2)
      }
    }),
  )
  await finishJob(stage, 'Kim Otis')
  const idOf = (name: string) => stage.customerId(people.find((person) => person.name === name)?.phone ?? '')
  const profile = { businessName: 'Larkspur Plumbing', smsNumber: '+15125550121', email: OWNER_OF_EMPTY }
  const empty = await stage.openBusiness(profile)
  await beginJoining(stage)
  return { stage, empty, conversationId: await idOf('Pat Rivers'), optedOutId: await idOf('Robin Vale') }
}

async function finishJob(stage: Stage, name: string): Promise<void> {
  type Board = { leads: { id: string; name: string | null; status: string }[] }
  const { leads } = await stage.api<Board>('GET', `/tenants/${stage.business.id}/board`)
  const lead = leads.find((each) => each.name === name)
  if (lead === undefined) throw new Error(`${name} has no lead.`)
  const patch = { status: 'completed', from: lead.status, revenueMinor: 48_950 }
  await stage.api('PATCH', `/tenants/${stage.business.id}/leads/${lead.id}`, patch)
}

async function beginJoining(stage: Stage): Promise<void> {
  const context = await stage.signedIn({ email: JOINER })
  const put = (step: string, data: unknown) => context.request.put(`${stage.run.appUrl}/api/v1/join/${step}`, { data })
  const business = {
    ...{ businessName: 'Joan and Daughters', ownerName: 'Joan Reed', serviceArea: 'Austin, TX', trade: 'plumbing' },
    ...{ timeZone: 'America/Chicago', postalAddress: '3 Example Way, Austin, TX 78701', language: 'en' },
  }
  const priceBook = [
    { service: 'Drain clearing', from: 11_700, to: 29_100, unit: 'job', keywords: ['drain'] },
    { service: 'Leak repair', from: 14_500, to: 38_000, unit: 'job', keywords: ['leak'] },
  ]
  const steps: [string, unknown][] = [
    ['business', business],
    ['services', { priceBook }],
    ['phone', { primaryPhone: '+15125550134', carrier: 'tmobile' }],
    ['consent', { consentMode: 'spoken_notice', acceptsTerms: true }],
  ]
  for (const [step, data] of steps) {
    const answer = await put(step, data)
    if (!answer.ok()) throw new Error(`${step} answered ${answer.status()}: ${await answer.text()}`)
  }
  await context.close()
}
