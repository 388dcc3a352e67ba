import { heading, ofDemo, screen, text, type Screen } from './screen.ts'
import { ADMIN } from './stage.ts'
import { OWNER_OF_EMPTY } from './world.ts'

/** Every section of the settings. */

export const SETTINGS_SCREENS: Screen[] = [
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
  screen('settings-schedule', ofDemo('settings/schedule'), async (page) => {
    await page.getByRole('switch', { name: 'Own hours' }).check()
    await page.getByRole('button', { name: 'Add a day' }).click()
    await page.getByRole('button', { name: 'Add somebody' }).click()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Choose a day.').waitFor()
  }),
  screen('settings-after', ofDemo('settings/afterjob'), async (page) => {
    await page.getByRole('switch', { name: 'Ask for a review' }).check()
    await page.getByRole('button', { name: 'Add a plan' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Comfort')
    await page.getByLabel('What it holds').fill('2 visits a year')
    await page.getByLabel('Price', { exact: true }).fill('189')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('This is needed.').waitFor()
    await page.getByText('Comfort: 2 visits a year, $189').first().waitFor()
  }),
  screen('settings-timings', ofDemo('settings/timings'), async (page) => {
    await page.getByLabel('Text goes out after').fill('99')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('longer than its own deadline').waitFor()
  }),
  screen('settings-answers', ofDemo('settings/answers'), text('as it is quoted today')),
  screen('settings-on-call', ofDemo('settings/oncall'), async (page) => {
    for (const [place, name] of ['Ana Ortiz', 'Ben Hall'].entries()) {
      await page.getByRole('button', { name: 'Add somebody' }).click()
      await page.getByLabel('Name', { exact: true }).nth(place).fill(name)
    }
    await page.getByLabel('Mobile number').first().fill('12')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('no US phone number').first().waitFor()
  }),
  screen('settings-api', ofDemo('settings/api'), text('No webhooks yet')),
  screen('settings-notify', ofDemo('settings/notify'), text('This device')),
  screen('settings-registration', ofDemo('settings/registration'), text('Approved: missed callers are texted')),
  screen(
    'settings-registration-missing',
    ({ unregistered }) => `/app/${unregistered.id}/settings/registration`,
    text('Still missing before it can be handed in'),
    ADMIN,
  ),
  screen('settings-consent', ofDemo('settings/registration'), text('Ask whoever set up your account')),
  screen('settings-consent-admin', ofDemo('settings/registration'), text('The way they agree'), ADMIN),
  screen('settings-voice', ofDemo('settings/voice'), async (page) => {
    await page.getByRole('radio', { name: /At any hour/ }).check()
    await page.getByLabel('It rings for').fill('90')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('At most 40 s').waitFor()
  }),
  screen('settings-web-leads', ofDemo('settings/webleads'), async (page) => {
    await page.getByLabel('Sites that may show it').fill('https://example.com/contact')
    await page.getByRole('button', { name: /^Make a key|^Make a new key/ }).click()
    const renew = page.getByRole('dialog').getByRole('button', { name: 'Make a new key' })
    if (await renew.isVisible()) await renew.click()
    await page.getByText('Your new key').waitFor()
  }),
  screen('settings-google-ads', ofDemo('settings/googleads'), text('Bluebonnet ads')),
  screen(
    'settings-google-ads-none',
    ({ empty }) => `/app/${empty.id}/settings/googleads`,
    text('What a lead and a booking cost you'),
    OWNER_OF_EMPTY,
  ),
  screen('settings-check', ofDemo('settings/check'), async (page) => {
    await page.getByRole('button', { name: 'Check now' }).click()
    await page.getByText('What it walked').waitFor()
  }),
  screen('settings-gohighlevel', ofDemo('settings/gohighlevel'), async (page) => {
    await page.getByRole('button', { name: 'Check again' }).click()
    await page.getByLabel('Visits go to').waitFor()
  }),
  screen('settings-known', ofDemo('settings/known'), heading('Calls held back')),
  screen('settings-people', ofDemo('settings/people'), text('Who did what')),
  screen('settings-email', ofDemo('settings/email'), text('You send from the shared address.')),
  screen('settings-data', ofDemo('settings/data'), text('Download as a database')),
  screen('settings-privacy', ofDemo('settings/privacy'), text('Write down a request')),
  screen('settings-closing', ofDemo('settings/closing'), text('Take your data with you first')),
  {
    ...screen('settings-closing-asked', ofDemo('settings/closing'), async (page) => {
      await page.getByRole('button', { name: 'Close the business…' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Name of the business').fill('Something else')
      await dialog.getByRole('button', { name: 'Close it now' }).click()
      await dialog.getByText('This is not the name of the business').waitFor()
    }),
    logs: /status of 400/,
  },
  screen('settings-closed', ({ closed }) => `/app/${closed.id}/settings/closing`, text('Reopen the business'), ADMIN),
  screen('settings-pause', ofDemo('settings/pause'), text('Shoulder is working')),
  screen('settings-appearance', ofDemo('settings/appearance'), heading('Appearance')),
]
