import type { Bindings } from './env.ts'
import type { ExportOrder } from './fleet/export-order.ts'
import { orderNight, takeOrders, tickAlerts } from './fleet/nightly.ts'
import { tellNow, timed } from './measure.ts'
import { route } from './router.ts'

/** One of the two in wrangler.jsonc; the other is the night's. */
const TICK_CRON = '*/5 * * * *'

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
  scheduled: ({ cron, scheduledTime }, bindings, ctx) =>
    measured('cron', bindings, ctx, () =>
      cron === TICK_CRON ? tickAlerts(bindings, scheduledTime) : orderNight(bindings, scheduledTime),
    ),
  queue: (batch, bindings, ctx) => measured('queue', bindings, ctx, () => takeOrders(batch, bindings)),
} satisfies ExportedHandler<Bindings, ExportOrder>
