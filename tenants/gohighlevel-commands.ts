import { makeConnection, orderSetUp } from './apply-connection.ts'
import { endTexting } from './apply-texting.ts'
import { clock, type Instant } from './base/clock.ts'
import type { Outcome, TenantView } from './contract.ts'
import type { CrmInstall, CrmLocations, CrmTarget, CrmView } from './contract/gohighlevel.ts'
import { describeCrm } from './dashboard/crm.ts'
import { lossOf } from './providers/gohighlevel/loss.ts'
import { exchangeCode, mintLocationToken } from './providers/gohighlevel/oauth.ts'
import { fetchLocationName, type CrmLocation } from './providers/gohighlevel/locations.ts'
import { askWithToken } from './providers/gohighlevel/request.ts'
import { missingScopes } from './providers/gohighlevel/scopes.ts'
import type { Answer } from './providers/port.ts'
import { bindAgency, installAgency } from './storage/agency-rows.ts'
import {
  dropConnection,
  loadConnection,
  loadOffer,
  saveOffer,
  type CrmConnection,
  type CrmOffer,
} from './storage/crm-connection.ts'
import { cancelLane } from './storage/held-entries.ts'
import { amendTenant, viewOf, type Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import { refuse } from './tenant-core.ts'
import type { TenantEnv } from './tenant-env.ts'
import type { Wiring } from './wiring.ts'

/** Connecting a location of GoHighLevel, and letting go of it. */

export function viewCrm(context: Context): CrmView {
  const connection = loadConnection(context.db, context.tenant)
  const missing = connection && connection.scopes.length > 0 ? missingScopes(connection.scopes) : []
  return describeCrm(context.db, connection, missing)
}

/** Trades a code for tokens and keeps them at once: they are given one time. Nothing is connected by it yet. */
export async function takeCrmCode(
  wiring: Wiring,
  env: TenantEnv,
  { code, redirectUri, email }: { code: string; redirectUri: string; email: string },
): Promise<Outcome<CrmInstall>> {
  const { tenant, crm } = wiring
  if (!tenant) return refuse('tenant_missing')
  const answer = await exchangeCode(crm.app, code, redirectUri)
  if (answer.kind === 'revoked') {
    return refuse('crm_refused', 'GoHighLevel does not know this way back any more. Begin again with Connect.')
  }
  if (answer.kind !== 'answered') return refuse('crm_refused', UNREACHABLE)
  const now = clock.now()
  const { value } = answer
  if (value.kind === 'agency') {
    const { companyId, pair } = value
    const sealed = crm.sealAgencyPair(pair, companyId)
    await installAgency(env.DIRECTORY, { companyId, installedBy: email, sealed }, now)
    wiring.transact(({ db }) => saveOffer(db, { kind: 'agency', companyId, at: now }))
    return { ok: true, value: { kind: 'agency', companyId } }
  }
  const { locationId, companyId, pair } = value
  const sealed = crm.sealPair({ ...pair, refreshingSince: null }, tenant.tenantId)
  const offer: CrmOffer = { kind: 'own', locationId, companyId, scopes: pair.scopes, sealed, at: now }
  wiring.transact(({ db }) => saveOffer(db, offer))
  return { ok: true, value: { kind: 'own', locationId } }
}

export async function listCrmLocations(
  wiring: Wiring,
  companyId: string,
  search: string,
): Promise<Outcome<CrmLocations>> {
  const answer = await wiring.crm.agency(companyId).searchLocations(search)
  return answer.kind === 'answered' ? { ok: true, value: answer.value } : refuseAnswer(answer)
}

/** A new sub-account of the business's name. One that is there already is to be taken, not made a second time. */
export async function createCrmLocation(wiring: Wiring, companyId: string): Promise<Outcome<CrmLocation>> {
  const { tenant, crm } = wiring
  if (!tenant) return refuse('tenant_missing')
  const { businessName, primaryPhone, timeZone, ownerName, email } = tenant.profile
  const agency = crm.agency(companyId)
  const there = await agency.searchLocations(businessName)
  if (there.kind !== 'answered') return refuseAnswer(there)
  if (there.value.locations.some(({ name }) => name.trim().toLowerCase() === businessName.trim().toLowerCase())) {
    return refuse('crm_refused', `Your agency has a sub-account named ${businessName} already. Take that one.`)
  }
  const [firstName = ownerName, ...rest] = ownerName.split(' ')
  const owner = { firstName, lastName: rest.join(' ') || firstName, email }
  const answer = await agency.createLocation({ companyId, name: businessName, phone: primaryPhone, timeZone, owner })
  if (answer.kind === 'answered') return { ok: true, value: answer.value }
  if (answer.kind !== 'in_doubt') return refuseAnswer(answer)
  return refuse('crm_refused', 'GoHighLevel did not say whether it made the sub-account. Look at the list first.')
}

/**
 * Connects the location. The router has reserved it for this business before; the tokens are tried first, so that
 * nobody is told of a connection that does not work.
 */
export async function connectCrm(wiring: Wiring, env: TenantEnv, target: CrmTarget): Promise<Outcome<TenantView>> {
  if (!wiring.tenant) return refuse('tenant_missing')
  const made = target.kind === 'own' ? openOwn(wiring, target) : await openOfAgency(wiring, target)
  if (!made.ok) return made
  wiring.transact((context) => adopt(context, made.value, clock.now()))
  await bindAgency(env.DIRECTORY, wiring.tenant.tenantId, made.value.kind === 'agency' ? made.value.companyId : null)
  wiring.pump()
  return viewAnew(wiring)
}

/** Looks the location over again. One that was lost is tried again where no new installation is needed for that. */
export function setUpCrm(context: Context, now: Instant): Outcome<CrmView> {
  const connection = loadConnection(context.db, context.tenant)
  if (!connection) return refuse('crm_refused', 'No GoHighLevel account is connected.')
  const canRetry = connection.kind !== 'own' || connection.sealed !== null
  if (connection.lost !== null && !canRetry) {
    return refuse('crm_refused', 'GoHighLevel takes our key no more. Connect it again.')
  }
  if (connection.lost !== null) makeConnection(context, connection, now)
  else orderSetUp(context, now)
  return { ok: true, value: viewCrm(context) }
}

/** Forgets the location and the tokens. What was to be written there is let go: a person has said so. */
export async function dropCrm(wiring: Wiring, env: TenantEnv): Promise<Outcome<TenantView>> {
  if (!wiring.tenant) return refuse('tenant_missing')
  await bindAgency(env.DIRECTORY, wiring.tenant.tenantId, null)
  wiring.transact((context) => {
    const now = clock.now()
    if (loadConnection(context.db, context.tenant)) {
      recordEvent(context.db, { customerId: null, journeyId: null, fact: { type: 'crm_dropped' } }, now)
    }
    endTexting(context, now)
    dropConnection(context.db)
    saveOffer(context.db, null)
    cancelLane(context.db, 'gohighlevel', 'crm_dropped', now)
    amendTenant(context, { profile: { ...context.tenant.profile, ghlLocationId: null } })
  })
  return viewAnew(wiring)
}

function viewAnew(wiring: Wiring): Outcome<TenantView> {
  wiring.forgetTenant()
  return wiring.tenant ? { ok: true, value: viewOf(wiring.tenant) } : refuse('tenant_missing')
}

const UNREACHABLE = 'GoHighLevel does not answer. Nothing was changed; try again in a moment.'

type Target<K extends CrmTarget['kind']> = Extract<CrmTarget, { kind: K }>

function openOwn(wiring: Wiring, { locationId }: Target<'own'>): Outcome<CrmConnection> {
  const offer = loadOffer(wiring.db)
  if (offer?.kind !== 'own' || offer.locationId !== locationId) {
    return refuse('crm_refused', 'There is no installation to connect. Begin again with Connect.')
  }
  const { companyId, scopes, sealed } = offer
  return {
    ok: true,
    value: { kind: 'own', locationId, companyId, locationName: null, lost: null, since: offer.at, scopes, sealed },
  }
}

async function openOfAgency(
  wiring: Wiring,
  { companyId, locationId }: Target<'agency'>,
): Promise<Outcome<CrmConnection>> {
  const { crm } = wiring
  const agency = await crm.agencyToken(companyId)
  if (agency.kind !== 'answered') return refuseAnswer(agency)
  const minted = await mintLocationToken(crm.app, { token: agency.value, companyId }, locationId)
  if (minted.kind !== 'answered') {
    const isRefused = 'code' in minted && (lossOf(minted.code) !== null || /_http_4(?!29)/.test(minted.code))
    return isRefused
      ? refuse(
          'crm_refused',
          'GoHighLevel does not let us into this sub-account. Install Shoulder for it, then try again.',
        )
      : refuse('crm_refused', UNREACHABLE)
  }
  const token = { kind: 'answered' as const, value: minted.value.token }
  const tokens = { current: async () => token, renew: async () => token }
  const named = await fetchLocationName(askWithToken({ ...crm.app, locationId, tokens }), locationId)
  const locationName = named.kind === 'answered' ? named.value : null
  const { scopes } = minted.value
  return {
    ok: true,
    value: {
      kind: 'agency',
      locationId,
      companyId,
      locationName,
      lost: null,
      since: clock.now(),
      scopes,
      sealed: null,
    },
  }
}

function adopt(context: Context, connection: CrmConnection, now: Instant): void {
  const { db, tenant } = context
  // Another location has other pipelines.
  if (tenant.profile.ghlLocationId !== connection.locationId) {
    endTexting(context, now)
    dropConnection(db)
  }
  amendTenant(context, { profile: { ...tenant.profile, ghlLocationId: connection.locationId } })
  saveOffer(db, null)
  makeConnection(context, connection, now)
}

function refuseAnswer(answer: Exclude<Answer<never>, { kind: 'answered' }>): ReturnType<typeof refuse> {
  if (answer.code === 'plan_too_small') {
    return refuse(
      'crm_refused',
      'Your GoHighLevel plan does not let apps make sub-accounts (Agency Pro does). Make one there, then take it here.',
    )
  }
  if (answer.code === 'crm_disconnected') {
    return refuse('crm_refused', 'The agency is not connected any more. Connect it again.')
  }
  return refuse('crm_refused', answer.kind === 'refused' ? answer.detail : UNREACHABLE)
}
