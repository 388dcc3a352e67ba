import { afterEach, describe, expect, test } from 'vitest'
import type { AfterJob } from '../../tenants/contract/after-job.ts'
import type { AgentsView, DecisionView } from '../../tenants/contract/agents.ts'
import { COMFORT, finishJob, openAfterShop, setAfterJob } from '../support/after-shop.ts'
import type { Shop } from '../support/open-shop.ts'
import { agentThatMoves, moveMonths } from '../support/trial-agent.ts'
import { ScriptedModel, useModels } from '../support/use-models.ts'
import { trial } from '../support/worker-under-test.ts'

/** Ten customers have had a job done, and the business has a plan that it does not offer yet. */
async function openBusy(over: Record<string, unknown> = {}): Promise<Shop> {
  const off = { review: { isOn: false }, reengage: { isOn: false }, amc: { isOn: false, plans: [COMFORT] } }
  const shop = await openAfterShop(off, over)
  for (let jobs = 0; jobs < 10; jobs += 1) await finishJob(shop, shop.customer())
  return shop
}

const at = (shop: Shop, path = '') => `/tenants/${shop.id}${path}`
const view = (shop: Shop) => shop.api<AgentsView>('GET', at(shop, '/agents'))
const offersPlans = async (shop: Shop) => (await shop.api<AfterJob>('GET', at(shop, '/after-job'))).amc.isOn
const move = (shop: Shop, id: string, wanted: string) =>
  shop.api<DecisionView>('PATCH', at(shop, `/decisions/${id}`), { move: wanted })

async function runNow(shop: Shop): Promise<void> {
  await shop.api('POST', at(shop, '/agents/retention/run'))
  await shop.tenant.passSeconds(5)
}

async function technicianTexts(shop: Shop, body: string): Promise<void> {
  await shop.twilio('/sms', {
    MessageSid: `SM${crypto.randomUUID().replaceAll('-', '')}`,
    ...{ From: shop.primaryPhone, To: shop.smsNumber, Body: body, NumMedia: '0' },
  })
  await shop.tenant.settle()
}

afterEach(() => {
  trial.agents = {}
  trial.diesAfter = 0
})

describe('an agent that sees something to do', () => {
  test('proposes it, and does it once the technician agrees by text', async () => {
    const shop = await openBusy()
    await runNow(shop)
    const [proposal, ...more] = (await view(shop)).proposals
    expect(more).toEqual([])
    expect(proposal).toMatchObject({
      ...{ agent: 'retention', kind: 'switch_after_job', status: 'proposed', isUndoable: false },
      sentence: 'Switch on offering maintenance plans after a job.',
    })
    expect(proposal?.evidence[0]).toBe('10 jobs were done in the last 90 days.')
    expect(await offersPlans(shop)).toBe(false)
    expect((await shop.told()).at(-1)).toBe(
      'A proposal: Switch on offering maintenance plans after a job. Reply 1 YES to do it or 1 NO to leave it.',
    )
    await technicianTexts(shop, '1 yes')
    expect(await offersPlans(shop)).toBe(true)
    const [decision] = (await view(shop)).recent
    expect(decision).toMatchObject({ status: 'applied', decidedBy: 'sms', isUndoable: true })
    expect((await shop.tenant.timeline()).filter((type) => type === 'agent_decided')).toHaveLength(2)
  })

  test('leaves it where the technician says no, and does not ask again soon', async () => {
    const shop = await openBusy()
    await runNow(shop)
    await technicianTexts(shop, 'No 1')
    expect((await view(shop)).recent[0]).toMatchObject({ status: 'declined', decidedBy: 'sms' })
    await runNow(shop)
    expect((await view(shop)).proposals).toEqual([])
    expect(await offersPlans(shop)).toBe(false)
  })

  test('does it where it may act, and it can be taken back', async () => {
    const shop = await openBusy()
    await shop.api('PATCH', at(shop, '/policy'), { autonomy: { retention: 'act' } })
    await runNow(shop)
    const [done] = (await view(shop)).recent
    expect(done).toMatchObject({ status: 'applied', decidedBy: 'agent', isUndoable: true })
    expect(await offersPlans(shop)).toBe(true)
    expect(await move(shop, done?.id ?? '', 'undo')).toMatchObject({ status: 'undone', isUndoable: false })
    expect(await offersPlans(shop)).toBe(false)
  })

  test('only looks where it may do no more', async () => {
    const shop = await openBusy()
    await shop.api('PATCH', at(shop, '/policy'), { autonomy: { retention: 'observe' } })
    await runNow(shop)
    const seen = await view(shop)
    expect([seen.proposals, seen.recent]).toEqual([[], []])
    const [run] = await shop.tenant.query<{ actions: string }>('select actions from agent_runs')
    expect((JSON.parse(run?.actions ?? '{}') as { fates: string[] }).fates).toEqual(['observed'])
  })
})

