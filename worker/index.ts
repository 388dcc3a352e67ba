import type { Bindings } from './env.ts'
import type { ExportOrder } from './fleet/export-order.ts'
import { orderNight, takeOrders } from './fleet/nightly.ts'
import { route } from './router.ts'

export { FleetRoom } from './fleet/fleet-room.ts'
export { TenantObject } from '../tenants/tenant-object.ts'

export default {
  fetch: route,
  scheduled: ({ scheduledTime }, bindings) => orderNight(bindings, scheduledTime),
  queue: takeOrders,
} satisfies ExportedHandler<Bindings, ExportOrder>
