/**
 * Whether Google is told what came of a lead, and of what. Nobody has agreed that their number or their name leaves for
 * that, so neither does, hashed or not: what is told names the click alone, which is Google's own id, and says that
 * nothing about the person may be used. A call names no click, so of it nothing can be told. Pure.
 */
export type TellingFacts = {
  hasClick: boolean
  /** They have asked for nothing more by text or e-mail: they are left alone here as well. */
  hasOptedOut: boolean
  /** Where the law asks for consent before anything about somebody is shared, there is none. */
  isFromUs: boolean
}

export type Withheld = 'no_click' | 'opted_out' | 'elsewhere'

/** Null where it is told. */
export function judgeTelling({ hasClick, hasOptedOut, isFromUs }: TellingFacts): Withheld | null {
  if (hasOptedOut) return 'opted_out'
  if (!isFromUs) return 'elsewhere'
  return hasClick ? null : 'no_click'
}
