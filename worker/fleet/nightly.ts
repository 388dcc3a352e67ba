import type { Instant } from '../../tenants/base/clock.ts'
import { newId } from '../../tenants/base/ids.ts'
import { log } from '../../tenants/base/log.ts'
import { FLEET_ROOM_NAME } from '../../tenants/contract/fleet-room.ts'
import { tick } from '../alerts/tick.ts'
import { parseEnv, type Bindings } from '../env.ts'
import { buryExports, consumeExports, type ExportEnv } from './consume.ts'
import { lastWholeDay, type ExportOrder } from './export-order.ts'

/** Where orders end up that were tried as often as the platform tries; see wrangler.jsonc. */
const DEAD_QUEUE = /-dead$/

/** What cron wakes: the day that is over everywhere is ordered, and the queue does the rest. */
export async function orderNight(bindings: Bindings, scheduledAt: Instant): Promise<void> {
  const env = readExportEnv(bindings)
  await env?.EXPORTS.send({ kind: 'page', day: lastWholeDay(scheduledAt), after: '', isWhole: false })
}

/** Every five minutes: whether anything is wrong, and who is to be told. */
export async function tickAlerts(bindings: Bindings, scheduledAt: Instant): Promise<void> {
  const env = parseEnv(bindings)
  if (!env.ok) return log('settings_missing', '-', { names: env.error })
  const { FLEET_ROOM: rooms } = env.value
  const room = rooms?.getByName(FLEET_ROOM_NAME)
  await tick(env.value, {
    readVitals: room ? () => room.readVitals() : null,
    readHealth: room ? () => room.readHealth() : null,
    scheduledAt,
  })
}

/** What the queue hands over. Throws where settings are missing, so that everything is handed over again. */
export async function takeOrders(batch: MessageBatch<ExportOrder>, bindings: Bindings): Promise<void> {
  const env = readExportEnv(bindings)
  if (!env) throw new Error('FLEET_DB or EXPORTS is not bound, or settings are missing.')
  await (DEAD_QUEUE.test(batch.queue) ? buryExports(batch, env) : consumeExports(batch, env, newId('req')))
}

function readExportEnv(bindings: Bindings): ExportEnv | null {
  const env = parseEnv(bindings)
  if (!env.ok) {
    log('settings_missing', '-', { names: env.error })
    return null
  }
  const { EXPORTS, FLEET_DB } = env.value
  return EXPORTS && FLEET_DB ? { ...env.value, EXPORTS, FLEET_DB } : null
}
