import * as v from 'valibot'
import { clock } from '../../tenants/base/clock.ts'
import type { Phone } from '../../tenants/base/e164.ts'
import { fail, succeed, type Result } from '../../tenants/base/result.ts'
import type { NewTenant, ProfilePatch, TenantView } from '../../tenants/contract.ts'
import { CoherentPolicy } from '../../tenants/contract/policy.ts'
import type { JoinDraft } from '../../tenants/contract/join.ts'
import { USUAL_HOURS } from '../../tenants/contract/usual-hours.ts'
import { describeTaken } from '../api/already-taken.ts'
import { askOutcome } from '../api/ask-outcome.ts'
import { tellNewBusiness } from '../api/kill-switch.ts'
import { ask, type Context } from '../context.ts'
import { forgetTenant } from '../directory/find-tenant.ts'
import { addressesOf, keysOf } from '../directory/tenant-key.ts'
import * as directory from '../directory/tenants.ts'
import type { Refusal } from '../respond.ts'

type Business = { tenantId: string; email: string; smsNumber: Phone; draft: JoinDraft }

/** What can be told of a profile from the steps that are done. Absent steps change nothing. */
export function profileOf({ business, services, phone, consent }: JoinDraft): ProfilePatch {
  const { trade, ...told } = business ?? {}
  return {
    ...told,
    ...(trade ? { serviceTypes: [trade] } : {}),
    ...(services ? { priceBook: services.priceBook } : {}),
    ...(phone ? { primaryPhone: phone.primaryPhone } : {}),
    ...(consent ? { consentMode: consent.consentMode } : {}),
  }
}

/**
 * Opens the business, paused, with whoever joins as its technician; or brings it up to date where it is open. Each part
 * may have been done by an attempt that broke off, and is then left as it is.
 */
export async function openBusiness(context: Context, business: Business): Promise<Result<TenantView, Refusal>> {
  const { tenantId, draft } = business
  const tenant = context.env.TENANT.getByName(tenantId)
  const registered = await register(context, business)
  if (!registered.ok) return registered
  const known = await ask(context, () => tenant.view())
  if (!known.ok) return known
  if (known.value) return updateBusiness(context, tenantId, draft)
  const profile = newProfile(context, business)
  const told = await tellNewBusiness(context, tenantId)
  if (told?.ok === false) return told
  return profile ? ask(context, () => tenant.open(tenantId, profile)) : fail(INCOMPLETE)
}

/** Carries a step that is done anew over to the business. */
export async function updateBusiness(
  context: Context,
  tenantId: string,
  draft: JoinDraft,
): Promise<Result<TenantView, Refusal>> {
  const { env } = context
  const changed = await askOutcome(context, () => env.TENANT.getByName(tenantId).changeProfile(profileOf(draft), null))
  if (!changed.ok) return changed
  await directory.renameTenant(env.DIRECTORY, tenantId, changed.value)
  forgetTenant([{ kind: 'tenant', tenantId }, ...keysOf(changed.value).flatMap(addressesOf)])
  return changed
}

async function register(context: Context, business: Business): Promise<Result<void, Refusal>> {
  const { tenantId, email, smsNumber, draft } = business
  const { DIRECTORY } = context.env
  if (!draft.business) return fail(INCOMPLETE)
  if (await directory.hasTenant(DIRECTORY, tenantId)) return succeed(undefined)
  const { businessName, language } = draft.business
  const keys = keysOf({ smsNumber })
  const rows = { tenantId, businessName, language, technicianEmail: email, resellerEmail: null, keys }
  try {
    const inserted = await directory.insertTenant(DIRECTORY, rows, clock.now())
    return inserted.ok ? inserted : fail(describeTaken(inserted.error.fields))
  } catch (error) {
    // Another tab was faster.
    if (await directory.hasTenant(DIRECTORY, tenantId)) return succeed(undefined)
    throw error
  } finally {
    forgetTenant(keys.flatMap(addressesOf))
  }
}

function newProfile({ env }: Context, { email, smsNumber, draft }: Business): NewTenant | null {
  const { business, services, phone } = draft
  if (!business || !services || !phone) return null
  const { trade, ...told } = business
  return {
    ...told,
    email,
    smsNumber,
    primaryPhone: phone.primaryPhone,
    serviceTypes: [trade],
    priceBook: services.priceBook,
    openingHours: USUAL_HOURS,
    ghlLocationId: null,
    googleAdsCustomerId: null,
    currency: 'USD',
    a2p: env.settings.JOIN_A2P,
    consentMode: draft.consent?.consentMode ?? 'spoken_notice',
    policy: { ...v.parse(CoherentPolicy, {}), paused: true },
  }
}

const INCOMPLETE: Refusal = { code: 'join_incomplete', detail: 'Finish the earlier steps first.' }
