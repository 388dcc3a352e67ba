/** A contractor's licence, which some states want in every offer (California: B&P 7030.5). */
export type License = { number: string; state: string; name: string }

/** What an offer carries: the number, and the name of the licence where the business goes by another. */
export function licenseLine(license: License | null | undefined, businessName: string): string | null {
  if (!license) return null
  const { number, name } = license
  const isSame = name.toLocaleLowerCase('en-US') === businessName.toLocaleLowerCase('en-US')
  return isSame ? `Lic #${number}` : `${name}, Lic #${number}`
}
