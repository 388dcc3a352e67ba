import { clock, HOUR_MS, MINUTE_MS, type Instant } from '../../tenants/base/clock.ts'
import { describeError, log } from '../../tenants/base/log.ts'
import { RuleName } from '../../tenants/contract/alerts.ts'
import type { ToldHealth, Vitals } from '../../tenants/contract/fleet-room.ts'
import { ALERTS_KEPT_MS, ALERTS_LOOKED_AT_MAX, TOLD_JUDGED_MAX, VITALS_TIMEOUT_MS } from '../bounds.ts'
import { within } from '../context.ts'
import { countDeadExports, dropOldAlerts, listClosed, loadRaised } from '../directory/alerts.ts'
import { isDirectoryFault } from '../directory/fault.ts'
import { bundleNotices, sendDue, type AlertEnv } from './deliver.ts'
import { readFlags } from './judge-night.ts'
import { FLEET, judge, type Watched } from './judge.ts'
import { sendEmail } from './send.ts'
import { readVitalFigures } from './vital-figures.ts'

const TICK_MS = 5 * MINUTE_MS

/** The fleet's room; null where there is none. */
type Room = { readVitals: (() => Promise<Vitals>) | null; readHealth: (() => Promise<ToldHealth[]>) | null }

/** Every five minutes: how the platform is doing, who is yet to be told of what, and messages that are due. */
export async function tick(
  env: AlertEnv,
  { readVitals, readHealth, scheduledAt }: Room & { scheduledAt: Instant },
): Promise<void> {
  try {
    await judgeFleet(env, readVitals, scheduledAt)
    if (readHealth) await judgeTold(env.DIRECTORY, (await askRoom(readHealth)) ?? [])
    await judgeRaised(env.DIRECTORY)
    await bundleNotices(env, clock.now())
    await sendDue(env)
    await dropOldAlerts(env.DIRECTORY, clock.now() - ALERTS_KEPT_MS)
  } catch (error) {
    log('alerts_failed', '-', { error: describeError(error) })
    if (!isDirectoryFault(error)) throw error
    await tellOfDirectory(env, clock.now())
  }
}

async function judgeFleet(
  { DIRECTORY }: AlertEnv,
  readVitals: (() => Promise<Vitals>) | null,
  scheduledAt: Instant,
): Promise<void> {
  const of = Math.floor(scheduledAt / TICK_MS)
  const figures = {
    ...readVitalFigures(readVitals && (await askRoom(readVitals)), of),
    exports_dead: [{ kind: 'figure' as const, of, figure: await countDeadExports(DIRECTORY) }],
  }
  const watched = Object.entries(figures).map(([rule, readings]): Watched => {
    return { rule: rule as RuleName, subject: FLEET, readings }
  })
  await judge(DIRECTORY, watched, clock.now())
}

/** Nobody's figures are not good figures: the rules read that nothing is known. */
async function askRoom<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await within(read(), VITALS_TIMEOUT_MS)
  } catch (error) {
    log('vitals_unread', '-', { error: describeError(error) })
    return null
  }
}

/** What businesses said of themselves since the night. Those that were closed are nobody's concern. */
async function judgeTold(directory: D1Database, told: readonly ToldHealth[]): Promise<void> {
  const newest = told.slice(-TOLD_JUDGED_MAX)
  const closed = await listClosed(directory, [...new Set(newest.map(({ tenantId }) => tenantId))])
  const watched = newest
    .filter(({ tenantId }) => !closed.has(tenantId))
    .flatMap(({ tenantId: subject, at, ...health }) =>
      Object.entries(readFlags(health, at)).map(([rule, readings]): Watched => {
        return { rule: rule as RuleName, subject, readings }
      }),
    )
  await judge(directory, watched, clock.now())
}

/** Reminders, what a silence kept back, and alerts about businesses that have been closed. */
async function judgeRaised(directory: D1Database): Promise<void> {
  const rows = (await loadRaised(directory, ALERTS_LOOKED_AT_MAX)).filter(({ rule }) => isKnown(rule))
  const closed = await listClosed(directory, [...new Set(rows.map(({ subject }) => subject))])
  const watched = rows.map(({ rule, subject }): Watched => {
    return { rule: rule as RuleName, subject, readings: [{ kind: closed.has(subject) ? 'gone' : 'none' }] }
  })
  await judge(directory, watched, clock.now())
}

function isKnown(rule: string): boolean {
  return RuleName.options.some((name) => name === rule)
}

/** Where alerts themselves lie there is nothing to look up: whoever the settings name is told, once an hour. */
async function tellOfDirectory({ settings }: AlertEnv, now: Instant): Promise<void> {
  const text =
    'The directory (D1) does not answer, so calls and texts of all businesses may be failing, and alerts too.'
  const mail = { subject: 'Shoulder: the directory does not answer', text, html: `<p>${text}</p>` }
  const hour = Math.floor(now / HOUR_MS)
  const sends = [...settings.ADMIN_EMAILS].map(async (email) => {
    const outcome = await sendEmail(email, mail, `directory.${hour}.${email}`, settings)
    if (outcome.kind !== 'sent') log('alert_unsent', '-', { status: outcome.kind, code: outcome.code })
  })
  await Promise.all(sends)
}
