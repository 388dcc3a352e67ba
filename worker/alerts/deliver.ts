import { clock, type Instant } from '../../tenants/base/clock.ts'
import { newId } from '../../tenants/base/ids.ts'
import { describeError, log } from '../../tenants/base/log.ts'
import { unreachable } from '../../tenants/base/result.ts'
import { RuleName } from '../../tenants/contract/alerts.ts'
import type { SendOutcome } from '../../tenants/providers/port.ts'
import {
  ALERT_ATTEMPTS_MAX,
  ALERT_CLAIM_MS,
  ALERT_MESSAGE_AGE_MAX_MS,
  ALERT_MESSAGES_AT_ONCE_MAX,
  ALERT_MESSAGES_PER_TICK_MAX,
  ALERT_RETRY_AFTER_MS,
  NOTICES_PER_TICK_MAX,
} from '../bounds.ts'
import {
  bundle,
  claimDue,
  listWaiting,
  settleDelivery,
  type DeliveryRow,
  type Settlement,
} from '../directory/alert-deliveries.ts'
import type { RouteRow } from '../directory/alert-routes.ts'
import type { NoticeRow } from '../directory/alerts.ts'
import type { Env } from '../env.ts'
import { contentOf } from './compose.ts'
import type { NoticeKind } from './decide.ts'
import { loadRoutes, openRoute } from './routes.ts'
import { RULES } from './rules.ts'
import { sendAlert } from './send.ts'
import type { Told } from './words.ts'

export type AlertEnv = Pick<Env, 'DIRECTORY' | 'settings'>

/** Puts what is to be told into messages, one for each route however many notices there are. */
export async function bundleNotices(env: AlertEnv, now: Instant): Promise<void> {
  const notices = await listWaiting(env.DIRECTORY, NOTICES_PER_TICK_MAX)
  if (notices.length === 0) return
  const { routes } = await loadRoutes(env)
  const told = notices.flatMap((notice) => describe(notice) ?? [])
  const deliveries = routes.flatMap(({ routeId, severity }) => {
    const theirs = told.filter(({ rule }) => severity === 'all' || RULES[rule].severity === 'urgent')
    if (theirs.length === 0) return []
    return [{ deliveryId: newId('dlv'), routeId, content: JSON.stringify(contentOf(theirs)) }]
  })
  await bundle(env.DIRECTORY, notices, deliveries, now)
}

/** A rule of another release than ours tells nothing here. */
function describe({ rule, kind, figure, at, businessName }: NoticeRow & { businessName: string | null }): Told | null {
  const isKnown = RuleName.options.some((name) => name === rule)
  return isKnown ? { rule: rule as RuleName, kind: kind as NoticeKind, figure, at, businessName } : null
}

/** Sends what is due, a few at a time; `only` is one message that somebody waits for. */
export async function sendDue(env: AlertEnv, only: string | null = null): Promise<void> {
  const { routes } = await loadRoutes(env)
  const byId = new Map(routes.map((route) => [route.routeId, route]))
  for (let sent = 0; sent < ALERT_MESSAGES_PER_TICK_MAX; sent += ALERT_MESSAGES_AT_ONCE_MAX) {
    const now = clock.now()
    const claim = { now, until: now + ALERT_CLAIM_MS, limit: ALERT_MESSAGES_AT_ONCE_MAX, only }
    const claimed = await claimDue(env.DIRECTORY, claim)
    await Promise.all(claimed.map((delivery) => sendOne(env, delivery, byId.get(delivery.routeId))))
    if (claimed.length < ALERT_MESSAGES_AT_ONCE_MAX) return
  }
}

async function sendOne(env: AlertEnv, delivery: DeliveryRow, row: RouteRow | undefined): Promise<void> {
  const outcome = await attempt(env, delivery, row)
  const settled = settle(delivery, outcome, clock.now())
  await settleDelivery(env.DIRECTORY, delivery, settled, clock.now())
  if (settled.status === 'sent') return
  const { deliveryId, routeId, attempts } = delivery
  log('alert_unsent', '-', { deliveryId, routeId, attempts, status: settled.status, code: settled.code })
}

async function attempt(env: AlertEnv, delivery: DeliveryRow, row: RouteRow | undefined): Promise<SendOutcome> {
  if (!row) return { kind: 'refused', code: 'route_removed', detail: 'Nobody is told there any more.' }
  try {
    return await sendAlert(openRoute(row, env.settings), delivery, env.settings)
  } catch (error) {
    log('alert_send_failed', '-', { deliveryId: delivery.deliveryId, error: describeError(error) })
    return { kind: 'in_doubt', code: 'internal_error' }
  }
}

export function settle(
  { attempts, createdAt, isDoubted }: Pick<DeliveryRow, 'attempts' | 'createdAt' | 'isDoubted'>,
  outcome: SendOutcome,
  now: Instant,
): Settlement {
  switch (outcome.kind) {
    case 'sent':
      return { status: 'sent' }
    case 'refused':
      return { status: 'failed', code: outcome.code }
    case 'unavailable':
    case 'in_doubt': {
      const { code } = outcome
      const asked = outcome.kind === 'unavailable' ? (outcome.retryAfterMs ?? 0) : 0
      const dueAt = now + Math.max(asked, ALERT_RETRY_AFTER_MS * 2 ** (attempts - 1))
      const isLast = attempts >= ALERT_ATTEMPTS_MAX || dueAt - createdAt > ALERT_MESSAGE_AGE_MAX_MS
      if (isLast) return { status: 'failed', code }
      return { status: 'pending', code, dueAt, isDoubted: isDoubted || outcome.kind === 'in_doubt' }
    }
    default:
      return unreachable(outcome)
  }
}
