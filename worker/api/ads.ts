import { AdsPatch, AdsQuery, CampaignPatch } from '../../tenants/contract/ads.ts'
import type { Route, TenantContext } from '../context.ts'
import { readJson, readQuery } from '../read-body.ts'
import { refuse, respondJson } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

const DAYS_USUAL = 30

/** `GET /api/v1/tenants/:id/ads?days=&lang=`: what advertising costs and brings, and what was changed in it. */
export const readAds: Route<TenantContext> = async (request, context) => {
  const query = readQuery(request.url, AdsQuery)
  if (!query.ok) return refuse(query.error)
  const { days = DAYS_USUAL, lang = null } = query.value
  const view = await askOutcome(context, () => context.tenant.readAds(days, lang))
  return view.ok ? respondJson(view.value) : refuse(view.error)
}

/** `PATCH …/ads`: new bounds, or a stop to every change; 412 `edited_meanwhile` for bounds of an older version. */
export const changeAds: Route<TenantContext> = async (request, context) => {
  const asked = await readJson(request, AdsPatch)
  if (!asked.ok) return refuse(asked.error)
  const view = await askOutcome(context, () => context.tenant.setAds(asked.value, context.person.email))
  return view.ok ? respondJson(view.value) : refuse(view.error)
}

/** `POST …/ads/campaigns/:campaignId`: a person pauses or starts it, or sets what it may spend in a day. */
export const changeCampaign: Route<TenantContext> = async (request, context) => {
  const asked = await readJson(request, CampaignPatch)
  if (!asked.ok) return refuse(asked.error)
  const { tenant, person } = context
  const id = request.params['campaignId'] ?? ''
  const view = await askOutcome(context, () => tenant.changeCampaign(id, asked.value, person.email))
  return view.ok ? respondJson(view.value) : refuse(view.error)
}

/** `POST …/ads/changes/:changeId/undo`: takes back what a person ordered. */
export const undoAdsChange: Route<TenantContext> = async (request, context) => {
  const { tenant, person } = context
  const id = request.params['changeId'] ?? ''
  const view = await askOutcome(context, () => tenant.undoAdsChange(id, person.email))
  return view.ok ? respondJson(view.value) : refuse(view.error)
}
