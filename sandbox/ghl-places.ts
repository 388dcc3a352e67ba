import type { World } from './emulator.ts'
import { COMPANY_ID } from './ghl-records.ts'

/** What is out of the ordinary about a location: made by program, deleted, uninstalled, or with fewer permissions. */
export type Place = {
  id: string
  companyId: string
  name: string | null
  phone?: string
  timezone?: string
  isDeleted: boolean
  isInstalled: boolean
  /** What it answers to whatever token comes: that it knows no such token, or that there is no such location. */
  refuses?: 'tokens' | 'existence' | 'nothing'
  /** Tokens minted before this open nothing, to the millisecond. */
  tokensFrom: number
  /** Permissions that people did not grant. */
  withheld: string[]
  /** False where a program may not make pipelines, as almost everywhere in 2026. */
  admitsPipelines: boolean
  /** Nobody has bought a number there, or its telephony is suspended. */
  hasNoNumber: boolean
  isSuspended: boolean
  /** How often a refresh token was traded, and a used one shown again after its time. */
  refreshes: number
  reuses: number
}

/** `id` is a location's, or the agency's own. */
export function placeOf(id: string, world: World): Readonly<Place> {
  return (
    places(world).lookAt(id) ?? {
      ...{ id, companyId: COMPANY_ID, name: null, isDeleted: false, isInstalled: true },
      ...{ tokensFrom: 0, withheld: [], admitsPipelines: false, refreshes: 0, reuses: 0 },
      ...{ hasNoNumber: false, isSuspended: false },
    }
  )
}

export function changePlace(id: string, change: Partial<Place>, world: World): Place {
  return places(world).put({ ...placeOf(id, world), ...change })
}

export function listPlaces(world: World): Place[] {
  return places(world).list()
}

/** The agency is small unless somebody says otherwise: its plan makes no locations by program. */
export function agencyMayCreate(world: World): boolean {
  return placeOf(COMPANY_ID, world).admitsPipelines
}

function places(world: World) {
  return world.state.collection<Place>('ghl_places')
}
