import { readAreaCode, zonesOfState, type AreaCode } from '../base/area-code.ts'
import { parseState, parseZip } from '../base/us-places.ts'
import type { CandidatePlace } from './facts.ts'
import { STATES_PRESUMED_BY_AREA_CODE } from './states-data.ts'

/** What is known about where a customer is. States may be codes or names; what cannot be read counts as not known. */
export type PlaceEvidence = {
  /** E.164. */
  phone: string
  /** Of an open job. */
  serviceAddressState?: string | null
  serviceAddressZip?: string | null
  /** As the customer told it; ZIP+4 is fine. */
  zip?: string | null
  crmState?: string | null
  crmZip?: string | null
  tenantState?: string | null
  tenantZone: string
  /** The caller's area code belongs to the tenant's service area; judged by state and zone when left out. */
  areaCodeIsLocal?: boolean
}

/**
 * Where the customer may be: the place of the best evidence (service address, ZIP, address in the CRM, service area of
 * the tenant for local callers, area code, zone of the tenant, in that order), and besides it the state whose own law
 * presumes it from the area code. Never empty.
 */
export function candidatePlaces(evidence: PlaceEvidence): CandidatePlace[] {
  const areaCode = readAreaCode(evidence.phone)
  const best =
    placeByAddress(evidence) ??
    placeByServiceArea(evidence, areaCode) ??
    placeByAreaCode(areaCode, evidence.phone) ??
    placeOfTenant(evidence)
  const presumed = presumedPlace(areaCode)
  return presumed === null || covers(best, presumed) ? [best] : [best, presumed]
}

function placeByAddress(evidence: PlaceEvidence): CandidatePlace | null {
  const { serviceAddressState, serviceAddressZip, zip, crmState, crmZip } = evidence
  const isJobKnown = parseState(serviceAddressState) !== null || parseZip(serviceAddressZip) !== null
  const job = isJobKnown ? placeOf(serviceAddressState, serviceAddressZip ?? zip, 'service_address') : null
  return job ?? placeOf(null, zip, 'zip') ?? placeOf(crmState, crmZip, 'crm_address')
}

function placeOf(
  stated: string | null | undefined,
  zip: string | null | undefined,
  source: CandidatePlace['source'],
): CandidatePlace | null {
  const byZip = parseZip(zip)
  const state = parseState(stated) ?? byZip?.state ?? null
  // A ZIP code narrows the zones of a state only while both speak of the same state.
  const zones = byZip?.state === state ? byZip?.zones : zonesOfState(state ?? '')
  return state !== null && zones ? { state, zones, source } : null
}

function placeByServiceArea(evidence: PlaceEvidence, areaCode: AreaCode): CandidatePlace | null {
  const state = parseState(evidence.tenantState)
  const isLocal =
    evidence.areaCodeIsLocal ??
    (areaCode.kind === 'us' && areaCode.state === state && areaCode.zones.includes(evidence.tenantZone))
  return isLocal ? { state, zones: [evidence.tenantZone], source: 'service_area' } : null
}

function placeByAreaCode(areaCode: AreaCode, phone: string): CandidatePlace | null {
  switch (areaCode.kind) {
    case 'us':
      return { state: areaCode.state, zones: areaCode.zones, source: 'area_code' }
    case 'canada':
    case 'caribbean':
      return { state: null, zones: areaCode.zones, source: 'area_code' }
    case 'foreign':
      if (!phone.startsWith('+91')) return null
      return { state: null, zones: ['Asia/Kolkata'], source: 'area_code', country: 'IN' }
    case 'toll_free':
    case 'premium':
    case 'unlisted':
    case 'invalid':
      return null
  }
}

function placeOfTenant(evidence: PlaceEvidence): CandidatePlace {
  return { state: parseState(evidence.tenantState), zones: [evidence.tenantZone], source: 'tenant' }
}

function presumedPlace(areaCode: AreaCode): CandidatePlace | null {
  if (areaCode.kind !== 'us' || !STATES_PRESUMED_BY_AREA_CODE.has(areaCode.state)) return null
  return { state: areaCode.state, zones: areaCode.zones, source: 'area_code' }
}

/** An address in the presumed state settles state and zone; a guess at that state settles only its own zones. */
function covers(best: CandidatePlace, presumed: CandidatePlace): boolean {
  if (best.state !== presumed.state) return false
  if (best.source === 'service_address' || best.source === 'zip' || best.source === 'crm_address') return true
  return presumed.zones.every((zone) => best.zones.includes(zone))
}
