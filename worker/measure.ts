import { stopwatch } from '../tenants/base/clock.ts'
import { FiguresBook, type FigureLabels, type MeasureName } from '../tenants/base/figures.ts'
import { FIGURES_EVERY_MS, FIGURES_SERIES_MAX } from '../tenants/base/fleet-limits.ts'
import { describeError, log } from '../tenants/base/log.ts'
import { FLEET_ROOM_NAME, type FleetRoomRpc } from '../tenants/contract/fleet-room.ts'
import { writePoints } from './fleet/write-points.ts'

/** What this isolate has counted and nobody has been told yet. */
export const figures = new FiguresBook(FIGURES_SERIES_MAX)

/** The work's result, and how long it took and whether it threw in the figures. */
export async function timed<T>(
  name: MeasureName,
  labels: FigureLabels,
  work: () => Promise<T>,
  /** What an error means, where not every one is a failure. */
  outcomeOf: (error: unknown) => string = () => 'failed',
): Promise<T> {
  const elapsed = stopwatch()
  try {
    const result = await work()
    figures.measure(name, { ...labels, outcome: 'ok' }, elapsed())
    return result
  } catch (error) {
    figures.measure(name, { ...labels, outcome: outcomeOf(error) }, elapsed())
    throw error
  }
}

type Told = {
  FLEET_ROOM?: { getByName(name: typeof FLEET_ROOM_NAME): FleetRoomRpc }
  METRICS?: AnalyticsEngineDataset
}
let sinceTold: (() => number) | null = null

/** Tells the fleet room in a while, unless that is planned already: at most once in so long for all requests. */
export function tellFigures(env: Told, waitUntil: (work: Promise<unknown>) => void): void {
  // A plan whose request was ended with it never comes; after twice the time it is made anew.
  if (!env.FLEET_ROOM || (sinceTold !== null && sinceTold() < 2 * FIGURES_EVERY_MS)) return
  sinceTold = stopwatch()
  waitUntil(scheduler.wait(FIGURES_EVERY_MS).then(() => tellNow(env)))
}

/** What the room could not be told is told next time. */
export async function tellNow(env: Told): Promise<void> {
  sinceTold = null
  if (!env.FLEET_ROOM || figures.isEmpty) return
  const taken = figures.take()
  try {
    await env.FLEET_ROOM.getByName(FLEET_ROOM_NAME).takeFigures(taken)
    writePoints(env.METRICS, taken)
  } catch (error) {
    figures.add(taken)
    log('figures_untold', '-', { error: describeError(error) })
  }
}
