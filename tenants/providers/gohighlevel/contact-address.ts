import type { CrmAddress } from '../port.ts'

type Field = string | null | undefined
type Fields = { state?: Field; postalCode?: Field; country?: Field }

/** Codes of states are those of other countries' parts, too: TN is Tamil Nadu. Most contacts name no country. */
const UNITED_STATES = /^(?:us|usa|u\.s\.a?\.?|united states(?: of america)?)$/i

/** Where a contact lives, as far as it says where in the United States that is. */
export function addressOf({ state, postalCode, country }: Fields): CrmAddress | null {
  const isAbroad = Boolean(country?.trim()) && !UNITED_STATES.test(country?.trim() ?? '')
  const address = { state: state?.trim() || null, postalCode: postalCode?.trim() || null }
  return isAbroad || (address.state === null && address.postalCode === null) ? null : address
}
