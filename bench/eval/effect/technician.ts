import type { Broken, World } from './world.ts'
import { mend } from './world.ts'

/**
 * The technician, the same whoever tells. Nobody looks into everything that they are told, and less so the more often
 * it was nothing. What is at fault is found sooner where it is named.
 */
export const TECHNICIAN = {
  /** Looks into what is told, as long as looking was worth it: each false alarm of the last days takes a part. */
  looks: 0.9,
  afterFalseAlarm: 0.85,
  forgetsDays: 90,
  /** Finds what is wrong: where it is named, where nothing is, and where another thing is named. */
  findsNamed: 0.9,
  findsUnnamed: 0.45,
  findsMisnamed: 0.25,
  /** A half of them each day. */
  delay: 0.5,
  /** Of what an agent would change: approved, declined, and the rest left lying. */
  approves: 0.7,
  declines: 0.1,
  answersDays: 4,
  /** Half an hour. */
  lookMinor: 5_000,
}

export type Told = {
  on: number
  /** What stands and shows in it: none where it is a false alarm. */
  about: readonly Broken[]
  /** Whether a fault is named by it; null where nothing is. */
  names: ((fault: Broken) => boolean) | null
}

export type Technician = { falseAlarms: number[]; looks: number; told: number; due: { on: number; fault: Broken }[] }

export function openTechnician(): Technician {
  return { falseAlarms: [], looks: 0, told: 0, due: [] }
}

export function tellTechnician(world: World, technician: Technician, { on, about, names }: Told): void {
  const random = world.people(technician.told)
  technician.told += 1
  const lately = technician.falseAlarms.filter((day) => on - day < TECHNICIAN.forgetsDays).length
  const looks = random.chance(TECHNICIAN.looks * TECHNICIAN.afterFalseAlarm ** lately)
  if (about.length === 0) technician.falseAlarms.push(on)
  for (const fault of about) fault.toldOn ??= on
  if (!looks) return
  technician.looks += 1
  let delay = 0
  while (random.chance(TECHNICIAN.delay)) delay += 1
  for (const fault of about) {
    const finds =
      names === null ? TECHNICIAN.findsUnnamed : names(fault) ? TECHNICIAN.findsNamed : TECHNICIAN.findsMisnamed
    if (random.chance(finds)) technician.due.push({ on: on + delay, fault })
  }
}

/** What was found is mended on the day it was to be. */
export function mendDue(world: World, { due }: Technician, day: number): void {
  for (const { on, fault } of due) {
    if (on !== day || !fault.isOn) continue
    fault.mendedBy = 'told'
    mend(world, fault, day)
  }
}