describe('what was done', () => {
  test('is measured when its time has come, and says what it brought', async () => {
    const shop = await openBusy()
    await runNow(shop)
    const [proposal] = (await view(shop)).proposals
    await move(shop, proposal?.id ?? '', 'approve')
    await shop.tenant.query(`update ai_agent_logs set measure_at = ${shop.watch.now}`)
    await runNow(shop)
    const [decision] = (await view(shop)).recent
    // Nobody has been offered a plan since, so there is nothing to tell.
    expect(decision).toMatchObject({ id: proposal?.id, status: 'measured', outcome: null, isUndoable: true })
    expect(await move(shop, proposal?.id ?? '', 'undo')).toMatchObject({ status: 'undone' })
  })

  test('stays as a person has left it since, and cannot be taken back', async () => {
    const shop = await openBusy()
    await runNow(shop)
    const [proposal] = (await view(shop)).proposals
    await move(shop, proposal?.id ?? '', 'approve')
    await setAfterJob(shop, {
      review: { isOn: false },
      reengage: { isOn: false },
      amc: { isOn: false, plans: [COMFORT] },
    })
    await expect(move(shop, proposal?.id ?? '', 'undo')).rejects.toThrow('decision_settled')
    await expect(move(shop, proposal?.id ?? '', 'approve')).rejects.toThrow('decision_settled')
  })
})

test('a proposal that nobody answers is taken back after a week', async () => {
  const shop = await openBusy()
  await runNow(shop)
  await shop.tenant.passDays(8)
  const seen = await view(shop)
  expect(seen.proposals).toEqual([])
  expect(seen.recent.filter(({ kind }) => kind === 'switch_after_job')).toMatchObject([{ status: 'expired' }])
  await technicianTexts(shop, '1 yes')
  expect(await offersPlans(shop)).toBe(false)
  expect((await shop.told()).at(-1)).toMatch(
    /^Number 1 waits no more: nobody answered within a week\. It was: Switch on /,
  )
})

test('a number that names nothing open is answered once a day with what stands', async () => {
  const shop = await openBusy()
  const before = (await shop.told()).length
  const told = async () => (await shop.told()).slice(before)
  await technicianTexts(shop, '7 yes')
  await technicianTexts(shop, 'yes 7')
  expect(await told()).toEqual([
    'No proposal has the number 7. Nothing waits for you. Your agents page shows all of them.',
  ])
  await runNow(shop)
  await technicianTexts(shop, '7 no')
  expect(await told()).toEqual([expect.any(String), expect.stringMatching(/^A proposal: /)])
  await technicianTexts(shop, '1 no')
  await technicianTexts(shop, '1 yes')
  expect((await shop.told()).at(-1)).toMatch(/^Number 1 waits no more: it was declined\. /)
  expect(await offersPlans(shop)).toBe(false)
  // What is switched off is not done, and says so; nobody but the technician is told anything.
  const pat = shop.customer()
  await pat.texts('8 yes')
  expect((await shop.told()).at(-1)).not.toContain('number 8')
})

test('while the agents are switched off, a text that agrees is told that nothing was done', async () => {
  const shop = await openBusy()
  await runNow(shop)
  await shop.api('PATCH', at(shop, '/agents'), { isPaused: true })
  await technicianTexts(shop, '1 yes')
  expect((await shop.told()).at(-1)).toMatch(/^Number 1 still waits: the agents are switched off/)
  await shop.api('PATCH', at(shop, '/agents'), { isPaused: false })
  await technicianTexts(shop, '1 yes')
  expect(await offersPlans(shop)).toBe(true)
})

test('only the technician’s own phone decides', async () => {
  const shop = await openBusy()
  await runNow(shop)
  const pat = shop.customer()
  await pat.texts('1 yes')
  expect((await view(shop)).proposals).toHaveLength(1)
})

test('with the day’s money spent no model is asked, and the rules go on', async () => {
  const shop = await openBusy()
  let asked = 0
  trial.agents = {
    retention: agentThatMoves({
      think: ({ months }, model) => {
        asked += model === null ? 0 : 1
        return Promise.resolve(moveMonths(months, 12))
      },
    }),
  }
  await useModels(shop, new ScriptedModel({ ok: false, reason: 'failed', detail: 'It is down.' }))
  await runNow(shop)
  expect(asked).toBe(1)
  const day = Math.floor((shop.watch.now - 6 * 3_600_000) / 86_400_000)
  await shop.tenant.query(`insert into model_calls values
    ('mdl_1', 'run_1', 'test', 'openai', 'm', 1, 1, 490000, 'answered', 1, ${day}, ${shop.watch.now})`)
  await runNow(shop)
  expect(asked).toBe(1)
  expect((await shop.tenant.query('select * from agent_runs')).length).toBe(2)
})

test('an admin may let a business spend less on models, or nothing', async () => {
  const shop = await openBusy()
  let asked = 0
  trial.agents = {
    retention: agentThatMoves({
      think: ({ months }, model) => {
        asked += model === null ? 0 : 1
        return Promise.resolve(moveMonths(months, 12))
      },
    }),
  }
  await useModels(shop, new ScriptedModel({ ok: false, reason: 'failed', detail: 'It is down.' }))
  await shop.api('PATCH', at(shop, '/policy'), { modelDailyCapMicros: 0 })
  await runNow(shop)
  expect(asked).toBe(0)
  expect(await view(shop)).toMatchObject({ hasModel: true, dailyCapMicros: 0, dailyCapMaxMicros: 500_000 })
  await shop.api('PATCH', at(shop, '/policy'), { modelDailyCapMicros: 100_000 })
  await runNow(shop)
  expect(asked).toBe(1)
})
