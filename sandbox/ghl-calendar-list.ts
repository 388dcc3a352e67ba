import type { World } from './emulator.ts'
import { deriveId } from './ghl-records.ts'
import { given } from './ghl-route.ts'

/** A location's calendars: one named Shoulder to begin with, and those that people make or switch off. */

export type Calendar = {
  id: string
  locationId: string
  name: string
  isActive: boolean
  isGone: boolean
  /** Its team, where it is another one than the user of the sandbox alone. */
  users?: string[]
}

export const CALENDAR_STATES = ['on', 'off', 'gone'] as const

export function calendarIdOf(locationId: string, name = ''): string {
  return deriveId(`${locationId}/calendar${name && `/${name}`}`)
}

export function calendarsOf(locationId: string, world: World): Calendar[] {
  const first = { id: calendarIdOf(locationId), locationId, name: 'Shoulder', isActive: true, isGone: false }
  const kept = rows(world).list({ locationId })
  const isChanged = kept.some(({ id }) => id === first.id)
  return [...(isChanged ? [] : [first]), ...kept].filter(({ isGone }) => !isGone)
}

export function putCalendar(
  locationId: string,
  name: string,
  state: (typeof CALENDAR_STATES)[number],
  users: string[] | undefined,
  world: World,
): void {
  const id = name === 'Shoulder' ? calendarIdOf(locationId) : calendarIdOf(locationId, name)
  rows(world).put({ id, locationId, name, isActive: state === 'on', isGone: state === 'gone', ...given({ users }) })
}

function rows(world: World) {
  return world.state.collection<Calendar>('ghl_calendars')
}
