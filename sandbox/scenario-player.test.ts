import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openRig, type SandboxRig } from './sandbox-rig.ts'
import { SCENARIOS } from './scenario-list.ts'
import { createScenarioPlayer, type Run } from './scenario-player.ts'
import type { Scenario } from './scenario.ts'

const SHOP = {
  id: 'ten_shop',
  businessName: 'Bluebonnet Plumbing',
  smsNumber: '+15125550101',
  primaryPhone: '+15125550100',
  ghlLocationId: 'locShop',
  email: 'rosa@example.com',
  timeZone: 'America/Chicago',
}
const OTHER = { ...SHOP, id: 'ten_other', businessName: 'Other Plumbing', smsNumber: '+15125550102' }
type Listed = { name: string; title: string; summary: string; steps: string[]; runs: Run[] }

let rig: SandboxRig
beforeEach(async () => {
  rig = await openRig()
  await rig.control('POST', '/sandbox/businesses', SHOP)
})
afterEach(() => rig.close())

const list = async () => JSON.parse((await rig.control('GET', '/sandbox/scenarios')).text) as Listed[]
const runs = async () => (await list()).flatMap((scenario) => scenario.runs)
const play = (name: string, order = {}) => rig.control('POST', `/sandbox/scenarios/${name}`, { speed: 10, ...order })
const sendText = (to: string, body: string) =>
  rig.twilio('POST', '/Messages.json', { From: SHOP.smsNumber, To: to, Body: body })

/** Looks until the run is as wanted; the test's own time limit ends a vain wait. */
async function runWhen(id: unknown, isWanted: (run: Run) => boolean): Promise<Run> {
  for (;;) {
    const run = (await runs()).find((one) => one.id === id)
    if (run && isWanted(run)) return run
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

describe('the scenarios', () => {
  test('are twelve, each with steps of one sentence and nobody’s real number', async () => {
    const shown = await list()
    expect(shown.map(({ name }) => name)).toEqual(SCENARIOS.map(({ name }) => name))
    expect(shown).toHaveLength(12)
    for (const { title, summary, steps } of shown) {
      expect(title).toMatch(/^[A-Z]/)
      expect(summary).toMatch(/\.$/)
      expect(new Set(steps).size).toBe(steps.length)
      for (const say of steps) expect(say).toMatch(/^[A-Z][^.]*\.$/)
    }
    expect(shown.flatMap((scenario) => scenario.runs)).toEqual([])
  })

  test('call from a fresh fictional number, by the way the business has', async () => {
    const { status, json } = await play('happy-path')
    expect(status).toBe(202)
    const caller = json['caller'] as Run['caller']
    expect(caller.number).toMatch(/^\+1\d{3}5550(1[0-8]\d)$/)
    const [event] = await rig.app.hears(1, ({ raw }) => raw.includes('"messageType":"CALL"'))
    expect(JSON.parse(event?.raw ?? '')).toMatchObject({
      type: 'InboundMessage',
      locationId: 'locShop',
      callStatus: 'no-answer',
    })
    const run = await runWhen(json['id'], ({ steps }) => steps[0]?.state === 'done')
    expect(run).toMatchObject({ state: 'playing', businessId: 'ten_shop', speed: 10 })
    expect(run.steps[1]).toMatchObject({ outcome: '' })
    // GoHighLevel would merge two callers of one address.
    expect(caller.email).toContain(caller.number.slice(2))
  })

  test('call the business that was asked for, by Twilio where it has no GoHighLevel', async () => {
    const { ghlLocationId: _, ...plain } = OTHER
    await rig.control('POST', '/sandbox/businesses', plain)
    await play('spanish', { businessId: 'ten_other' })
    const [call] = await rig.app.hears(1, ({ path }) => path === '/hooks/twilio/voice')
    expect(call?.params).toMatchObject({ To: OTHER.smsNumber, CallStatus: 'ringing' })
  })

  test('go on as Shoulder acts, and say how it went', async () => {
    await sendText(SHOP.primaryPhone, 'Missed a call from June Walsh: told before the story began.')
    const { json } = await play('landline')
    const { name, number } = json['caller'] as Run['caller']
    expect(number).toMatch(/0190$/)
    await runWhen(json['id'], ({ steps }) => steps[1]?.state === 'playing')
    await sendText(SHOP.primaryPhone, `Missed a call from ${name} (214) 555-0123: no landline, and another story.`)
    await sendText(SHOP.primaryPhone, `Missed a call from ${name}: the number is a landline.`)
    const run = await runWhen(json['id'], ({ steps }) => steps[3]?.state === 'playing')
    expect(run.steps.map(({ outcome }) => outcome).slice(1, 3)).toEqual([
      'The technician is told that it is a landline.',
      'June is helped the old way.',
    ])
    expect(rig.app.heard.some(({ raw }) => raw.includes('"callStatus":"completed"'))).toBe(true)
  })

  test('fail in words when Shoulder refuses the webhooks', async () => {
    rig.app.answer = () => ({ status: 400 })
    const { json } = await play('emergency')
    const run = await runWhen(json['id'], ({ state }) => state === 'failed')
    expect(run.steps[0]).toMatchObject({ state: 'failed', outcome: 'Shoulder answered 400 and did not take it.' })
  })
})

/** Ours, so that nobody waits for Shoulder's twenty seconds. */
const OUTAGE: Scenario = {
  ...{ name: 'outage', title: 'Outage', summary: 'All is down.', caller: { line: 'mobile', name: 'Robin Vance' } },
  steps: [
    {
      say: 'Everything breaks.',
      act: async (stage) => {
        await stage.breakEverything(60)
        return 'Broken.'
      },
    },
    {
      say: 'It stays quiet.',
      act: async (stage) => {
        await stage.staySilent(0.3)
        return 'Quiet.'
      },
    },
    {
      say: 'A text is awaited.',
      act: async (stage) => (await stage.awaitText(60)).body,
    },
  ],
}

describe('a scenario that breaks the providers', () => {
  const open = () =>
    createScenarioPlayer({
      ask: async <T>(method: string, path: string, body?: unknown) =>
        JSON.parse((await rig.control(method, path, body)).text) as T,
      now: () => Date.now(),
      log: () => undefined,
      scenarios: [OUTAGE],
    })
  const brokenNow = async () => {
    const faults = JSON.parse((await rig.control('GET', '/sandbox/faults')).text) as { provider: string }[]
    return faults.map(({ provider }) => provider)
  }
  const until = async (isSo: () => boolean | Promise<boolean>) => {
    while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10))
  }

  test('leaves sign-in alone, and is well again once it is stopped', async () => {
    const player = open()
    const run = await player.start(OUTAGE, { speed: 10, businessId: undefined })
    await until(() => player.list()[0]?.runs[0]?.steps[2]?.state === 'playing')
    const { providers } = (await rig.control('GET', '/sandbox/settings')).json as { providers: string[] }
    expect(providers).toEqual(expect.arrayContaining(['twilio', 'ghl', 'resend', 'access']))
    expect(await brokenNow()).toEqual(providers.filter((name) => name !== 'access'))
    await player.stop(run?.id ?? '')
    await until(async () => (await brokenNow()).length === 0)
    expect(player.list()[0]?.runs[0]?.steps.map(({ state }) => state)).toEqual(['done', 'done', 'stopped'])
  })

  test('fails in words when a text comes that should not, and is well again', async () => {
    const player = open()
    const run = await player.start(OUTAGE, { speed: 10, businessId: undefined })
    // As Twilio itself would: a person's text is answered by an opt-out word even while its API is down.
    await rig.control('POST', '/sandbox/sms', { from: run?.caller.number, to: SHOP.smsNumber, body: 'STOP' })
    await until(() => player.list()[0]?.runs[0]?.state === 'failed')
    expect(player.list()[0]?.runs[0]?.steps[1]).toMatchObject({
      state: 'failed',
      outcome: 'Robin Vance got a text that should not have come.',
    })
    await until(async () => (await brokenNow()).length === 0)
  })
})

