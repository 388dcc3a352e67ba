import * as v from 'valibot'
import { clock } from '../../tenants/base/clock.ts'
import { describeError, log } from '../../tenants/base/log.ts'
import {
  DayExport,
  type ExperimentPriors,
  type KnownDays,
  type WordingSpread,
} from '../../tenants/contract/fleet-day.ts'
import { judgeNight } from '../alerts/judge-night.ts'
import {
  EXPORT_ATTEMPTS_MAX,
  EXPORT_RETRY_AFTER_S,
  EXPORT_TENANTS_PER_ORDER,
  EXPORT_TENANTS_PER_PAGE,
  EXPORT_TENANT_TIMEOUT_MS,
} from '../bounds.ts'
import { withinTenant } from '../context.ts'
import { forgetDead, listForExport, recordDead } from '../directory/fleet-export.ts'
import { listRemovedDays, listSubscriptionDays } from '../directory/subscriptions.ts'
import type { Env } from '../env.ts'
import { firstDayOf, lastWholeDay, type ExportOrder } from './export-order.ts'
import { withWarehouse } from './connect-warehouse.ts'
import { loadLearned } from './experiment-priors.ts'
import { dropSubscriptionDays, dropTenant, loadKnownDays, writeExports, writeSubscriptions } from './warehouse.ts'

/** What an order needs. */
export type ExportEnv = Pick<Env, 'TENANT' | 'DIRECTORY'> & Required<Pick<Env, 'EXPORTS' | 'FLEET_DB'>>

/** Carries out what the queue hands over; what fails as a whole comes again later, and in the end among the dead. */
export async function consumeExports(batch: MessageBatch<ExportOrder>, env: ExportEnv, traceId: string): Promise<void> {
  for (const message of batch.messages) {
    try {
      await (message.body.kind === 'page' ? orderPage(env, message.body) : exportTenants(env, message.body, traceId))
      message.ack()
    } catch (error) {
      log('fleet_export_failed', traceId, {
        kind: message.body.kind,
        day: message.body.day,
        error: describeError(error),
      })
      message.retry({ delaySeconds: retryAfterS(message.attempts) })
    }
  }
}

/** What the platform gave up on: the warehouse or the directory did not answer for as long as an order is tried. */
export async function buryExports(batch: MessageBatch<ExportOrder>, env: ExportEnv): Promise<void> {
  for (const { body, attempts } of batch.messages) {
    const tenantIds = body.kind === 'tenants' ? body.tenantIds : await listForExport(env.DIRECTORY, body.after, 1)
    for (const tenantId of tenantIds) {
      const code = body.kind === 'tenants' ? 'warehouse_unreachable' : 'page_unreachable'
      await recordDead(env.DIRECTORY, { tenantId, day: body.day, code, attempts }, clock.now())
    }
  }
  batch.ackAll()
}

async function orderPage({ DIRECTORY, EXPORTS }: ExportEnv, page: ExportOrder & { kind: 'page' }): Promise<void> {
  const { day, isWhole } = page
  const ids = await listForExport(DIRECTORY, page.after, EXPORT_TENANTS_PER_PAGE)
  const orders: ExportOrder[] = []
  for (let start = 0; start < ids.length; start += EXPORT_TENANTS_PER_ORDER) {
    const tenantIds = ids.slice(start, start + EXPORT_TENANTS_PER_ORDER)
    orders.push({ kind: 'tenants', day, tenantIds, attempt: 1, isWhole })
  }
  const after = ids.at(-1)
  if (after !== undefined && ids.length === EXPORT_TENANTS_PER_PAGE) orders.push({ ...page, after })
  if (orders.length > 0) await EXPORTS.sendBatch(orders.map((body) => ({ body })))
}

