import { afterEach, describe, expect, test, vi } from 'vitest'
import { applyScript, applyStart, applyStop } from '../../tenants/agents/cx/apply.ts'
import { CX } from '../../tenants/agents/cx/task.ts'
import { clock } from '../../tenants/base/clock.ts'
import type { Action } from '../../tenants/agents/decision.ts'
import type { DecisionView, ExperimentView } from '../../tenants/contract/agents.ts'
import type { ModelPort } from '../../tenants/providers/model-port.ts'
import { estimate } from '../../tenants/agents/estimate.ts'
import { RULE } from '../../tenants/experiments/rule.ts'
import { endExperiment, startExperiment } from '../../tenants/record-experiment.ts'
import { loadExperiment } from '../../tenants/storage/experiment-rows.ts'
import { inside } from '../support/inside.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { recordTexted } from '../support/record-texted.ts'

/** So many callers were texted over the last weeks; every third replied. */
const textCallers = (shop: Shop, count: number) =>
  inside(shop, (context) => recordTexted(context, count, shop.watch.now))

const think = (shop: Shop, model: ModelPort | null = null) =>
  inside(shop, (context) => CX.observe(context, { type: 'schedule' }, shop.watch.now)).then((seen) =>
    seen === null ? null : CX.think(seen, model),
  )

const startOf = (thought: Awaited<ReturnType<typeof think>>) => {
  const action = thought?.proposals[0]?.action
  if (action?.kind !== 'start_experiment') throw new Error('Nothing is proposed to be tried.')
  return action
}

/** Says one thing, whatever it is asked. */
const saying = (text: string): ModelPort => ({
  ask: (request) => {
    const value = { text, change: 'The question.' } as never
    const cost = { provider: 'openai' as const, model: 'm', inputTokens: 1, outputTokens: 1, costMicros: 1, tookMs: 1 }
    expect(JSON.stringify(request)).not.toContain('555')
    return Promise.resolve({ ok: true, value, ...cost })
  },
})

afterEach(() => vi.restoreAllMocks())

