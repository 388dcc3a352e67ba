import type { IRequestStrict } from 'itty-router'
import type { Router } from 'itty-router/Router'
import { limitForms } from './access/limits.ts'
import { forTenant } from './access/sign-in.ts'
import { checkCanary, readCanary } from './api/canary.ts'
import { changeGoogleKey, changeWebLeads, readWebLeads, revokeGoogleKey } from './api/web-leads.ts'
import type { Context } from './context.ts'
import { leadForm } from './hooks/google-ads.ts'
import { receiveFrom } from './hooks/receive.ts'
import { allowLeadForm, showLeadForm, submitLeadForm } from './pages/lead-form.ts'

type Routes = ReturnType<typeof Router<IRequestStrict, [Context]>>

/** Requests that come in by forms, and the nightly check of the way that calls take. */
export function addLeadRoutes(routes: Routes): void {
  routes
    .post('/hooks/google-ads/lead', receiveFrom(leadForm))
    .get('/f/:id', limitForms(showLeadForm))
    .post('/f/:id', limitForms(submitLeadForm))
    .options('/f/:id', limitForms(allowLeadForm))
    .get('/api/v1/tenants/:id/canary', forTenant('read_tenant', readCanary))
    .post('/api/v1/tenants/:id/canary/check', forTenant('change_tenant', checkCanary))
    .get('/api/v1/tenants/:id/web-leads', forTenant('read_tenant', readWebLeads))
    .put('/api/v1/tenants/:id/web-leads', forTenant('change_tenant', changeWebLeads))
    .post('/api/v1/tenants/:id/web-leads/google-key', forTenant('change_tenant', changeGoogleKey))
    .delete('/api/v1/tenants/:id/web-leads/google-key', forTenant('change_tenant', revokeGoogleKey))
}
