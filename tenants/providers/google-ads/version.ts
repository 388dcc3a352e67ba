/** The one place that names it: addresses go by it, and google-ads-api has to be of the same one. */
export const GOOGLE_ADS_VERSION = 'v25'

export function addressOf(apiUrl: string, path: string): string {
  return `${apiUrl.replace(/\/+$/, '')}/${GOOGLE_ADS_VERSION}/${path}`
}
