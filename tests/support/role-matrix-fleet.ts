import { F, U, type Row } from './role-cells.ts'

/** What concerns all businesses at once: nearly all of it is for admins alone. */

const BAD = '400 body_invalid'

export const FLEET: Record<string, Row> = {
  'GET /api/v1/access-log': [200, F, F, F, F, F, F, F, U],
  'GET /api/v1/breach-report': ['400 query_invalid', F, F, F, F, F, F, F, U],
  'POST /api/v1/resellers': [BAD, F, F, F, F, F, F, F, U],
  'DELETE /api/v1/resellers/:email': [204, F, F, F, F, F, F, F, U],
  'GET /api/v1/unknown-deliveries': [200, F, F, F, F, F, F, F, U],
  'GET /api/v1/tenants': [200, 200, 200, F, F, F, F, F, U],
  'POST /api/v1/tenants': [BAD, BAD, BAD, F, F, F, F, F, U],
  'GET /api/v1/fleet/kill-switch': [200, F, F, F, F, F, F, F, U],
  'PUT /api/v1/fleet/kill-switch': [BAD, F, F, F, F, F, F, F, U],
  'GET /api/v1/fleet/overview': [200, F, F, F, F, F, F, F, U],
  'GET /api/v1/fleet/retention': [200, F, F, F, F, F, F, F, U],
  'GET /api/v1/fleet/names': [200, F, F, F, F, F, F, F, U],
  'GET /api/v1/fleet/tenants': [200, F, F, F, F, F, F, F, U],
  'GET /api/v1/fleet/tenants.csv': [200, F, F, F, F, F, F, F, U],
  'GET /api/v1/fleet/tenants/:id': [200, F, F, F, F, F, F, F, U],
  'GET /api/v1/fleet/live': [101, F, F, F, F, F, F, F, U],
  'GET /live/fleet': [101, F, F, F, F, F, F, F, U],
  'GET /metrics': [200, F, F, F, F, F, F, F, U],
  'GET /api/v1/fleet/keys': [200, F, F, F, F, F, F, F, U],
  'POST /api/v1/fleet/keys': [BAD, F, F, F, F, F, F, F, U],
  'DELETE /api/v1/fleet/keys/:keyId': [204, F, F, F, F, F, F, F, U],
  'GET /api/v1/fleet/exports': [200, F, F, F, F, F, F, F, U],
  'POST /api/v1/fleet/exports': [BAD, F, F, F, F, F, F, F, U],
  'GET /api/v1/fleet/alerts': [200, F, F, F, F, F, F, F, U],
  'POST /api/v1/fleet/alerts/:alertId/acknowledge': ['404 alert_missing', F, F, F, F, F, F, F, U],
  'POST /api/v1/fleet/silences': [BAD, F, F, F, F, F, F, F, U],
  'DELETE /api/v1/fleet/silences/:silenceId': [204, F, F, F, F, F, F, F, U],
  'GET /api/v1/fleet/alert-routes': [200, F, F, F, F, F, F, F, U],
  'PUT /api/v1/fleet/alert-routes': [BAD, F, F, F, F, F, F, F, U],
  'POST /api/v1/fleet/alert-routes/:routeId/test': ['404 route_missing', F, F, F, F, F, F, F, U],
  'POST /api/v1/fleet/kill-switch/tell': [200, F, F, F, F, F, F, F, U],
}
