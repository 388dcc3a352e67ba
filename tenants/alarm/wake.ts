import type { Instant } from '../base/clock.ts'
import { AGENTS_TIMER, fireAgents } from '../agents/schedule.ts'
import { applyTimer } from '../apply-journey.ts'
import type { OutboxPorts } from '../outbox/drain.ts'
import { fireRightsTimer, isRightsTimer, leavesMemory } from '../rights/fire-timer.ts'
import { clearTimer, loadDueTimers, type DueTimer } from '../storage/journey-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { COMPARE_TIMER, fireCompare } from '../record-crm.ts'
import { runChores } from './daily.ts'

export type WakePorts = Pick<OutboxPorts, 'transact' | 'now' | 'report'> & {
  dailyAt: Instant | null
  pump(): void
  /** Ends this life of the object, so that the journal beside its file goes. */
  leaveMemory(): void
  /** Begins what agents are to look at now. */
  startRuns(): void
}

/** What one wake-up does, in order. It never throws: what fails is reported, and the rest goes on. */
export function wake(ports: WakePorts): void {
  for (const timer of attempt(ports, () => dueTimers(ports)) ?? []) {
    // Each in a transaction of its own, so that one that fails takes no other with it.
    attempt(ports, () => ports.transact((context) => fire(context, timer, ports.now())))
    if (leavesMemory(timer)) attempt(ports, () => ports.leaveMemory())
    if (timer.journeyId === AGENTS_TIMER.journeyId) attempt(ports, () => ports.startRuns())
  }
  attempt(ports, () => ports.pump())
  if (ports.dailyAt !== null && ports.dailyAt <= ports.now()) attempt(ports, () => runChores(ports))
}

function dueTimers(ports: WakePorts): DueTimer[] {
  return ports.transact(({ db }) => loadDueTimers(db, ports.now())) ?? []
}

function fire(context: Context, timer: DueTimer, now: Instant): void {
  clearTimer(context.db, timer.journeyId, timer.name)
  if (timer.journeyId === COMPARE_TIMER.journeyId) return fireCompare(context, now)
  if (timer.journeyId === AGENTS_TIMER.journeyId) return fireAgents(context, now)
  if (isRightsTimer(timer)) return fireRightsTimer(context, timer, now)
  applyTimer(context, timer, now)
}

function attempt<T>(ports: WakePorts, work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    ports.report(error)
    return null
  }
}
