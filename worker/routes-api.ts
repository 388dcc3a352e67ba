import type { IRequestStrict } from 'itty-router'
import type { Router } from 'itty-router/Router'
import { limitVisits } from './access/limits.ts'
import { forBearer, forTenant } from './access/sign-in.ts'
import { changeSubscription, readSubscription, removeSubscriptionChange } from './api/subscriptions.ts'
import { listApiKeys, makeApiKey, readOwnKey, revokeApiKey } from './api/api-keys.ts'
import {
  changeWebhook,
  dropWebhook,
  listDeliveries,
  listWebhooks,
  makeWebhook,
  replayDelivery,
  rotateWebhook,
  testWebhook,
} from './api/webhooks.ts'
import type { Context } from './context.ts'
import { answerGraph, showGraph } from './graphql/endpoint.ts'
import { showApiDocs, showOpenApi } from './pages/api-docs.ts'

type Routes = ReturnType<typeof Router<IRequestStrict, [Context]>>

/** What others build on: what there is to call, keys for their programs, and what those are told. */
export function addApiRoutes(routes: Routes): void {
  routes
    .get('/api/v1/openapi.json', showOpenApi)
    .get('/api/graphql', limitVisits(showGraph))
    .post('/api/graphql', forBearer(answerGraph))
    .get('/api/docs', limitVisits(showApiDocs))
    .get('/api/v1/api-key', forBearer(readOwnKey))
    .get('/api/v1/tenants/:id/subscription', forTenant('keep_subscription', readSubscription))
    .put('/api/v1/tenants/:id/subscription', forTenant('keep_subscription', changeSubscription))
    .delete(
      '/api/v1/tenants/:id/subscription/changes/:changeId',
      forTenant('keep_subscription', removeSubscriptionChange),
    )
    .get('/api/v1/tenants/:id/api-keys', forTenant('keep_api', listApiKeys))
    .post('/api/v1/tenants/:id/api-keys', forTenant('keep_api', makeApiKey))
    .delete('/api/v1/tenants/:id/api-keys/:keyId', forTenant('keep_api', revokeApiKey))
    .get('/api/v1/tenants/:id/webhooks', forTenant('keep_api', listWebhooks))
    .post('/api/v1/tenants/:id/webhooks', forTenant('keep_api', makeWebhook))
    .patch('/api/v1/tenants/:id/webhooks/:webhookId', forTenant('keep_api', changeWebhook))
    .delete('/api/v1/tenants/:id/webhooks/:webhookId', forTenant('keep_api', dropWebhook))
    .post('/api/v1/tenants/:id/webhooks/:webhookId/secret', forTenant('keep_api', rotateWebhook))
    .post('/api/v1/tenants/:id/webhooks/:webhookId/test', forTenant('keep_api', testWebhook))
    .get('/api/v1/tenants/:id/deliveries', forTenant('keep_api', listDeliveries))
    .post('/api/v1/tenants/:id/deliveries/:deliveryId/replay', forTenant('keep_api', replayDelivery))
}
