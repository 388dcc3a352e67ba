import type { IRequestStrict } from 'itty-router'
import type { Router } from 'itty-router/Router'
import { forTenant } from './access/sign-in.ts'
import { callCustomer, changeVoice, noteCalled, readVoice } from './api/call-back.ts'
import { readMedia } from './api/media.ts'
import type { Context } from './context.ts'
import { receiveFrom } from './hooks/receive.ts'
import { recording, voiceWhisper } from './hooks/twilio.ts'

type Routes = ReturnType<typeof Router<IRequestStrict, [Context]>>

/** Calls that we put through, and what was said and shown in them. */
export function addVoiceRoutes(routes: Routes): void {
  routes
    .post('/hooks/twilio/voice/whisper', receiveFrom(voiceWhisper))
    .post('/hooks/twilio/recording', receiveFrom(recording))
    .post('/api/v1/tenants/:id/conversations/:customerId/call', forTenant('write_customers', callCustomer))
    .post('/api/v1/tenants/:id/conversations/:customerId/called', forTenant('write_customers', noteCalled))
    .get('/api/v1/tenants/:id/voice', forTenant('read_tenant', readVoice))
    .put('/api/v1/tenants/:id/voice', forTenant('change_tenant', changeVoice))
    .get('/api/v1/tenants/:id/media/:mediaId', forTenant('read_customers', readMedia))
}