/** One that fails is tried again by itself, so that it holds up nobody else. */
async function exportTenants(env: ExportEnv, order: ExportOrder & { kind: 'tenants' }, traceId: string): Promise<void> {
  const failed = await withWarehouse(env.FLEET_DB.connectionString, async (warehouse) => {
    const known = order.isWhole
      ? new Map<string, KnownDays>()
      : await loadKnownDays(warehouse, order.tenantIds, firstDayOf(order.day))
    const learned = await loadLearned(warehouse, clock.now())
    const answers = await Promise.all(
      order.tenantIds.map((tenantId) =>
        askTenant(env, tenantId, order.day, { known: known.get(tenantId) ?? {}, ...learned }, traceId),
      ),
    )
    const told = answers.flatMap((answer) => (answer.kind === 'told' ? [answer.told] : []))
    await writeExports(warehouse, told)
    const gone = answers.flatMap((answer) => (answer.kind === 'gone' ? [answer.tenantId] : []))
    for (const tenantId of gone) await dropTenant(warehouse, tenantId)
    await dropSubscriptionDays(warehouse, await listRemovedDays(env.DIRECTORY, order.tenantIds))
    await writeSubscriptions(warehouse, await listSubscriptionDays(env.DIRECTORY, order.tenantIds))
    // What is counted anew of days long past says nothing of how a business is doing.
    if (order.day >= lastWholeDay(clock.now())) {
      await judgeNight(env.DIRECTORY, warehouse, { day: order.day, told, gone }, clock.now())
    }
    return answers.filter((answer) => answer.kind === 'failed')
  })
  const lost = new Set(failed.map(({ tenantId }) => tenantId))
  await forgetDead(
    env.DIRECTORY,
    order.tenantIds.filter((tenantId) => !lost.has(tenantId)),
    order.day,
  )
  for (const { tenantId, code } of failed) await tryAgain(env, { ...order, tenantIds: [tenantId] }, code)
}

async function tryAgain(env: ExportEnv, order: ExportOrder & { kind: 'tenants' }, code: string): Promise<void> {
  const { day, attempt, tenantIds } = order
  if (attempt < EXPORT_ATTEMPTS_MAX) {
    await env.EXPORTS.send({ ...order, attempt: attempt + 1 }, { delaySeconds: retryAfterS(attempt) })
    return
  }
  for (const tenantId of tenantIds) {
    await recordDead(env.DIRECTORY, { tenantId, day, code, attempts: attempt }, clock.now())
    log('fleet_export_dead', '-', { tenantId, day, code })
  }
}

type Answer =
  | { kind: 'told'; tenantId: string; told: DayExport }
  /** Never opened, or erased: there is nothing to tell. */
  | { kind: 'gone'; tenantId: string }
  | { kind: 'failed'; tenantId: string; code: string }

async function askTenant(
  env: ExportEnv,
  tenantId: string,
  day: string,
  { known, priors, spread }: { known: KnownDays; priors: ExperimentPriors; spread: WordingSpread },
  traceId: string,
): Promise<Answer> {
  try {
    const asked = env.TENANT.getByName(tenantId).exportDay(day, known, priors, spread)
    const answer = await withinTenant(asked, EXPORT_TENANT_TIMEOUT_MS)
    if (!answer.ok)
      return { kind: answer.error.code === 'tenant_missing' ? 'gone' : 'failed', tenantId, code: answer.error.code }
    // Nothing but counts and codes may pass here, whatever a business has in its rows.
    const told = v.safeParse(DayExport, answer.value)
    return told.success
      ? { kind: 'told', tenantId, told: told.output }
      : { kind: 'failed', tenantId, code: 'export_malformed' }
  } catch (error) {
    log('fleet_export_unanswered', traceId, { tenantId, day, error: describeError(error) })
    return { kind: 'failed', tenantId, code: 'tenant_unreachable' }
  }
}

/** Doubling from half a minute. */
function retryAfterS(attempt: number): number {
  return EXPORT_RETRY_AFTER_S * 2 ** Math.max(0, attempt - 1)
}
