import * as v from 'valibot'
import type { EmulatorResponse, World } from './emulator.ts'
import { businessesKnown, locationBusiness } from './businesses.ts'
import { agencyMayCreate, changePlace, listPlaces, placeOf } from './ghl-places.ts'
import { COMPANY_ID, makeId } from './ghl-records.ts'
import { GhlRefusal, answer, readBody, readQuery, requireLocation } from './ghl-route.ts'
import type { GhlCall, GhlRoute } from './ghl-route.ts'

const SearchQuery = v.object({
  companyId: v.optional(v.string()),
  skip: v.optional(v.pipe(v.string(), v.digits())),
  limit: v.optional(v.pipe(v.string(), v.digits())),
  order: v.optional(v.picklist(['asc', 'desc'])),
  email: v.optional(v.string()),
})
const Text = v.optional(v.string())
const CreateBody = v.object({
  name: v.pipe(v.string(), v.nonEmpty()),
  companyId: v.string(),
  ...{ phone: Text, address: Text, city: Text, state: Text, country: Text, postalCode: Text, website: Text },
  ...{ timezone: Text, snapshotId: Text },
  prospectInfo: v.optional(v.object({ firstName: v.string(), lastName: v.string(), email: v.string() })),
})

/** The search stands before the one location, whose `:locationId` would take its name for an id. */
export const LOCATION_ROUTES: GhlRoute[] = [
  { method: 'GET', path: '/locations/search', opens: 'Company', answer: search },
  { method: 'POST', path: '/locations', opens: 'Company', answer: create },
  { method: 'GET', path: '/locations/:locationId', opens: 'either', answer: showLocation },
]

/** The agency's locations: those of the businesses that Shoulder looks after here, and those made by program. */
export function agencyLocations(world: World): { id: string; name: string; email: string; phone: string }[] {
  const ids = businessesKnown(world).flatMap(({ ghlLocationId }) => (ghlLocationId ? [ghlLocationId] : []))
  const made = listPlaces(world).filter((place) => place.id !== COMPANY_ID)
  const all = new Set([...ids, ...made.map(({ id }) => id)])
  return [...all].filter((id) => !placeOf(id, world).isDeleted).map((id) => describe(id, world))
}

function describe(id: string, world: World) {
  const business = locationBusiness(id, world)
  const place = placeOf(id, world)
  return {
    id,
    name: place.name ?? business?.businessName ?? `Location ${id}`,
    email: business?.email ?? 'location@example.com',
    phone: place.phone ?? business?.smsNumber ?? '+15125550100',
    timezone: place.timezone ?? business?.timeZone ?? 'America/Chicago',
    country: 'US',
    settings: { allowDuplicateContact: false, allowDuplicateOpportunity: false },
  }
}

function search(call: GhlCall): EmulatorResponse {
  const { skip = '0', limit = '10', email, companyId = COMPANY_ID } = readQuery(call, SearchQuery)
  if (companyId !== call.scope.companyId) throw new GhlRefusal(403, 'The token does not have access to this company.')
  const found = agencyLocations(call.world).filter((location) => email === undefined || location.email === email)
  return answer({ locations: found.slice(Number(skip), Number(skip) + Number(limit)) })
}

/** Only the largest plan lets programs make locations; which one it is, a person says at the control route. */
function create(call: GhlCall): EmulatorResponse {
  const body = readBody(call, CreateBody)
  if (body.companyId !== call.scope.companyId) throw new GhlRefusal(403, 'Forbidden resource')
  if (!agencyMayCreate(call.world)) throw new GhlRefusal(403, 'Your plan does not include this feature.')
  const { name, phone, timezone } = body
  const known = { name, ...(phone === undefined ? {} : { phone }), ...(timezone === undefined ? {} : { timezone }) }
  const place = changePlace(makeId(), known, call.world)
  return answer({ ...describe(place.id, call.world), companyId: COMPANY_ID })
}

function showLocation(call: GhlCall): EmulatorResponse {
  const id = call.params['locationId'] ?? ''
  if (call.scope.kind === 'Location') requireLocation(call, id)
  return answer({ location: { ...describe(id, call.world), companyId: COMPANY_ID } })
}
