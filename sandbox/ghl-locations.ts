import type { EmulatorResponse } from './emulator.ts'
import { locationBusiness } from './businesses.ts'
import { COMPANY_ID } from './ghl-records.ts'
import { answer, requireLocation } from './ghl-route.ts'
import type { GhlCall, GhlRoute } from './ghl-route.ts'

export const LOCATION_ROUTES: GhlRoute[] = [
  { method: 'GET', path: '/locations/:locationId', opens: 'either', answer: showLocation },
]

function showLocation(call: GhlCall): EmulatorResponse {
  const id = call.params['locationId'] ?? ''
  if (call.scope.kind === 'Location') requireLocation(call, id)
  const business = locationBusiness(id, call.world)
  return answer({
    location: {
      id,
      companyId: COMPANY_ID,
      name: business?.businessName ?? `Location ${id}`,
      email: business?.email ?? 'location@example.com',
      phone: business?.smsNumber ?? '+15125550100',
      timezone: business?.timeZone ?? 'America/Chicago',
      country: 'US',
      settings: { allowDuplicateContact: false, allowDuplicateOpportunity: false },
    },
  })
}
