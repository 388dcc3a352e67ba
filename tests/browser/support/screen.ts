import type { Page } from 'playwright-core'
import { TECHNICIAN } from './stage.ts'
import type { World } from './world.ts'

/** What a screen is, and how most are described. */

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

export const heading = (name: string | RegExp) => (page: Page) => page.getByRole('heading', { name }).first().waitFor()
export const text = (words: string | RegExp) => (page: Page) => page.getByText(words).first().waitFor()
export const ofDemo = (rest: string) => (world: World) => `/app/${world.stage.business.id}/${rest}`
export const screen = (
  name: string,
  place: Screen['place'],
  ready: Screen['ready'],
  as: string | null = TECHNICIAN,
) => ({ name, as, place, ready })
