import { AdsChoice } from '../../tenants/contract/ads.ts'
import { connectAccount } from '../connect/google-ads.ts'
import type { Route, TenantContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { readJson } from '../read-body.ts'
import { refuse, respondJson } from '../respond.ts'
import { readAds } from './ads.ts'
import { askOutcome } from './ask-outcome.ts'
import { changeKeys } from './tenant-changes.ts'

/** `GET /api/v1/tenants/:id/ads/account`: how it is connected, and what could be chosen. */
export const readAdsAccount: Route<TenantContext> = async (_request, context) => {
  const view = await askOutcome(context, () => context.tenant.readAdsConnection())
  return view.ok ? respondJson(view.value) : refuse(view.error)
}

/** `PUT …/ads/account {accountId}`: takes one of the accounts that the login reaches. */
export const chooseAdsAccount: Route<TenantContext> = async (request, context) => {
  const choice = await readJson(request, AdsChoice)
  if (!choice.ok) return refuse(choice.error)
  await recordAccess(context, 'ads_changed', context.tenantId, choice.value.accountId)
  const connected = await connectAccount(context, choice.value.accountId)
  return connected.ok ? readAds(request, context) : refuse(connected.error)
}

/** `DELETE …/ads/account`: gives the leave back to Google and forgets it. */
export const dropAdsAccount: Route<TenantContext> = async (request, context) => {
  await recordAccess(context, 'ads_changed', context.tenantId, 'dropped')
  const dropped = await changeKeys(context, {}, () => context.tenant.dropAds())
  return dropped.ok ? readAds(request, context) : refuse(dropped.error)
}
