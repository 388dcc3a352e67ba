import type { AddressParts } from '../../base/us-address.ts'
import type { CrmAddress } from '../port.ts'

type Field = string | null | undefined
type Fields = { state?: Field; postalCode?: Field; country?: Field }
type Lines = Fields & { address1?: Field; city?: Field }

/** Codes of states are those of other countries' parts, too: TN is Tamil Nadu. Most contacts name no country. */
const UNITED_STATES = /^(?:us|usa|u\.s\.a?\.?|united states(?: of america)?)$/i

/** Where a contact lives, as far as it says where in the United States that is. */
export function addressOf({ state, postalCode, country }: Fields): CrmAddress | null {
  const isAbroad = isElsewhere(country)
  const address = { state: state?.trim() || null, postalCode: postalCode?.trim() || null }
  return isAbroad || (address.state === null && address.postalCode === null) ? null : address
}

/** All of it, as it was entered there. */
export function homeOf({ address1, city, state, postalCode, country }: Lines): AddressParts | null {
  const parts = [address1, city, state, postalCode].map((part) => part?.trim() || null)
  const [first = null, town = null, region = null, code = null] = parts
  return isElsewhere(country) || first === null
    ? null
    : { address1: first, city: town, state: region, postalCode: code }
}

function isElsewhere(country: Field): boolean {
  return Boolean(country?.trim()) && !UNITED_STATES.test(country?.trim() ?? '')
}
