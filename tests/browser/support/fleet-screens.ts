import { heading, screen, text, type Screen } from './screen.ts'
import { ADMIN } from './stage.ts'

/** What admins see of all businesses, and of one. */
export const FLEET_SCREENS: Screen[] = [
  screen('fleet', () => '/fleet', text('Each business'), ADMIN),
  screen(
    'fleet-filters',
    () => '/fleet?days=90&status=live',
    async (page) => {
      const button = page.getByRole('button', { name: 'Filters (1)' })
      if (await button.isVisible()) await button.click()
      await page.getByRole('radio', { name: 'Month joined' }).check()
      await page.getByRole('heading', { name: 'Each business' }).waitFor()
    },
    ADMIN,
  ),
  screen('fleet-nobody', () => '/fleet?find=nobody', heading('No business like this'), ADMIN),
  screen('fleet-tenant', ({ stage }) => `/fleet/${stage.business.id}`, text('Recovered revenue by day'), ADMIN),
  screen(
    'fleet-tenant-pays',
    ({ stage }) => `/fleet/${stage.business.id}`,
    async (page) => {
      await page.getByRole('region', { name: 'What it pays' }).getByText('3 changes').click()
      await page.getByText('Recovered revenue by day').waitFor()
    },
    ADMIN,
  ),
  screen(
    'fleet-tenant-change',
    ({ empty }) => `/fleet/${empty.id}`,
    async (page) => {
      await page.getByRole('button', { name: 'Enter a change' }).click()
      const sheet = page.getByRole('dialog', { name: 'Change what it pays' })
      await sheet.getByLabel('Status').selectOption('On trial')
      await sheet.getByRole('button', { name: 'Save' }).click()
      await sheet.getByText('Write an amount').waitFor()
    },
    ADMIN,
  ),
  screen(
    'fleet-alert-routes',
    () => '/fleet',
    async (page) => {
      await page.getByRole('button', { name: 'Who is told' }).click()
      await page.getByRole('button', { name: 'Tell somebody else' }).click()
      await page.getByLabel('How', { exact: true }).selectOption('Webhook')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByLabel('Webhook address').and(page.locator('[aria-invalid="true"]')).waitFor()
    },
    ADMIN,
  ),
  screen('fleet-switch', () => '/fleet/switch', text('Sending is on'), ADMIN),
]
