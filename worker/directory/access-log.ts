import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { clock, type Instant } from '../../tenants/base/clock.ts'
import type { AccessAction, AccessLogView } from '../../tenants/contract/people.ts'
import { ACCESS_LOG_DROPPED_AT_ONCE_MAX, ACCESS_LOG_KEPT_MS } from '../bounds.ts'
import type { SignedInContext } from '../context.ts'
import { accessLog } from './people-schema.ts'

/**
 * Writes down who did what to which tenant. Await it before anything is handed out: what could not be written down did
 * not happen. `detail` is a colleague's address, a role or an id, never anything of a customer's.
 */
export async function recordAccess(
  { env, person, traceId }: Pick<SignedInContext, 'env' | 'person' | 'traceId'>,
  action: AccessAction,
  tenantId: string | null,
  detail: string | null = null,
): Promise<void> {
  await insert(env.DIRECTORY, { at: clock.now(), email: person.email, action, tenantId, detail, traceId })
}

/** The same for what is worth a line once: `onceKey` tells repeats. */
export async function recordOnce(
  directory: D1Database,
  row: { email: string; action: AccessAction; tenantId: string | null; traceId: string; onceKey: string },
): Promise<void> {
  await insert(directory, { ...row, at: clock.now(), detail: null })
}

/** Newest first: all of it, or what concerns one tenant. */
export async function listAccess(
  directory: D1Database,
  { tenantId, after, limit }: { tenantId: string | null; after: number | undefined; limit: number },
): Promise<{ items: AccessLogView[]; next: string | null }> {
  const rows = await drizzle(directory)
    .select()
    .from(accessLog)
    .where(
      and(
        tenantId === null ? undefined : eq(accessLog.tenantId, tenantId),
        after === undefined ? undefined : lt(accessLog.logId, after),
      ),
    )
    .orderBy(desc(accessLog.logId))
    .limit(limit + 1)
  const items = rows.slice(0, limit).map(({ logId: id, at, email, action, tenantId: about, detail }) => {
    return { id, at, email, action: action as AccessAction, tenantId: about, detail }
  })
  return { items, next: rows.length > limit ? String(items.at(-1)?.id) : null }
}

/** How often any of this was done to a tenant since then. */
export async function countAccess(
  directory: D1Database,
  { tenantId, actions, since }: { tenantId: string; actions: AccessAction[]; since: Instant },
): Promise<number> {
  const isMeant = and(
    eq(accessLog.tenantId, tenantId),
    inArray(accessLog.action, actions),
    sql`${accessLog.at} > ${since}`,
  )
  return drizzle(directory).$count(accessLog, isMeant)
}

/** Each line sweeps away a few that are over a year old, so that the log needs no sweeper of its own. */
async function insert(directory: D1Database, row: typeof accessLog.$inferInsert): Promise<void> {
  const rows = drizzle(directory)
  const old = rows
    .select({ logId: accessLog.logId })
    .from(accessLog)
    .where(lt(accessLog.at, row.at - ACCESS_LOG_KEPT_MS))
    .orderBy(accessLog.at)
    .limit(ACCESS_LOG_DROPPED_AT_ONCE_MAX)
  await rows.batch([
    rows.insert(accessLog).values(row).onConflictDoNothing(),
    rows.delete(accessLog).where(sql`${accessLog.logId} in ${old}`),
  ])
}
