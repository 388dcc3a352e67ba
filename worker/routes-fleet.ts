import type { IRequestStrict } from 'itty-router'
import type { Router } from 'itty-router/Router'
import { forFleet } from './access/sign-in.ts'
import { orderExports, readExports } from './api/fleet-exports.ts'
import { downloadFleetTenants, listFleetTenants, readFleetTenant, readOverview } from './api/fleet-view.ts'
import { openFleetLive } from './api/fleet-live.ts'
import { readMetrics } from './api/metrics.ts'
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
    .get('/api/v1/fleet/tenants', forFleet('read_fleet', listFleetTenants))
    .get('/api/v1/fleet/tenants.csv', forFleet('read_fleet', downloadFleetTenants))
    .get('/api/v1/fleet/tenants/:id', forFleet('read_fleet', readFleetTenant))
    .get('/api/v1/fleet/live', openFleetLive)
    .get('/metrics', forFleet('read_fleet', readMetrics))
    .get('/api/v1/fleet/exports', forFleet('read_fleet', readExports))
    .post('/api/v1/fleet/exports', forFleet('export_fleet', orderExports))
}
