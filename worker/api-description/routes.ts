import { ACCOUNT } from './account.ts'
import { ADS } from './ads.ts'
import { AGENTS } from './agents.ts'
import { ALERTS } from './alerts.ts'
import type { Description } from './description.ts'
import { FLEET } from './fleet.ts'
import { PEOPLE } from './people.ts'
import { SETTINGS } from './settings.ts'
import { WORK } from './work.ts'

/** Every route of the API, in the order in which the document has them. A test holds it against the router's table. */
export const SECTIONS = [
  { name: 'Customers and their matters', routes: WORK },
  { name: 'Keys, people and rights', routes: PEOPLE },
  { name: 'Agents', routes: AGENTS },
  { name: 'Advertising', routes: ADS },
  { name: 'Settings of a business', routes: SETTINGS },
  { name: 'Joining, and who is signed in', routes: ACCOUNT },
  { name: 'All businesses', routes: { ...FLEET, ...ALERTS } },
] as const

export type Operation = Description & { section: string; method: string; path: string }

export function listOperations(): Operation[] {
  return SECTIONS.flatMap(({ name: section, routes }) =>
    Object.entries(routes).map(([route, description]) => {
      const [method = '', path = ''] = route.split(' ')
      return { ...description, section, method, path }
    }),
  )
}
