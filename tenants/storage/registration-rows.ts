import type { Instant } from '../base/clock.ts'
import type { BrandType, RegistrationFields, RegistrationView, Rejection, UseCase } from '../contract/registration.ts'
import type { TenantDb } from './open.ts'
import { loadSetting, saveSetting } from './settings-rows.ts'

/** What is kept of a registration. How far it has come stands in the profile, as `a2p`: the gate goes by that. */
export type KeptRegistration = {
  fields: RegistrationFields
  /** The EIN, sealed; no part of it is kept in the open. */
  sealedEin: string | null
  submittedAt: Instant | null
  rejection: Rejection | null
  suspension: RegistrationView['suspension']
}

export function loadRegistration(db: TenantDb): KeptRegistration | null {
  return loadSetting<KeptRegistration>(db, 'registration')
}

export function saveRegistration(db: TenantDb, kept: KeptRegistration): void {
  saveSetting(db, 'registration', kept)
}

/** Null where an admin vouched for the number and nothing is known of its brand. */
export function loadBrandType(db: TenantDb): BrandType | null {
  return loadRegistration(db)?.fields.brandType ?? null
}

/** What the campaign covers, once it has been handed in. */
export function loadUseCase(db: TenantDb): UseCase | null {
  const kept = loadRegistration(db)
  return kept === null || kept.submittedAt === null ? null : kept.fields.useCase
}