describe('the agent for words', () => {
  test('sees nothing where nobody is texted, and tries nothing on few', async () => {
    const shop = await openShop()
    expect(await think(shop)).toBeNull()
    await textCallers(shop, 20)
    expect((await think(shop))?.proposals).toEqual([])
  })

  test('proposes words that may be sent, says what it saw, and shows what is tried', async () => {
    const shop = await openShop()
    await textCallers(shop, 90)
    const thought = await think(shop)
    // Those of the last three days may still reply.
    const seen = { code: 'script_seen', metric: 'replied', hits: 26, of: 78, days: 90 }
    const needed = thought?.proposals[0]?.evidence[1]
    expect(thought?.proposals[0]?.evidence[0]).toEqual(seen)
    if (needed?.code !== 'trial_needs') throw new Error('What the trial needs is not said.')
    const action = startOf(thought)
    expect(action).toMatchObject({ subject: 'missed_call_text', language: 'en', edit: 'shorter' })
    const done = await inside(shop, (context) => applyStart(context, action, shop.watch.now))
    expect(done).toMatchObject({ ok: true, undo: { kind: 'stop_experiment' } })
    const [view] = await shop.tenant.list<ExperimentView>('experiments')
    expect(view).toMatchObject({ needs: needed.customers })
    expect(view).toMatchObject({ subject: 'missed_call_text', status: 'running', winner: null, fair: null })
    expect(view?.arms.map(({ arm, exposed, chanceToBeBest }) => [arm, exposed, chanceToBeBest])).toEqual([
      ['current', 0, 0.5],
      ['shorter', 0, 0.5],
    ])
    // Once is enough, however often it looks.
    expect((await think(shop))?.proposals).toEqual([])
    expect(await inside(shop, (context) => applyStart(context, action, shop.watch.now))).toMatchObject({ ok: false })
    const stopped = await shop.api<ExperimentView>('PATCH', `/tenants/${shop.id}/experiments/${view?.id}`, {
      status: 'stopped',
    })
    expect(stopped).toMatchObject({ status: 'stopped', winner: null })
    // What came of it is awaited before anything else is tried.
    expect((await think(shop))?.proposals).toEqual([])
    shop.watch.now += 15 * 86_400_000
    await textCallers(shop, 60)
    expect(startOf(await think(shop)).edit).toBe('question_last')
  })

  test('keeps what has won, and undo puts the earlier words back', async () => {
    const shop = await openShop()
    await textCallers(shop, 90)
    const action = startOf(await think(shop))
    const scriptNow = () =>
      shop
        .api<{ items: { name: string; language: string; text: string; isOwn: boolean }[] }>(
          'GET',
          `/tenants/${shop.id}/scripts`,
        )
        .then(({ items }) => items.find(({ name, language }) => name === 'missed_call_text' && language === 'en'))
    const before = await scriptNow()
    await inside(shop, (context) => {
      const done = applyStart(context, action, shop.watch.now)
      if (!done.ok || done.undo?.kind !== 'stop_experiment') throw new Error('It was not started.')
      const experiment = loadExperiment(context.db, done.undo.experimentId)
      if (experiment) endExperiment(context.db, experiment, { why: 'won', winner: 'shorter' }, shop.watch.now)
    })
    const [view] = await shop.tenant.list<ExperimentView>('experiments')
    // Nobody saw it: what is told of it is what is usual.
    expect([view?.winner, view?.fair]).toEqual(['shorter', { before: 0.5, after: 0.5 }])
    const adopt = (await think(shop))?.proposals[0]?.action as Extract<Action, { kind: 'set_script' }>
    expect(adopt).toMatchObject({ kind: 'set_script', from: '', to: action.text })
    const kept = await inside(shop, (context) => applyScript(context, adopt, shop.watch.now))
    expect(await scriptNow()).toMatchObject({ text: action.text, isOwn: true })
    if (!kept.ok || kept.undo?.kind !== 'set_script') throw new Error('It cannot be undone.')
    const { undo } = kept
    await inside(shop, (context) => applyScript(context, undo, shop.watch.now))
    expect(await scriptNow()).toMatchObject({ text: before?.text, isOwn: false })
    // A second undo finds other words than it goes by.
    expect(await inside(shop, (context) => applyScript(context, undo, shop.watch.now))).toMatchObject({ ok: false })
  })

  test('tries a model’s words where they pass, and its own where they do not', async () => {
    const shop = await openShop()
    await textCallers(shop, 90)
    const good = '{business}: we just missed you! What is going on? Automated text. Reply STOP to opt out'
    expect(startOf(await think(shop, saying(good)))).toMatchObject({ edit: 'written', text: good })
    for (const bad of [
      '{business}: we fix it for $5 today! Automated text. Reply STOP to opt out',
      '{business}: this is {owner}, not a robot. What do you need? Reply STOP to opt out',
      'Call us back at bit.ly/x',
    ]) {
      expect(startOf(await think(shop, saying(bad))).edit).toBe('shorter')
    }
    const down: ModelPort = { ask: () => Promise.resolve({ ok: false, reason: 'late', detail: '' }) }
    expect(startOf(await think(shop, down)).edit).toBe('shorter')
  })

  test('starts nothing with words that may not be sent any more, and stops what it started', async () => {
    const shop = await openShop()
    await textCallers(shop, 90)
    const action = startOf(await think(shop))
    const bad = { ...action, text: '{business}: free estimate, $5 off! Automated text. Reply STOP to opt out' }
    const now = shop.watch.now
    expect(await inside(shop, (context) => applyStart(context, bad, now))).toEqual({ ok: false, code: 'words_refused' })
    const done = await inside(shop, (context) => applyStart(context, action, now))
    if (!done.ok || done.undo?.kind !== 'stop_experiment') throw new Error('It was not started.')
    const { undo } = done
    expect(await inside(shop, (context) => applyStop(context, undo, now))).toMatchObject({ ok: true })
    expect(await inside(shop, (context) => applyStop(context, undo, now))).toMatchObject({ ok: false })
  })
})

