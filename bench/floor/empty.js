import { DurableObject } from 'cloudflare:workers'

/** A Worker that holds nothing, in the place of ours. */
export class TenantObject extends DurableObject {}
export class FleetRoom extends DurableObject {}

export default { fetch: () => new Response('ok') }
