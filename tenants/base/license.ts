import * as v from 'valibot'

/** A contractor's licence, which some states want in every offer (California: B&P 7030.5). */
export type License = { number: string; state: string; name: string }

/** What an offer carries: the number, and the name of the licence where the business goes by another. */
export function licenseLine(license: License | null | undefined, businessName: string): string | null {
  if (!license) return null
  const { number, name } = license
  const isSame = name.toLocaleLowerCase('en-US') === businessName.toLocaleLowerCase('en-US')
  return isSame ? `Lic #${number}` : `${name}, Lic #${number}`
}

/** What the number and the state must look like; the name is judged as any name of a business is. */
export const LicenseFields = {
  number: v.pipe(v.string(), v.trim(), v.regex(/^[A-Z0-9][A-Z0-9 .-]{1,19}$/i, 'such as 1012345')),
  state: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'two letters, such as CA')),
}
