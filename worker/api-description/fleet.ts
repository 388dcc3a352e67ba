import { NewTenant } from '../../tenants/contract.ts'
import { FleetKeys, MadeFleetKey, NewFleetKey } from '../../tenants/contract/fleet-keys.ts'
import { FleetNamesQuery, FleetQuery, FleetTenantQuery, FleetTenantsQuery } from '../../tenants/contract/fleet-view.ts'
import { BackfillOrder, FleetSwitch } from '../../tenants/contract/fleet.ts'
import { AccessLogQuery } from '../../tenants/contract/people.ts'
import { BreachQuery } from '../api/breach-report.ts'
import { TenantsQuery } from '../api/tenants.ts'
import { pageOf, TenantEntry } from './answers.ts'
import type { Descriptions } from './description.ts'

/** What concerns all businesses at once. */
export const FLEET: Descriptions = {
  'GET /api/v1/fleet/kill-switch': { summary: 'Whether everything automated is stopped for all businesses.' },
  'PUT /api/v1/fleet/kill-switch': {
    summary: 'Turns the switch: written down first, then told to as many as one call may.',
    body: FleetSwitch,
  },
  'POST /api/v1/fleet/kill-switch/tell': { summary: 'Goes on telling where the last call stopped.' },
  'GET /api/v1/fleet/overview': { summary: 'The fleet’s figures over some days.', query: FleetQuery },
  'GET /api/v1/fleet/retention': {
    summary: 'Of those that joined in each month, how many are still active and paying.',
    query: FleetQuery,
  },
  'GET /api/v1/fleet/names': { summary: 'What businesses are called.', query: FleetNamesQuery },
  'GET /api/v1/fleet/tenants': {
    summary: 'Businesses and how they fare, the ones in trouble first.',
    query: FleetTenantsQuery,
  },
  'GET /api/v1/fleet/tenants.csv': { summary: 'The same as a table.', query: FleetQuery, file: 'answer' },
  'GET /api/v1/fleet/tenants/:id': { summary: 'One business and how it fares.', query: FleetTenantQuery },
  'GET /api/v1/fleet/live': { summary: 'What happens in the fleet, as it happens.', status: 101 },
  'GET /api/v1/fleet/keys': { summary: 'Keys of the platform, by which programs read its figures.', answer: FleetKeys },
  'POST /api/v1/fleet/keys': {
    summary: 'A new one, which is shown in this answer and never again. `GET /metrics` takes it as a bearer.',
    body: NewFleetKey,
    answer: MadeFleetKey,
    status: 201,
  },
  'DELETE /api/v1/fleet/keys/:keyId': { summary: 'It opens nothing from now on.', status: 204 },
  'GET /api/v1/fleet/exports': { summary: 'How the nightly export of figures stands.' },
  'POST /api/v1/fleet/exports': {
    summary: 'Orders days to be exported anew; they are done by and by.',
    body: BackfillOrder,
    status: 202,
  },
  'GET /api/v1/access-log': { summary: 'Who did what to any business, newest first.', query: AccessLogQuery },
  'GET /api/v1/breach-report': { summary: 'A draft of a breach report, made from the access log.', query: BreachQuery },
  'GET /api/v1/unknown-deliveries': { summary: 'Signed webhooks that reached nobody, latest first.' },
  'GET /api/v1/tenants': {
    summary: 'All businesses for an admin, their own for a reseller.',
    query: TenantsQuery,
    answer: pageOf(TenantEntry),
  },
  'POST /api/v1/tenants': {
    summary: 'Opens a business; 409 where its number or location is another’s.',
    body: NewTenant,
    status: 201,
  },
}
