import { DAY_MS } from '../../tenants/base/clock.ts'
import type { TenantObject } from '../../tenants/tenant-object.ts'
import type { Random } from '../fuzz/random.ts'

type Query = <T>(sql: string, ...values: number[]) => T[]
type Desk = { tenant: TenantObject; random: Random; now: number; query: Query; count: (what: string) => void }

const SIGNED = 'I agree to get offers by automated text message. I need not agree in order to buy anything.'

/** What the technician does on the screens of quotes, plans, known people and emergencies. */
export async function doDeskWork(desk: Desk): Promise<void> {
  await setPrices(desk)
  await noteConsents(desk)
  await endPlans(desk)
  await letThrough(desk)
}

async function setPrices({ tenant, random, query, count }: Desk): Promise<void> {
  const waiting = query<{ quoteId: string }>(`select quote_id as quoteId from quotes
    where status = 'awaiting_approval' order by quote_id limit 5`)
  for (const { quoteId } of waiting) {
    if (random.chance(0.2)) continue
    const fromMinor = 20_000 + random.below(50_000)
    const range = { fromMinor, toMinor: fromMinor + random.below(20_000) }
    const isPriced = random.chance(0.9)
    const move = isPriced ? { move: 'approve' as const, range, description: null } : { move: 'withdraw' as const }
    const moved = await tenant.moveQuote(quoteId, move, 'dana@example.com')
    count(!moved.ok ? 'was refused a price' : isPriced ? 'set a price' : 'withdrew a quote')
  }
}

/** Customers sign on paper, at the end of the visit. */
async function noteConsents({ tenant, random, now, query, count }: Desk): Promise<void> {
  const visited = query<{ customerId: string }>(
    `select distinct customer_id as customerId from jobs as j
    where created_at > ? and not exists (select 1 from consents as c
    where c.customer_id = j.customer_id and c.basis = 'written') order by customer_id limit 5`,
    now - DAY_MS / 2,
  )
  for (const { customerId } of visited) {
    if (!random.chance(0.6)) continue
    const noted = await tenant.noteConsent(customerId, { wording: SIGNED, kept: 'invoice 1042' }, 'dana@example.com')
    count(noted.ok ? 'noted a consent' : 'was refused a consent')
  }
}

async function endPlans({ tenant, random, query, count }: Desk): Promise<void> {
  if (!random.chance(0.02)) return
  const [active] = query<{ contractId: string }>(`select contract_id as contractId from contracts
    where status = 'active' order by contract_id limit 1`)
  if (!active) return
  const ended = await tenant.endContract(active.contractId)
  count(ended.ok ? 'ended a plan' : 'was refused to end a plan')
}

async function letThrough({ tenant, random, query, count }: Desk): Promise<void> {
  if (!random.chance(0.1)) return
  const [held] = query<{ heldId: string }>(`select held_id as heldId from held_back
    where status = 'held' order by held_id desc limit 1`)
  if (!held) return
  const released = await tenant.releaseCall(held.heldId)
  count(released.ok ? 'let a call through' : 'was refused to let a call through')
}
