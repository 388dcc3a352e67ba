import type { IRequestStrict } from 'itty-router'
import type { Router } from 'itty-router/Router'
import { forTenant } from './access/sign-in.ts'
import {
  changeAfterJob,
  endContract,
  listContracts,
  listJobs,
  listOffers,
  noteConsent,
  noteContract,
  offerPlan,
  previewAfterTexts,
  readAfterJob,
  readAfterJobNumbers,
  recordJob,
  withdrawOffer,
} from './api/jobs.ts'
import { listQuotes, moveQuote, openQuote } from './api/quotes.ts'
import type { Context } from './context.ts'

type Routes = ReturnType<typeof Router<IRequestStrict, [Context]>>

/** Prices that stand in no list, jobs that are done, and what is asked and offered afterwards. */
export function addAfterRoutes(routes: Routes): void {
  routes
    .get('/api/v1/tenants/:id/jobs', forTenant('read_customers', listJobs))
    .post('/api/v1/tenants/:id/jobs', forTenant('write_customers', recordJob))
    .get('/api/v1/tenants/:id/after-job', forTenant('read_tenant', readAfterJob))
    .put('/api/v1/tenants/:id/after-job', forTenant('change_tenant', changeAfterJob))
    .get('/api/v1/tenants/:id/after-job/numbers', forTenant('read_progress', readAfterJobNumbers))
    .post('/api/v1/tenants/:id/after-job/texts', forTenant('read_tenant', previewAfterTexts))
    .get('/api/v1/tenants/:id/offers', forTenant('read_customers', listOffers))
    .get('/api/v1/tenants/:id/contracts', forTenant('read_customers', listContracts))
    .post('/api/v1/tenants/:id/contracts', forTenant('write_customers', noteContract))
    .post('/api/v1/tenants/:id/contracts/:contractId/end', forTenant('write_customers', endContract))
    .post('/api/v1/tenants/:id/conversations/:customerId/offer', forTenant('write_customers', offerPlan))
    .delete('/api/v1/tenants/:id/conversations/:customerId/offer', forTenant('write_customers', withdrawOffer))
    .post('/api/v1/tenants/:id/conversations/:customerId/consent', forTenant('write_customers', noteConsent))
    .get('/api/v1/tenants/:id/quotes', forTenant('read_customers', listQuotes))
    .post('/api/v1/tenants/:id/quotes', forTenant('write_customers', openQuote))
    .patch('/api/v1/tenants/:id/quotes/:quoteId', forTenant('write_customers', moveQuote))
}
