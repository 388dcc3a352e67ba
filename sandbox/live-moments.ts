import { randomUUID } from 'node:crypto'
import { BadOrder, type EmulatorRequest, type EmulatorResponse, type World } from './emulator.ts'
import { readOrder } from './order.ts'

/**
 * Calls in which people on the page decide: a moment waits until somebody has chosen, or nobody has in time. They are
 * kept in memory alone, since a call does not outlive the sandbox that it is made in.
 */

/** What a moment is, and what may be chosen in it. */
export const CHOICES = {
  ring: ['answer', 'decline', 'caller_hangs_up'],
  whisper: ['press_1', 'technician_hangs_up', 'caller_hangs_up'],
  talk: ['technician_hangs_up', 'caller_hangs_up'],
  tone: ['speak', 'caller_hangs_up'],
} as const
export type MomentKind = keyof typeof CHOICES
export type Choice<K extends MomentKind> = (typeof CHOICES)[K][number]

export type Moment = {
  id: string
  kind: MomentKind
  /** The call as its caller made it. */
  from: string
  name: string
  to: string
  /** The phone that is rung, and the number that it shows; null at the tone. */
  phone: string | null
  shown: string | null
  /** What is heard by then, newest last: on the technician's phone, or by the caller at the tone. */
  heard: string[]
  since: number
  endsAt: number
}

type Open = { moment: Moment; choose: (choice: string | null) => void }

const open = new WeakMap<World, Map<string, Open>>()

/** Null where nobody chose in time, or the sandbox was reset. */
export function waitForChoice<K extends MomentKind>(
  kind: K,
  about: Omit<Moment, 'id' | 'kind' | 'since' | 'endsAt'>,
  withinS: number,
  world: World,
): Promise<Choice<K> | null> {
  const moments = momentsOf(world)
  const since = world.now()
  const moment: Moment = { ...about, id: randomUUID(), kind, since, endsAt: since + withinS * 1_000 }
  return new Promise((resolve) => {
    const choose = (choice: string | null) => {
      if (moments.delete(moment.id)) resolve(choice as Choice<K> | null)
    }
    moments.set(moment.id, { moment, choose })
    world.later(withinS * 1_000, () => choose(null))
  })
}

/** `GET /sandbox/live-calls`, and `POST /sandbox/live-calls/:id {choice}`. Undefined means: not mine. */
export function controlLiveCalls(request: EmulatorRequest, world: World): EmulatorResponse | undefined {
  const moments = momentsOf(world)
  if (request.path === '/sandbox/live-calls' && request.method === 'GET')
    return { status: 200, json: [...moments.values()].map(({ moment }) => moment) }
  const id = /^\/sandbox\/live-calls\/([\w-]+)$/.exec(request.path)?.[1]
  if (id === undefined || request.method !== 'POST') return undefined
  const found = moments.get(id)
  if (!found) return { status: 404, json: { error: 'this moment of the call is over' } }
  const choice = readOrder(request).text('choice')
  const choices: readonly string[] = CHOICES[found.moment.kind]
  if (!choices.includes(choice)) throw new BadOrder(`choice must be one of ${choices.join(', ')}`)
  found.choose(choice)
  return { status: 200, json: { ok: true } }
}

/** Nobody chooses any more. */
export function endMoments(world: World): void {
  for (const { choose } of momentsOf(world).values()) choose(null)
}

function momentsOf(world: World): Map<string, Open> {
  const known = open.get(world)
  if (known) return known
  const fresh = new Map<string, Open>()
  open.set(world, fresh)
  return fresh
}
