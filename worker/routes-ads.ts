import type { IRequestStrict } from 'itty-router'
import type { Router } from 'itty-router/Router'
import { forTenant } from './access/sign-in.ts'
import { changeAds, changeCampaign, readAds, undoAdsChange } from './api/ads.ts'
import { chooseAdsAccount, dropAdsAccount, readAdsAccount } from './api/ads-account.ts'
import { beginAdsConnect, finishAdsConnect } from './connect/google-ads.ts'
import type { Context } from './context.ts'

type Routes = ReturnType<typeof Router<IRequestStrict, [Context]>>

/** Advertising: what it costs and brings, its bounds, and what a person changes in it. */
export function addAdsRoutes(routes: Routes): void {
  routes
    .get('/api/v1/connect/google-ads', beginAdsConnect)
    .get('/connect/google-ads/callback', finishAdsConnect)
    .get('/api/v1/tenants/:id/ads/account', forTenant('read_tenant', readAdsAccount))
    .put('/api/v1/tenants/:id/ads/account', forTenant('connect_crm', chooseAdsAccount))
    .delete('/api/v1/tenants/:id/ads/account', forTenant('connect_crm', dropAdsAccount))
    .get('/api/v1/tenants/:id/ads', forTenant('read_progress', readAds))
    .patch('/api/v1/tenants/:id/ads', forTenant('change_ads', changeAds))
    .post('/api/v1/tenants/:id/ads/campaigns/:campaignId', forTenant('change_ads', changeCampaign))
    .post('/api/v1/tenants/:id/ads/changes/:changeId/undo', forTenant('change_ads', undoAdsChange))
}
