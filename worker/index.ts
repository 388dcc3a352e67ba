import type { Bindings } from './env.ts'
import type { ExportOrder } from './fleet/export-order.ts'
import { orderNight, takeOrders } from './fleet/nightly.ts'
import { tellNow, timed } from './measure.ts'
import { route } from './router.ts'

export { FleetRoom } from './fleet/fleet-room.ts'
export { TenantObject } from '../tenants/tenant-object.ts'

/** A run that no request asks for, in the figures. */
async function measured(kind: 'cron' | 'queue', env: Bindings, ctx: ExecutionContext, run: () => Promise<void>) {
  try {
    await timed('run', { kind }, run)
  } finally {
    ctx.waitUntil(tellNow(env))
  }
}

export default {
  fetch: route,
  scheduled: ({ scheduledTime }, bindings, ctx) =>
    measured('cron', bindings, ctx, () => orderNight(bindings, scheduledTime)),
  queue: (batch, bindings, ctx) => measured('queue', bindings, ctx, () => takeOrders(batch, bindings)),
} satisfies ExportedHandler<Bindings, ExportOrder>
