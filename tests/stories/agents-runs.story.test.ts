import { afterEach, describe, expect, test, vi } from 'vitest'
import { clock } from '../../tenants/base/clock.ts'
import type { AfterJob } from '../../tenants/contract/after-job.ts'
import type { AgentsView } from '../../tenants/contract/agents.ts'
import { newPhone, openShop, type Shop } from '../support/open-shop.ts'
import { agentThatMoves } from '../support/trial-agent.ts'
import { trial } from '../support/worker-under-test.ts'

/** A business whose Retention agent may act, and wants the same setting moved back and forth. */
async function openActing(): Promise<Shop> {
  trial.agents = { retention: agentThatMoves() }
  const shop = await openShop({ policy: { autonomy: { retention: 'act' } } })
  // The library goes by the platform's clock, which is the story's here.
  vi.spyOn(Date, 'now').mockImplementation(() => clock.now())
  return shop
}

const at = (shop: Shop, path = '') => `/tenants/${shop.id}${path}`
const monthsOf = async (shop: Shop) => (await shop.api<AfterJob>('GET', at(shop, '/after-job'))).reengage.months
const decided = async (shop: Shop) =>
  (await shop.tenant.timeline()).filter((type) => type === 'agent_decided' || type === 'settings_changed')
const runs = (shop: Shop) =>
  shop.tenant.query<{ status: string; actions: string | null }>('select status, actions from agent_runs order by 1')

async function runNow(shop: Shop): Promise<void> {
  await shop.api('POST', at(shop, '/agents/retention/run'))
  await shop.tenant.passSeconds(5)
}

afterEach(() => {
  vi.restoreAllMocks()
  trial.agents = {}
  trial.diesAfter = 0
})

describe('a run whose object dies', () => {
  // What was seen, what was thought, what was done, what was measured, and that it is over: each is on disk then.
  test.each([1, 2, 3, 4, 5])('behind its write number %i goes on, and does nothing twice', async (writes) => {
    const shop = await openActing()
    trial.diesAfter = writes
    await shop.api('POST', at(shop, '/agents/retention/run'))
    await shop.tenant.passSeconds(1)
    expect(trial.diesAfter).toBe(0)
    await shop.tenant.evict()
    await shop.tenant.passMinutes(2)
    expect(await monthsOf(shop)).toBe(12)
    expect(await decided(shop)).toEqual(['settings_changed', 'agent_decided'])
    expect(await runs(shop)).toEqual([
      { status: 'done', actions: expect.stringContaining('"fates":["applied"]') as string },
    ])
    // Nothing of it is left with the library.
    expect(await shop.tenant.query('select * from cf_agents_task_runs')).toEqual([])
  })
})

test('a run whose object dies while it thinks thinks again', async () => {
  const shop = await openActing()
  let thoughts = 0
  trial.agents = {
    retention: agentThatMoves({
      think: (seen) => {
        thoughts += 1
        return thoughts === 1 ? new Promise(() => undefined) : agentThatMoves().think(seen, null)
      },
    }),
  }
  await shop.api('POST', at(shop, '/agents/retention/run'))
  await vi.waitFor(() => expect(thoughts).toBe(1))
  await shop.tenant.evict()
  await shop.tenant.passMinutes(2)
  expect([thoughts, await monthsOf(shop)]).toEqual([2, 12])
})

describe('the kill switches', () => {
  test('of the business: nothing starts, and what is under way ends at its next step', async () => {
    const shop = await openActing()
    trial.agents = {
      retention: agentThatMoves({
        think: async (seen) => {
          await shop.api('PATCH', at(shop, '/agents'), { isPaused: true })
          return agentThatMoves().think(seen, null)
        },
      }),
    }
    await runNow(shop)
    expect(await monthsOf(shop)).toBe(18)
    expect((await runs(shop))[0]?.actions).toContain('"fates":["halted"]')
    const seen = await shop.api<AgentsView>('GET', at(shop, '/agents'))
    expect([seen.isPaused, seen.agents.find(({ name }) => name === 'retention')?.sentence]).toEqual([
      true,
      'Switched off.',
    ])
    await expect(runNow(shop)).rejects.toThrow('409')
    expect(await shop.tenant.timeline()).toContain('agents_switched')
  })

  test('of all businesses', async () => {
    const shop = await openActing()
    await shop.tenant.stub().switchFleet({ seq: 1, isOn: true })
    await expect(runNow(shop)).rejects.toThrow('409')
    await shop.tenant.stub().switchFleet({ seq: 2, isOn: false })
    await runNow(shop)
    expect(await monthsOf(shop)).toBe(12)
  })
})

describe('the night', () => {
  test('starts whoever is due, at their own moment, once', async () => {
    const shop = await openActing()
    // Retention has something to look at.
    await shop.api('POST', at(shop, '/jobs'), { phone: newPhone(), service: 'Drain clearing', amountMinor: 25_000 })
    await shop.tenant.passDays(1)
    expect(await monthsOf(shop)).toBe(12)
    const [run] = await shop.tenant.query<{ trigger: string; hour: number }>(
      `select trigger, cast(strftime('%H', started_at / 1000, 'unixepoch') as integer) as hour from agent_runs`,
    )
    expect(run?.trigger).toBe('schedule')
    // From two to five in Austin, by whichever of its clocks.
    expect([7, 8, 9, 10, 11]).toContain(run?.hour)
    expect(await runs(shop)).toHaveLength(1)
  })

  test('passes quietly where there is nothing to see', async () => {
    const shop = await openShop()
    await shop.tenant.passDays(2)
    expect(await runs(shop)).toEqual([])
    expect(await shop.tenant.query(`select * from settings where name = 'agent_schedule'`)).toEqual([])
  })
})

test('an agent that fails is tried again, given up, and has changed nothing', async () => {
  const shop = await openActing()
  let tries = 0
  trial.agents = {
    retention: agentThatMoves({
      think: () => {
        tries += 1
        return Promise.reject(new RangeError('It cannot think.'))
      },
    }),
  }
  await runNow(shop)
  await shop.tenant.passMinutes(10)
  expect(tries).toBeGreaterThan(0)
  expect(await monthsOf(shop)).toBe(18)
})