describe('stopping', () => {
  test('ends a wait at once, and what it broke is well again', async () => {
    const { json } = await play('happy-path')
    await runWhen(json['id'], ({ steps }) => steps[1]?.state === 'playing')
    const stopped = await rig.control('DELETE', `/sandbox/scenarios/${String(json['id'])}`)
    expect(stopped).toMatchObject({ status: 200, json: { state: 'stopped', live: null } })
    const run = await runWhen(json['id'], () => true)
    expect(run.endedAt).toEqual(expect.any(Number))
    expect(run.steps.map(({ state }) => state)).toEqual(['done', 'stopped', 'ahead', 'ahead', 'ahead', 'ahead'])
  })

  test('of a run nobody knows says so', async () => {
    expect(await rig.control('DELETE', '/sandbox/scenarios/no-such-run')).toMatchObject({ status: 404 })
  })

  test('comes with a reset, which forgets the runs', async () => {
    await play('happy-path')
    await rig.control('POST', '/sandbox/reset')
    expect(await runs()).toEqual([])
  })
})

describe('two at once', () => {
  test('play side by side, each with its own caller, and one stops alone', async () => {
    const first = await play('three-redials')
    const second = await play('three-redials')
    const callers = [first, second].map(({ json }) => (json['caller'] as Run['caller']).number)
    expect(new Set(callers).size).toBe(2)
    await rig.control('DELETE', `/sandbox/scenarios/${String(first.json['id'])}`)
    const other = await runWhen(second.json['id'], ({ steps }) => steps[2]?.state === 'done')
    expect(other.state).toBe('playing')
    expect((await runs()).map(({ state }) => state)).toEqual(['stopped', 'playing'])
  })

  test('become too many at some point', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => play('opt-out', { speed: 1 })))
    const count = (wanted: number) => answers.filter(({ status }) => status === wanted).length
    expect([count(202), count(409)]).toEqual([6, 2])
  })
})

describe('an order that cannot be played', () => {
  test.each([
    ['an unknown name', 'no-such-story', {}, 404, 'choose one of happy-path'],
    ['a speed of nothing', 'spanish', { speed: 0 }, 400, 'speed must be a number'],
    ['a business nobody knows', 'spanish', { businessId: 'ten_x' }, 400, 'businessId ten_x is not known'],
  ])('is told about %s', async (_about, name, order, status, words) => {
    expect(await play(name, order)).toMatchObject({ status, json: { error: expect.stringContaining(words) } })
    expect(await runs()).toEqual([])
  })

  test('has nobody to call before a business is known', async () => {
    const bare = await openRig()
    const answer = await bare.control('POST', '/sandbox/scenarios/spanish')
    await bare.close()
    expect(answer).toMatchObject({ status: 400, json: { error: 'there is no business to call yet' } })
  })

  test.each(['/sandbox/scenarios/', '/sandbox/scenarios/a/b', '/sandbox/scenarios/%2e%2e'])(
    'goes to a path that is none: %s',
    async (path) => expect((await rig.control('POST', path, {})).status).toBe(404),
  )
})
