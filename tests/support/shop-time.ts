import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import type { Instant } from '../../tenants/base/clock.ts'
import { isAtWork, NOT_BEHIND } from './at-rest.ts'
import type { TenantObject } from './worker-under-test.ts'

/** Whoever waits longer waits for nothing; a machine with much else to do is only slow. */
export const WAIT_MS = 45_000
const CHECK_WAIT_MS = 1_000
/** More wake-ups than any story needs; beyond it something is due that nothing settles. */
const WAKES_MAX = 4_000

type Kept = {
  stub: () => DurableObjectStub<TenantObject>
  watch: { now: Instant }
  /** The clock is everybody's, and passes by itself. */
  realTime: boolean
}

/** The clock of a business in a story, and what stands in its file. */
export function keepTime({ stub, watch, realTime }: Kept) {
  async function query<T>(sql: string): Promise<T[]> {
    return runInDurableObject(stub(), (_, state) => state.storage.sql.exec(sql).toArray() as T[])
  }

  /** Whether a call to a provider is under way or something is due, and when the next thing will be. */
  async function look(): Promise<{ isBusy: boolean; isChecking: boolean; dueAt: Instant | null }> {
    const busy = `(status in ('claimed', 'in_doubt') and claimed_by is not null)
      or (status = 'pending' and due_at <= ${watch.now} and ${NOT_BEHIND})`
    const due = `select due_at from timers union all
      select due_at from outbox where due_at is not null and (status <> 'pending' or ${NOT_BEHIND})`
    const question = `select exists (select 1 from outbox where ${busy}) or ${isAtWork()} as busy,
      (select min(due_at) from (${due})) as at, exists (select 1 from settings where name = 'canary'
        and json_extract(value, '$.running') is not null) as checking`
    return runInDurableObject(stub(), async (_, state) => {
      type Row = { busy: number; at: Instant | null; checking: number }
      const { busy: isBusy, at, checking } = state.storage.sql.exec<Row>(question).one()
      // The day's chores stand in no table, and an alarm that only stands by is later than what it stands by for.
      const alarmAt = await state.storage.getAlarm()
      const dueAt = at === null || alarmAt === null ? (at ?? alarmAt) : Math.min(at, alarmAt)
      return { isBusy: isBusy === 1, isChecking: checking === 1, dueAt }
    })
  }

  /** Waits until no call to a provider is under way and nothing is due; answers when the next thing will be. */
  async function settle(patienceMs = WAIT_MS): Promise<Instant | null> {
    const giveUpAt = Date.now() + patienceMs
    // A nightly check goes through our own front door; one that was cut off is never over.
    const checkedUntil = Date.now() + CHECK_WAIT_MS
    for (;;) {
      const { isBusy, isChecking, dueAt } = await look()
      // In real time there is no telling when calls end, and nothing to keep the clock from passing.
      if (realTime || (!isBusy && (!isChecking || Date.now() > checkedUntil))) return dueAt
      if (Date.now() > giveUpAt)
        throw new Error(`The outbox did not come to rest: ${JSON.stringify(await query('select * from outbox'))}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }

  /** Lets time go by: when something falls due the alarm goes off at that very instant, as it would have. */
  async function passTime(forMs: number): Promise<void> {
    const until = watch.now + forMs
    let dueAt = await settle()
    for (let wakes = 0; dueAt !== null && dueAt <= until; wakes += 1) {
      if (wakes > WAKES_MAX) throw new Error(`Never at rest: ${JSON.stringify(await query('select * from outbox'))}`)
      watch.now = Math.max(watch.now + 1, dueAt)
      if (!(await runDurableObjectAlarm(stub()))) throw new Error('Something is due, and no alarm is set.')
      dueAt = await settle()
    }
    watch.now = until
  }

  return { query, settle, passTime }
}
