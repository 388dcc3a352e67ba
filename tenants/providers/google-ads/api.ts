import type { AdsPort } from '../ads-port.ts'
import { fetchAccounts } from './accounts.ts'
import { changeAds } from './change.ts'
import { fetchFate, sendConversions } from './conversions.ts'
import { readReport } from './read.ts'
import { askGoogle, type Options } from './request.ts'
import type { Place } from './search.ts'

/** One advertising account. */
export function googleAds(options: Options & { place: Place }): AdsPort {
  const { apiUrl, place } = options
  const ask = askGoogle(options)
  // What a login may not do in one of its accounts says nothing of the one that is connected.
  const { noteLoss: _told, ...quiet } = options
  return {
    fetchAccounts: () => fetchAccounts(apiUrl, askGoogle(quiet)),
    // Nor does what people filled in, which not everybody may see; a login that has lost all is noticed by the rest.
    read: (report, take) => readReport(report.name === 'lead_forms' ? quiet : options, place, report, take),
    change: (change) => changeAds({ apiUrl, ask, place }, change),
    sendConversions: (conversions) => sendConversions({ ...options, ask }, conversions),
    fetchFate: (providerRef) => fetchFate({ ...options, ask }, providerRef),
  }
}
