import type { Phone } from '../base/e164.ts'
import type { TenantProfile } from '../contract.ts'
import type { CrmTexting, SmsVia } from '../contract/texting.ts'
import { loadConnection } from './crm-connection.ts'
import { dropSetting, saveSetting } from './settings-rows.ts'
import type { Context, Tenant } from './tenant-rows.ts'

/** How a business texts, and what the gate goes by. `coversOffers` is null where our own registration says it. */
export type Texting = { via: SmsVia; number: Phone; a2p: TenantProfile['a2p']; coversOffers: boolean | null }

export function textingOf({ texting, profile }: Tenant): Texting {
  const { a2p, smsNumber: number, ghlLocationId } = profile
  // With the location go its numbers.
  if (!texting || texting.locationId !== ghlLocationId) return { via: 'twilio', number, a2p, coversOffers: null }
  const { coversOffers } = texting
  return { via: 'gohighlevel', number: texting.number, a2p: 'live', coversOffers }
}

/** Whether a text that is ordered now could leave: else whoever waits for one is told in another way at once. */
export function canText(context: Context): boolean {
  const { via, a2p } = textingOf(context.tenant)
  return a2p === 'live' && (via === 'twilio' || isCrmOpen(context))
}

export function isCrmOpen({ db, tenant }: Context): boolean {
  return loadConnection(db, tenant)?.lost === null
}

/** Numbers of the business's own: nobody's to text. */
export function isBusinessNumber({ texting, profile }: Tenant, phone: Phone | null): boolean {
  return phone !== null && (phone === profile.smsNumber || phone === texting?.number)
}

/** Also in the copy that everything in this object works with; a transaction that is undone drops that copy. */
export function saveTexting({ db, tenant }: Context, texting: CrmTexting | null): void {
  if (texting) saveSetting(db, 'texting', texting)
  else dropSetting(db, 'texting')
  tenant.texting = texting
}
