import type { IRequestStrict } from 'itty-router'
import type { Router } from 'itty-router/Router'
import { forFleetKey } from './access/fleet-key.ts'
import { forFleet } from './access/sign-in.ts'
import { changeAlertRoutes, readAlertRoutes, testAlertRoute } from './api/alert-routes.ts'
import { acknowledgeAlert, addAlertSilence, endAlertSilence, readAlerts } from './api/fleet-alerts.ts'
import { orderExports, readExports } from './api/fleet-exports.ts'
import { openFleetLive } from './api/fleet-live.ts'
import { listKeys, makeKey, revokeKey } from './api/fleet-keys.ts'
import { readMetrics } from './api/metrics.ts'
import {
  downloadFleetTenants,
  listFleetTenants,
  readFleetRetention,
  readFleetTenant,
  readNames,
  readOverview,
} from './api/fleet-view.ts'
import { changeKillSwitch, readKillSwitch, tellOfKillSwitch } from './api/kill-switch.ts'
import type { Context } from './context.ts'

type Routes = ReturnType<typeof Router<IRequestStrict, [Context]>>

/** What concerns all businesses at once. */
export function addFleetRoutes(routes: Routes): void {
  routes
    .get('/api/v1/fleet/kill-switch', forFleet('switch_fleet', readKillSwitch))
    .put('/api/v1/fleet/kill-switch', forFleet('switch_fleet', changeKillSwitch))
    .post('/api/v1/fleet/kill-switch/tell', forFleet('switch_fleet', tellOfKillSwitch))
    .get('/api/v1/fleet/overview', forFleet('read_fleet', readOverview))
    .get('/api/v1/fleet/retention', forFleet('read_fleet', readFleetRetention))
    .get('/api/v1/fleet/names', forFleet('read_fleet', readNames))
    .get('/api/v1/fleet/tenants', forFleet('read_fleet', listFleetTenants))
    .get('/api/v1/fleet/tenants.csv', forFleet('read_fleet', downloadFleetTenants))
    .get('/api/v1/fleet/tenants/:id', forFleet('read_fleet', readFleetTenant))
    .get('/api/v1/fleet/live', openFleetLive)
    // Beside the boards' own sockets, where a program that knows those looks for it.
    .get('/live/fleet', openFleetLive)
    .get('/metrics', forFleetKey('metrics', 'read_fleet', readMetrics))
    .get('/api/v1/fleet/keys', forFleet('keep_fleet_keys', listKeys))
    .post('/api/v1/fleet/keys', forFleet('keep_fleet_keys', makeKey))
    .delete('/api/v1/fleet/keys/:keyId', forFleet('keep_fleet_keys', revokeKey))
    .get('/api/v1/fleet/exports', forFleet('read_fleet', readExports))
    .post('/api/v1/fleet/exports', forFleet('export_fleet', orderExports))
    .get('/api/v1/fleet/alerts', forFleet('read_fleet', readAlerts))
    .post('/api/v1/fleet/alerts/:alertId/acknowledge', forFleet('tend_alerts', acknowledgeAlert))
    .post('/api/v1/fleet/silences', forFleet('tend_alerts', addAlertSilence))
    .delete('/api/v1/fleet/silences/:silenceId', forFleet('tend_alerts', endAlertSilence))
    .get('/api/v1/fleet/alert-routes', forFleet('read_fleet', readAlertRoutes))
    .put('/api/v1/fleet/alert-routes', forFleet('tend_alerts', changeAlertRoutes))
    .post('/api/v1/fleet/alert-routes/:routeId/test', forFleet('tend_alerts', testAlertRoute))
}
