import type { Scope } from '../../tenants/contract/api-keys.ts'

/**
 * What a key may call, and with which scope: a route that does not stand here takes no keys. Those that do are about
 * customers and figures; settings, people, numbers and copies of everything stay with people who sign in.
 */
const SCOPE_OF: Readonly<Record<string, Scope>> = {
  'GET /api/v1/tenants/:id/leads': 'read:leads',
  'GET /api/v1/tenants/:id/customers': 'read:leads',
  'GET /api/v1/tenants/:id/quotes': 'read:leads',
  'GET /api/v1/tenants/:id/jobs': 'read:leads',
  'GET /api/v1/tenants/:id/calls': 'read:conversations',
  'GET /api/v1/tenants/:id/messages': 'read:conversations',
  'GET /api/v1/tenants/:id/timeline': 'read:conversations',
  'GET /api/v1/tenants/:id/appointments': 'read:visits',
  'GET /api/v1/tenants/:id/slots': 'read:visits',
  'GET /api/v1/tenants/:id/journeys': 'read:figures',
  'GET /api/v1/tenants/:id/numbers': 'read:figures',
  'PATCH /api/v1/tenants/:id/leads/:leadId': 'write:leads',
  'POST /api/v1/tenants/:id/jobs': 'write:leads',
  'POST /api/v1/tenants/:id/appointments': 'write:visits',
  'PATCH /api/v1/tenants/:id/appointments/:appointmentId': 'write:visits',
  'POST /api/v1/tenants/:id/conversations/:customerId/messages': 'write:messages',
  'POST /api/v1/tenants/:id/conversations/:customerId/takeover': 'write:messages',
  'POST /api/v1/tenants/:id/conversations/:customerId/handback': 'write:messages',
  'GET /api/v1/tenants/:id/webhooks': 'webhooks',
  'POST /api/v1/tenants/:id/webhooks': 'webhooks',
  'PATCH /api/v1/tenants/:id/webhooks/:webhookId': 'webhooks',
  'DELETE /api/v1/tenants/:id/webhooks/:webhookId': 'webhooks',
  'POST /api/v1/tenants/:id/webhooks/:webhookId/secret': 'webhooks',
  'POST /api/v1/tenants/:id/webhooks/:webhookId/test': 'webhooks',
  'GET /api/v1/tenants/:id/deliveries': 'webhooks',
  'POST /api/v1/tenants/:id/deliveries/:deliveryId/replay': 'webhooks',
}

/** Null where only people may call the route. */
export function scopeOf(method: string, route: string): Scope | null {
  return SCOPE_OF[`${method} ${route}`] ?? null
}
