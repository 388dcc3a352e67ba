import { clock } from '../../tenants/base/clock.ts'
import { parseDay } from '../../tenants/base/local-time.ts'
import { BackfillOrder, type ExportsView } from '../../tenants/contract/fleet.ts'
import { BACKFILL_DAYS_MAX, EXPORT_DEAD_LISTED_MAX } from '../bounds.ts'
import type { Route, SignedInContext } from '../context.ts'
import { listDead } from '../directory/fleet-export.ts'
import { askWarehouse, FLEET_OFF } from '../fleet/ask-warehouse.ts'
import { lastWholeDay, orderRange } from '../fleet/export-order.ts'
import { countExported } from '../fleet/warehouse.ts'
import { invalid, readJson } from '../read-body.ts'
import { refuse, respondJson, type Refusal } from '../respond.ts'

const DAYS_SHOWN = 14

/** `GET /api/v1/fleet/exports` */
export const readExports: Route<SignedInContext> = async (_request, context) => {
  const days = await askWarehouse(context, (warehouse) => countExported(warehouse, DAYS_SHOWN))
  if (!days.ok) return refuse(days.error)
  const dead = await listDead(context.env.DIRECTORY, EXPORT_DEAD_LISTED_MAX)
  return respondJson({ days: days.value, dead } satisfies ExportsView)
}

/** `POST /api/v1/fleet/exports` with `{from, to, tenantId?, anew?}`: ordered, and done by and by. */
export const orderExports: Route<SignedInContext> = async (request, { env }) => {
  if (!env.EXPORTS) return refuse(FLEET_OFF)
  const wanted = await readJson(request, BackfillOrder)
  if (!wanted.ok) return refuse(wanted.error)
  const fault = judgeRange(wanted.value)
  if (fault) return refuse(fault)
  const orders = orderRange(wanted.value)
  await env.EXPORTS.sendBatch(orders.map((body) => ({ body })))
  return respondJson({ orders: orders.length }, 202)
}

function judgeRange({ from, to }: BackfillOrder): Refusal | null {
  const days = parseDay(to) - parseDay(from) + 1
  const message =
    days < 1
      ? 'not before from'
      : days > BACKFILL_DAYS_MAX
        ? `at most ${BACKFILL_DAYS_MAX} days from the first`
        : to > lastWholeDay(clock.now())
          ? 'a day that is over everywhere'
          : null
  if (message === null) return null
  const refused = invalid([{ path: 'to', message }])
  return refused.ok ? null : refused.error
}
