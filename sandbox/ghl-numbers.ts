import * as v from 'valibot'
import type { EmulatorResponse, World } from './emulator.ts'
import { placeOf } from './ghl-places.ts'
import { deriveId } from './ghl-records.ts'
import { answer, readQuery, requireLocation } from './ghl-route.ts'
import type { GhlCall, GhlRoute } from './ghl-route.ts'

const NumbersQuery = v.object({
  pageSize: v.optional(v.pipe(v.string(), v.digits(), v.transform(Number), v.minValue(1), v.maxValue(1000))),
  page: v.optional(v.pipe(v.string(), v.digits())),
  searchFilter: v.optional(v.string()),
  skipNumberPool: v.optional(v.picklist(['true', 'false'])),
})

export const NUMBER_ROUTES: GhlRoute[] = [
  { method: 'GET', path: '/phone-system/numbers/location/:locationId', opens: 'Location', answer: list },
]

type OwnedNumber = { id: string; locationId: string }

/** Area codes of which the sandbox's businesses and callers use none. */
const AREAS = ['901', '903', '904', '906', '907', '908', '909', '910', '912', '913', '914', '915', '916', '917', '918']
const PLACES = AREAS.length * 90

/** The location's numbers for calls and texts: one, bought when somebody first asks, and the same after a reset. */
export function numbersOf(locationId: string, world: World): string[] {
  if (placeOf(locationId, world).hasNoNumber) return []
  const known = numbers(world).list({ locationId })
  if (known.length > 0) return known.map(({ id }) => id)
  const begin = Number.parseInt(
    Buffer.from(deriveId(`${locationId}/number`))
      .toString('hex')
      .slice(0, 12),
    16,
  )
  for (let step = 0; step < PLACES; step += 1) {
    const place = (begin + step) % PLACES
    const id = `+1${AREAS[Math.floor(place / 90)]}55501${String(place % 90).padStart(2, '0')}`
    if (!numbers(world).find(id)) return [numbers(world).insert({ id, locationId }).id]
  }
  return []
}

/** The location that a number belongs to. */
export function locationCalled(number: string, world: World): string | undefined {
  return numbers(world).find(number)?.locationId
}

function numbers(world: World) {
  return world.state.collection<OwnedNumber>('ghl_numbers', { indexed: ['locationId'] })
}

function list(call: GhlCall): EmulatorResponse {
  const { pageSize = 1000 } = readQuery(call, NumbersQuery)
  const locationId = requireLocation(call, call.params['locationId'] ?? '')
  const place = placeOf(locationId, call.world)
  const found = numbersOf(locationId, call.world).map((phoneNumber, index) => ({
    phoneNumber,
    friendlyName: 'Main line',
    sid: `PN${deriveId(phoneNumber)}`,
    countryCode: 'US',
    capabilities: { voice: true, sms: true, mms: true, fax: false },
    type: 'local',
    isDefaultNumber: index === 0,
    linkedUser: null,
    linkedRingAllUsers: [],
    inboundCallService: null,
    forwardingNumber: null,
    isGroupConversationEnabled: false,
    origin: 'twilio',
  }))
  const accountStatus = place.isSuspended ? 'suspended' : 'active'
  const page = { pageSize, page: 0 }
  return answer({ numbers: found.slice(0, pageSize), isUnderGhl: true, ...page, accountStatus })
}
