import * as v from 'valibot'
import type { Http } from '../http.ts'
import type { Answer } from '../port.ts'
import { Id, mapAnswer, present, query, Text } from './answers.ts'
import { askWithToken, type Ask } from './request.ts'
import type { LocationTokens } from './tokens.ts'

const LOCATIONS_PER_PAGE = 100
/** Pages of an agency that are looked through for a name; GoHighLevel searches by e-mail alone. */
const LOCATION_PAGES_MAX = 5

const Location = v.object({ id: Id, name: v.nullish(v.string()), city: Text, state: Text })

export type CrmLocation = { locationId: string; name: string; place: string | null }

export type NewLocation = {
  companyId: string
  name: string
  phone: string
  timeZone: string
  owner: { firstName: string; lastName: string; email: string }
}

/** What an agency may do with its sub-accounts. */
export type AgencyPort = {
  searchLocations(words: string): Promise<Answer<{ locations: CrmLocation[]; hasMore: boolean }>>
  /** Refused with `plan_too_small` where the agency's plan makes none by program. Takes no key, so look first. */
  createLocation(location: NewLocation): Promise<Answer<CrmLocation>>
}

type Options = { apiUrl: string; companyId: string; tokens: LocationTokens; http: Http }

export function gohighlevelAgency({ apiUrl, companyId, tokens, http }: Options): AgencyPort {
  const ask = askWithToken({ apiUrl, locationId: companyId, tokens, http })
  return {
    async searchLocations(words) {
      const found: CrmLocation[] = []
      for (let page = 0; page < LOCATION_PAGES_MAX; page += 1) {
        const answer = await fetchPage(ask, companyId, page)
        if (answer.kind !== 'answered') return answer
        found.push(...answer.value.filter((location) => matches(location, words)))
        if (answer.value.length < LOCATIONS_PER_PAGE) return done(found, false)
      }
      return done(found, true)
    },

    async createLocation({ name, phone, timeZone, owner }) {
      const body = { name, companyId, phone, timezone: timeZone, country: 'US', prospectInfo: present(owner) }
      const call = { product: 'locations', method: 'POST', path: '/locations/', body, isOptional: true } as const
      const answer = await ask(call, Location)
      if (answer.kind === 'refused' && (answer.code === 'http_403' || answer.code === 'scope_missing')) {
        return { kind: 'refused', code: 'plan_too_small', detail: answer.detail }
      }
      return mapAnswer(answer, locationOf)
    },
  }
}

/** The name of a location, asked with its own token. */
export async function fetchLocationName(ask: Ask, locationId: string): Promise<Answer<string | null>> {
  const path = `/locations/${encodeURIComponent(locationId)}`
  const call = { product: 'locations', method: 'GET', path, isOptional: true } as const
  const answer = await ask(call, v.object({ location: v.object({ name: Text }) }))
  return mapAnswer(answer, ({ location }) => location.name ?? null)
}

function done(locations: CrmLocation[], hasMore: boolean) {
  return { kind: 'answered' as const, value: { locations, hasMore } }
}

async function fetchPage(ask: Ask, companyId: string, page: number): Promise<Answer<CrmLocation[]>> {
  const skip = String(page * LOCATIONS_PER_PAGE)
  const path = `/locations/search?${query({ companyId, skip, limit: String(LOCATIONS_PER_PAGE) })}`
  const answer = await ask({ product: 'locations', method: 'GET', path }, v.object({ locations: v.array(Location) }))
  return mapAnswer(answer, ({ locations }) => locations.map(locationOf))
}

function matches({ name, place }: CrmLocation, words: string): boolean {
  const text = `${name} ${place ?? ''}`.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

function locationOf({ id, name, city, state }: v.InferOutput<typeof Location>): CrmLocation {
  return { locationId: id, name: name ?? id, place: [city, state].filter(Boolean).join(', ') || null }
}
