/** The Worker that is nothing but its objects. Only the router reaches it, and it depends on no other. */
export { TenantObject } from '../tenants/tenant-object.ts'
export { FleetRoom } from '../worker/fleet/fleet-room.ts'
