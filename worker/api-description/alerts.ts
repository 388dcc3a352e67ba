import { AlertRoutes, NewSilence } from '../../tenants/contract/alerts.ts'
import type { Descriptions } from './description.ts'

/** Who is told that a business or the fleet is in trouble. */
export const ALERTS: Descriptions = {
  'GET /api/v1/fleet/alerts': { summary: 'Alerts that are open, those of two weeks that are over, and silences.' },
  'POST /api/v1/fleet/alerts/:alertId/acknowledge': {
    summary: 'Takes an alert on: it is not said again until it has cleared.',
    status: 204,
  },
  'POST /api/v1/fleet/silences': {
    summary: 'Keeps alerts from being told for a while; they are raised and seen all the same.',
    body: NewSilence,
    status: 201,
  },
  'DELETE /api/v1/fleet/silences/:silenceId': { summary: 'Ends a silence; what is still open is told.', status: 204 },
  'GET /api/v1/fleet/alert-routes': { summary: 'Who is told of alerts, and how the newest messages to them fared.' },
  'PUT /api/v1/fleet/alert-routes': {
    summary: 'Who is told of alerts, all of them anew; without any, the admins of the settings.',
    body: AlertRoutes,
  },
  'POST /api/v1/fleet/alert-routes/:routeId/test': { summary: 'Sends a test the way an alert goes.' },
}
