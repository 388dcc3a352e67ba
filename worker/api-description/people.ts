import { ApiKeys, MadeApiKey, NewApiKey } from '../../tenants/contract/api-keys.ts'
import { ClosingConfirmation } from '../../tenants/contract/closing.ts'
import { EvidenceQuestion } from '../../tenants/contract/evidence.ts'
import { ExportQuery } from '../../tenants/contract/export.ts'
import { AccessLogQuery, NewInvitation } from '../../tenants/contract/people.ts'
import { PushSubscription } from '../../tenants/contract/push.ts'
import { NewPrivacyRequest, RequestRefusal } from '../../tenants/contract/rights.ts'
import {
  Deliveries,
  DeliveriesQuery,
  DeliveryView,
  MadeWebhook,
  NewWebhook,
  WebhookPatch,
  Webhooks,
  WebhookView,
} from '../../tenants/contract/webhooks.ts'
import { Endpoint } from '../api/push.ts'
import { SubscriptionAnswer, SubscriptionChange } from '../../tenants/contract/subscriptions.ts'
import type { Descriptions } from './description.ts'

/** Who works here, what other programs may do, and what the law asks. */
export const PEOPLE: Descriptions = {
  'GET /api/v1/tenants/:id/subscription': {
    summary: 'What the business pays us, and what it paid before.',
    answer: SubscriptionAnswer,
  },
  'PUT /api/v1/tenants/:id/subscription': {
    summary: 'Writes down what it pays from now or from a day before; the same again changes nothing.',
    body: SubscriptionChange,
    answer: SubscriptionAnswer,
  },
  'DELETE /api/v1/tenants/:id/subscription/changes/:changeId': {
    summary: 'Takes a line out that should never have been: it stays to be read and counts no more.',
    answer: SubscriptionAnswer,
  },
  'GET /api/v1/tenants/:id/api-keys': {
    summary: 'All keys of the business, newest first, revoked ones included.',
    answer: ApiKeys,
  },
  'POST /api/v1/tenants/:id/api-keys': {
    summary: 'A new key, which is shown in this answer and never again.',
    body: NewApiKey,
    answer: MadeApiKey,
    status: 201,
  },
  'DELETE /api/v1/tenants/:id/api-keys/:keyId': { summary: 'It opens nothing from now on.', status: 204 },
  'GET /api/v1/tenants/:id/webhooks': { summary: 'The programs that are told of things.', answer: Webhooks },
  'POST /api/v1/tenants/:id/webhooks': {
    summary: 'Tells another program from now on. Its secret is shown in this answer and never again.',
    body: NewWebhook,
    answer: MadeWebhook,
    status: 201,
  },
  'PATCH /api/v1/tenants/:id/webhooks/:webhookId': {
    summary: 'Changes whom and of what it is told; what is left out stays.',
    body: WebhookPatch,
    answer: WebhookView,
  },
  'DELETE /api/v1/tenants/:id/webhooks/:webhookId': {
    summary: 'It is told no more, and what waits for it is dropped.',
    status: 204,
  },
  'POST /api/v1/tenants/:id/webhooks/:webhookId/secret': {
    summary: 'A new secret, shown once; the one before it signs along for a day.',
    answer: MadeWebhook,
    status: 201,
  },
  'POST /api/v1/tenants/:id/webhooks/:webhookId/test': {
    summary: 'Sends `webhook.test`, which is about nobody.',
    answer: DeliveryView,
    status: 202,
  },
  'GET /api/v1/tenants/:id/deliveries': {
    summary: 'What was told to whom and how it went, newest first.',
    query: DeliveriesQuery,
    answer: Deliveries,
  },
  'POST /api/v1/tenants/:id/deliveries/:deliveryId/replay': {
    summary: 'Once more, under the id that it has.',
    answer: DeliveryView,
    status: 202,
  },
  'GET /api/v1/tenants/:id/people': { summary: 'Who works here, and who was invited.' },
  'DELETE /api/v1/tenants/:id/people/:email': {
    summary: 'Takes somebody out, at once; their API keys go with them.',
    status: 204,
  },
  'POST /api/v1/tenants/:id/invitations': {
    summary: 'Invites somebody; the answer tells what became of the mail.',
    body: NewInvitation,
    status: 201,
  },
  'POST /api/v1/tenants/:id/invitations/:invitationId/resend': {
    summary: 'Another mail with another link; the link before it ends.',
  },
  'DELETE /api/v1/tenants/:id/invitations/:invitationId': {
    summary: 'The link in the mail opens nothing any more.',
    status: 204,
  },
  'GET /api/v1/tenants/:id/access-log': {
    summary: 'Who did what to this business, newest first.',
    query: AccessLogQuery,
  },
  'GET /api/v1/tenants/:id/export': { summary: 'Everything the business owns.', query: ExportQuery, file: 'answer' },
  'POST /api/v1/tenants/:id/evidence': {
    summary: 'What was said to one number, why, and how soon an opt-out was honoured, as NDJSON.',
    body: EvidenceQuestion,
    file: 'answer',
  },
  'GET /api/v1/tenants/:id/push': { summary: 'The key for notifications to phones; null where they are not set up.' },
  'POST /api/v1/tenants/:id/push': {
    summary: 'The browser of whoever is signed in is told from now on.',
    body: PushSubscription,
    status: 204,
  },
  'DELETE /api/v1/tenants/:id/push': {
    summary: 'The browser of whoever is signed in is told no more.',
    body: Endpoint,
    status: 204,
  },
  'POST /api/v1/tenants/:id/push/test': {
    summary: 'One push to each of the person’s browsers, now; 409 with the reason where none took it.',
    status: 204,
  },
  'GET /api/v1/tenants/:id/privacy-requests': { summary: 'Requests under a law of privacy, newest first.' },
  'POST /api/v1/tenants/:id/privacy-requests': {
    summary: 'Opens a request; the answer has its dates and, for an erasure, its plan.',
    body: NewPrivacyRequest,
    status: 201,
  },
  'GET /api/v1/tenants/:id/privacy-requests/:requestId': { summary: 'One request, with its dates.' },
  'POST /api/v1/tenants/:id/privacy-requests/:requestId/confirm': {
    summary: 'Confirms to whoever asked that it was received.',
  },
  'POST /api/v1/tenants/:id/privacy-requests/:requestId/extend': {
    summary: 'Takes the longer time that the law allows.',
  },
  'POST /api/v1/tenants/:id/privacy-requests/:requestId/close': { summary: 'Ends it: what was asked for is done.' },
  'POST /api/v1/tenants/:id/privacy-requests/:requestId/refuse': {
    summary: 'Refuses it, for a reason that the law knows.',
    body: RequestRefusal,
  },
  'GET /api/v1/tenants/:id/closing': { summary: 'Whether the business is closed, and when it is erased.' },
  'POST /api/v1/tenants/:id/close': {
    summary: 'Closes the business; `confirm` is its name.',
    body: ClosingConfirmation,
  },
  'POST /api/v1/tenants/:id/reopen': { summary: 'Reopens it within thirty days.' },
}
