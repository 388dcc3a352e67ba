import { BOOKED_DAYS, BOOKED_LIMIT, COST_DAYS, COST_LIMIT_MINOR } from '../../../tenants/agents/monitor/rules-limits.ts'
import { DAY_MS } from '../../../tenants/base/clock.ts'
import { tellTechnician, type Technician } from './technician.ts'
import type { Broken, World } from './world.ts'

/** The mission's two rules as they are written, without judgement: told when they break, and again each week. */
const AGAIN_DAYS = 7

export type RulesMemory = { cost: number; booked: number }

export function followRules(world: World, technician: Technician, memory: RulesMemory, today: number): void {
  const { played, faults } = world
  const about = (touches: (fault: Broken) => boolean) => faults.filter((fault) => fault.isOn && touches(fault))
  if (today - memory.cost >= AGAIN_DAYS && isDear(world, today)) {
    memory.cost = today
    // Advertisements are named by it.
    tellTechnician(world, technician, { on: today, about: about(({ ads }) => ads !== null), names: () => true })
  }
  const from = (today - BOOKED_DAYS) * DAY_MS
  const until = today * DAY_MS
  const isIn = (at: number | null) => at !== null && at >= from && at < until
  const lately = played.rows.leads.slice(-LOOKED_THROUGH)
  const leads = lately.filter(({ at }) => isIn(at)).length
  const booked = lately.filter(({ bookedAt }) => isIn(bookedAt)).length
  if (today - memory.booked >= AGAIN_DAYS && leads > 0 && booked < BOOKED_LIMIT * leads) {
    memory.booked = today
    tellTechnician(world, technician, {
      on: today,
      about: about(({ price, script }) => price !== null || script !== null),
      names: null,
    })
  }
}

/** More than come in a month. */
const LOOKED_THROUGH = 1_500

function isDear({ played }: World, today: number): boolean {
  const days = Array.from({ length: COST_DAYS }, (_day, back) => today - 1 - back)
  const lately = played.rows.leads.slice(-LOOKED_THROUGH)
  return days.every((day) => {
    const spent = played.spend.filter(({ on }) => on === day).reduce((sum, { spendMinor }) => sum + spendMinor, 0)
    const leads = lately.filter(({ at, campaign }) => campaign !== null && Math.floor(at / DAY_MS) === day).length
    return spent > 0 && spent > COST_LIMIT_MINOR * leads
  })
}

export const describeRules = () =>
  `a lead above ${COST_LIMIT_MINOR / 100} USD on ${COST_DAYS} days, fewer than ${100 * BOOKED_LIMIT} % booked over ${BOOKED_DAYS}`
