/** Campaigns and their figures, and telling Google what became of a click. Both are asked for on one page. */
export const ADS_SCOPE = 'https://www.googleapis.com/auth/adwords'
export const CONVERSIONS_SCOPE = 'https://www.googleapis.com/auth/datamanager'
export const ASKED_SCOPES: readonly string[] = [ADS_SCOPE, CONVERSIONS_SCOPE]

/** Google shows a tick for each, and whoever connects may take one out. */
export function missingScopes(granted: readonly string[]): string[] {
  return ASKED_SCOPES.filter((scope) => !granted.includes(scope))
}