describe('what adopted words have brought', () => {
  /** Ninety customers saw a trial, half of them each arm; of every arm so many agreed to a visit. */
  async function measured(booked: { current: number; shorter: number }) {
    const shop = await openShop()
    await textCallers(shop, 90)
    const id = await inside(shop, (context) => {
      const { db } = context
      const action = { subject: 'missed_call_text', language: 'en', metric: 'replied' as const, rule: RULE }
      const arms = [
        { arm: 'current', text: '' },
        { arm: 'shorter', text: 'fewer words' },
      ]
      const startedAt = shop.watch.now - 40 * 86_400_000
      const experimentId = startExperiment(db, { ...action, arms, decisionId: null }, startedAt) ?? 'exp_0'
      const run = (query: string, ...values: (string | number)[]) => db.$client.sql.exec(query, ...values)
      run(
        `insert into exposures select ?1, customer_id, iif(row_number() over (order by customer_id) % 2 = 1,
          'current', 'shorter'), ?2, null from customers`,
        experimentId,
        startedAt,
      )
      for (const [arm, count] of Object.entries(booked)) {
        run(
          `insert into leads (lead_id, customer_id, source, status, booked_at, created_at, updated_at)
            select 'led_' || customer_id, customer_id, 'missed_call', 'booked', ?1, ?1, ?1 from exposures
            where arm = ?2 order by customer_id limit ?3`,
          ...[startedAt + 3_600_000, arm, count],
        )
      }
      run(
        `insert into jobs (job_id, customer_id, amount_minor, completed_at, created_at)
          select 'job_' || customer_id, customer_id, 30000, ?1, ?1 from customers limit 12`,
        startedAt,
      )
      const experiment = loadExperiment(db, experimentId)
      if (experiment) endExperiment(db, experiment, { why: 'won', winner: 'shorter' }, shop.watch.now)
      return experimentId
    })
    const action: Action = {
      ...{ kind: 'set_script', subject: 'missed_call_text', language: 'en' },
      ...{ from: '', to: 'fewer words', experimentId: id },
    }
    const found = await inside(shop, (context) =>
      CX.measure(context, { decisionId: 'dec_1', action, appliedAt: shop.watch.now }, shop.watch.now),
    )
    return found && estimate('replied', found)
  }

  test('is the visits more that came of them without the luck of a winner, at what a job is worth', async () => {
    const outcome = await measured({ current: 9, shorter: 30 })
    expect(outcome?.paid).toEqual({ before: { hits: 9, of: 45 }, after: { hits: 30, of: 45 } })
    // Of 21 more, four were to be expected: wordings hardly ever differ by as much, and 90 customers say little.
    expect(outcome?.impactMinor).toBeGreaterThan(3.5 * 30_000)
    expect(outcome?.impactMinor).toBeLessThan(4.5 * 30_000)
  })

  test('is nothing where as many more may be chance', async () => {
    expect(await measured({ current: 9, shorter: 12 })).toMatchObject({ impactMinor: 0 })
  })
})

test('a run of it starts a trial by itself where it may, and undo ends it', async () => {
  const shop = await openShop({ policy: { autonomy: { cx: 'act' } } })
  // The library of tasks goes by the platform's clock, which is the story's here.
  vi.spyOn(Date, 'now').mockImplementation(() => clock.now())
  await textCallers(shop, 90)
  await shop.api('POST', `/tenants/${shop.id}/agents/cx/run`)
  await shop.tenant.passSeconds(5)
  const [decision] = await shop.tenant.list<DecisionView>('agent-logs')
  expect(decision).toMatchObject({ agent: 'cx', kind: 'start_experiment', isUndoable: true })
  const statusOf = async () => (await shop.tenant.list<ExperimentView>('experiments'))[0]?.status
  expect(await statusOf()).toBe('running')
  await shop.api('PATCH', `/tenants/${shop.id}/decisions/${decision?.id}`, { move: 'undo' })
  expect(await statusOf()).toBe('stopped')
})
