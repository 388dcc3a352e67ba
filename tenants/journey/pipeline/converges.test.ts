import { describe, expect, test } from 'vitest'
import type { LeadStatus } from '../effect.ts'
import { decideHint, decidePipeline, isSame } from './decide.ts'
import type { Agreed, Dated, Standing } from './standing.ts'

const STATUSES: LeadStatus[] = ['new', 'contacted', 'quoted', 'booked', 'completed', 'lost']
const RUNS = 3_000

type Random = (below: number) => number

function seeded(seed: number): Random {
  let state = seed * 2_654_435_761 + 1
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0
    return state % below
  }
}

/**
 * Two sides and what lies between them: webhooks that wait, overtake each other, come twice and get lost, their instant
 * renewed or not, and one order of ours at a time to look and to write.
 */
class World {
  ours: Dated = { status: 'new', valueMinor: null, at: 0 }
  theirs: Dated = { status: 'new', valueMinor: null, at: 0 }
  agreed: Agreed | null = null
  webhooks: Dated[] = []
  isOrdered = false
  now = 0
  writes = 0
  lastEdit: Standing = this.ours
  readonly random: Random

  constructor(random: Random) {
    this.random = random
  }

  anything(): Standing {
    const status = STATUSES[this.random(STATUSES.length)] ?? 'new'
    return { status, valueMinor: status === 'completed' ? this.random(3) * 100 : null }
  }

  weEdit(): void {
    this.now += 1
    this.ours = { ...this.anything(), at: this.now }
    this.lastEdit = this.ours
    this.isOrdered = true
  }

  theyEdit(): void {
    this.now += 1
    this.theirs = { ...this.anything(), at: this.now }
    this.lastEdit = this.theirs
    this.tellUs()
  }

  tellUs(): void {
    if (this.random(4) > 0) this.webhooks.push(this.theirs)
    if (this.random(3) === 0) this.webhooks.push(this.theirs)
  }

  deliver(): void {
    const [webhook] = this.webhooks.splice(this.random(Math.max(1, this.webhooks.length)), 1)
    if (!webhook) return
    this.now += 1
    const told = this.random(4) === 0 ? { ...webhook, at: this.now } : webhook
    if (decideHint(this.ours, told, this.agreed).kind === 'look') this.isOrdered = true
  }

  look(): void {
    this.now += 1
    this.isOrdered = false
    const decision = decidePipeline(this.ours, this.theirs, this.agreed)
    const isTheirs = decision.kind === 'write_ours' || (decision.kind === 'conflict' && decision.winner === 'theirs')
    if (isTheirs) this.ours = { ...this.theirs, at: this.now }
    else if (decision.kind !== 'nothing') {
      this.theirs = { ...this.ours, at: this.now }
      this.writes += 1
      this.tellUs()
    }
    this.agreed = { ...this.theirs, oursAt: this.ours.at, theirsAt: this.theirs.at }
  }

  step(): void {
    const choice = this.random(10)
    if (choice < 2) this.weEdit()
    else if (choice < 4) this.theyEdit()
    else if (choice < 8) this.deliver()
    else if (this.isOrdered) this.look()
  }

  /** Nobody edits any more: what is on its way arrives, and in the end both sides are compared once. */
  comeToRest(): void {
    for (let left = 1_000; this.webhooks.length > 0 || this.isOrdered; left -= 1) {
      if (left === 0) throw new Error('It goes on for ever.')
      if (this.isOrdered) this.look()
      else this.deliver()
    }
    this.look()
  }
}

describe('any interleaving of edits on both sides', () => {
  test('ends with both sides equal, at what was agreed, and stops', () => {
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const world = new World(seeded(seed))
      for (let steps = 5 + world.random(60); steps > 0; steps -= 1) world.step()
      world.comeToRest()
      expect(isSame(world.ours, world.theirs), `seed ${seed}`).toBe(true)
      const writes = world.writes
      world.comeToRest()
      world.comeToRest()
      expect(world.writes, `seed ${seed} writes again`).toBe(writes)
    }
  })

  test('ends with the last edit', () => {
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const world = new World(seeded(seed))
      for (let steps = 5 + world.random(60); steps > 0; steps -= 1) {
        world.step()
        if (world.isOrdered && world.random(3) === 0) world.look()
      }
      const last = world.lastEdit
      world.comeToRest()
      expect(isSame(world.ours, last), `seed ${seed}`).toBe(true)
    }
  })

  test('is told of as a conflict where both sides moved to different things', () => {
    const world = new World(seeded(7))
    world.look()
    world.ours = { status: 'booked', valueMinor: null, at: 10 }
    world.theirs = { status: 'lost', valueMinor: null, at: 11 }
    expect(decidePipeline(world.ours, world.theirs, world.agreed)).toEqual({ kind: 'conflict', winner: 'theirs' })
  })
})
