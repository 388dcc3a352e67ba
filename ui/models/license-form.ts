import * as v from 'valibot'
import { TenantFields, type TenantView } from '../../tenants/contract.ts'
import type { FormRules } from './form.ts'

/** A contractor's license in its fields; without a number there is none. */

export type LicenseFields = { number: string; state: string; name: string }

const LicenseSection = v.object({ license: TenantFields.license })
export type License = NonNullable<TenantView['license']>

export function licenseRules(businessName: string): FormRules<LicenseFields, typeof LicenseSection> {
  return { schema: LicenseSection, toValue: (fields) => ({ license: licenseValue(fields, businessName) }) }
}

export function licenseFields({ license, businessName }: TenantView): LicenseFields {
  if (!license) return { number: '', state: '', name: '' }
  const { number, state, name } = license
  return { number, state, name: name === businessName ? '' : name }
}

/** What would be saved, faults and all. */
export function licenseValue({ number, state, name }: LicenseFields, businessName: string): License | null {
  if (number.trim() === '' && state.trim() === '' && name.trim() === '') return null
  return { number: number.trim(), state: state.trim().toUpperCase(), name: name.trim() || businessName }
}

/** One that is whole, such as can be shown. */
export function readLicense(fields: LicenseFields, businessName: string): License | null {
  const read = v.safeParse(TenantFields.license, licenseValue(fields, businessName))
  return read.success ? (read.output ?? null) : null
}
