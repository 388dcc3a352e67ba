import { randomInt, randomUUID } from 'node:crypto'
import type { Business } from './businesses.ts'
import { BadOrder, type World } from './emulator.ts'
import { ScenarioFailed, type Caller, type Scenario, type Stage } from './scenario.ts'
import { SCENARIOS } from './scenario-list.ts'
import type { Ask } from './scenario-ask.ts'
import { buildStage, type Live, type StageParts } from './scenario-stage.ts'

export type RunState = 'playing' | 'done' | 'failed' | 'stopped'
export type StepState = 'ahead' | RunState

/** One playing of a scenario, as the page is told of it. */
export type Run = {
  id: string
  name: string
  state: RunState
  speed: number
  businessId: string
  caller: Caller
  startedAt: number
  endedAt: number | null
  live: Live
  steps: { say: string; state: StepState; outcome: string; at: number | null }[]
}

export type ScenarioPlayer = {
  /** Every scenario with the runs that play or played lately, oldest first. */
  list(): ({ name: string; title: string; summary: string; steps: string[] } & { runs: Run[] })[]
  find(name: string): Scenario | undefined
  /** Begins to play; undefined when too many play already. Throws BadOrder. */
  start(scenario: Scenario, options: { speed: number; businessId: string | undefined }): Promise<Run | undefined>
  /** Ends one; resolves once it acts no more. Undefined when it is not known. */
  stop(id: string): Promise<Run | undefined>
  /** Ends all that play; resolves once none acts any more. */
  stopAll(): Promise<void>
  /** As on the first day: ends all and forgets the past ones. */
  forget(): void
}

type Playing = { run: Run; stop: AbortController; ended: Promise<void> }
type Parts = { ask: Ask; now: () => number; log: World['log']; scenarios?: readonly Scenario[] }

const PLAYING_MAX = 6
const KEPT_MAX = 24
const AREA_CODES = ['214', '281', '361', '409', '469', '512', '682', '713', '737', '806', '817', '830', '903', '940']

class Stopped extends Error {}

/** Plays scenarios through the control API, at the pace of people. Several may play side by side. */
export function createScenarioPlayer({ ask, now, log, scenarios = SCENARIOS }: Parts): ScenarioPlayer {
  let kept: Playing[] = []
  const isPlaying = ({ run }: Playing) => run.state === 'playing'
  const stopOne = (playing: Playing) => playing.stop.abort(new Stopped())
  const keep = (playing: Playing) => {
    kept = [...kept.filter((one) => !isPlaying(one)).slice(-KEPT_MAX), ...kept.filter(isPlaying), playing]
  }
  return {
    list: () =>
      scenarios.map(({ name, title, summary, steps }) => ({
        ...{ name, title, summary, steps: steps.map(({ say }) => say) },
        runs: kept.filter(({ run }) => run.name === name).map(({ run }) => structuredClone(run)),
      })),
    find: (name) => scenarios.find((scenario) => scenario.name === name),
    async start(scenario, { speed, businessId }) {
      const businesses = await ask<Business[]>('GET', '/sandbox/businesses')
      const business = pickBusiness(businesses, businessId)
      const caller = await pickCaller(scenario, { ask, businesses, taken: kept.map(({ run }) => run.caller.number) })
      const { textAfterMs } = await ask<{ textAfterMs: number }>('GET', timingsPath(business))
      if (kept.filter(isPlaying).length >= PLAYING_MAX) return undefined
      const run = openRun(scenario, { speed, business, caller, now: now() })
      const stop = new AbortController()
      const show = (live: Live) => void (run.live = live)
      const stage = { caller, business, textAfterMs, speed, signal: stop.signal, ask, now, show }
      keep({ run, stop, ended: playToEnd(scenario, run, stage, log) })
      return structuredClone(run)
    },
    async stop(id) {
      const playing = kept.find(({ run }) => run.id === id)
      if (!playing) return undefined
      stopOne(playing)
      await playing.ended
      return structuredClone(playing.run)
    },
    async stopAll() {
      for (const playing of kept) stopOne(playing)
      await Promise.all(kept.map(({ ended }) => ended))
    },
    forget() {
      for (const playing of kept) stopOne(playing)
      kept = []
    },
  }
}

function timingsPath({ id }: Business): string {
  return `/sandbox/timings?${new URLSearchParams({ businessId: id })}`
}

function pickBusiness(businesses: Business[], wanted: string | undefined): Business {
  const business = wanted === undefined ? businesses[0] : businesses.find(({ id }) => id === wanted)
  if (business) return business
  throw new BadOrder(wanted === undefined ? 'there is no business to call yet' : `businessId ${wanted} is not known`)
}

type Choice = { ask: Ask; businesses: Business[]; taken: string[] }

/** A fictional number nobody has texted yet; 555-0190 is a landline here, and those up to 0199 have their own fates. */
async function pickCaller({ caller }: Scenario, { ask, businesses, taken }: Choice): Promise<Caller> {
  const { line, name, email } = caller
  const owned = new Set([...taken, ...businesses.flatMap(({ smsNumber, primaryPhone }) => [smsNumber, primaryPhone])])
  for (let tries = 0; ; tries += 1) {
    const area = AREA_CODES[randomInt(AREA_CODES.length)] ?? '214'
    // Landlines are few, so that with time one has to do again.
    const number = `+1${area}5550${line === 'landline' ? '190' : String(randomInt(102, 190))}`
    const isUsed = owned.has(number) || (await hasTexted(number, ask))
    // GoHighLevel takes the same address for the same person, so that it has to be fresh as well.
    const address = email?.replace('@', `+${number.slice(2)}@`)
    if (!isUsed || tries > 200) return { number, name, ...(address === undefined ? {} : { email: address }) }
  }
}

async function hasTexted(number: string, ask: Ask): Promise<boolean> {
  const lists = await Promise.all([
    ask<unknown[]>('GET', `/sandbox/messages?${new URLSearchParams({ to: number })}`),
    ask<unknown[]>('GET', `/sandbox/messages?${new URLSearchParams({ from: number })}`),
    ask<unknown[]>('GET', `/sandbox/ghl/contacts?${new URLSearchParams({ phone: number })}`),
    ask<unknown[]>('GET', `/sandbox/calls?${new URLSearchParams({ from: number })}`),
  ])
  return lists.some((list) => list.length > 0)
}

type Opening = { speed: number; business: Business; caller: Caller; now: number }

function openRun({ name, steps }: Scenario, { speed, business, caller, now }: Opening): Run {
  return {
    ...{ id: randomUUID(), name, state: 'playing', speed, businessId: business.id, caller },
    ...{ startedAt: now, endedAt: null, live: null },
    steps: steps.map(({ say }) => ({ say, state: 'ahead', outcome: '', at: null })),
  }
}

/** Plays it and puts right what it put wrong. Never rejects. */
async function playToEnd(
  scenario: Scenario,
  run: Run,
  parts: Omit<StageParts, 'atEnd'>,
  log: World['log'],
): Promise<void> {
  const undo: (() => void)[] = []
  const stage = buildStage({ ...parts, atEnd: (task) => void undo.push(task) })
  const state = await play(scenario, run, stage, parts)
  const failed = run.steps.findIndex((step) => step.state === 'failed')
  if (failed >= 0) log('scenario_failed', { scenario: run.name, step: failed, why: run.steps[failed]?.outcome })
  for (const task of undo) task()
  Object.assign(run, { state, live: null, endedAt: parts.now() })
}

async function play(
  scenario: Scenario,
  run: Run,
  stage: Stage,
  { now, signal }: Pick<StageParts, 'now' | 'signal'>,
): Promise<RunState> {
  for (const [place, step] of scenario.steps.entries()) {
    const shown = run.steps[place] ?? { say: step.say, state: 'ahead', outcome: '', at: null }
    Object.assign(shown, { state: 'playing', at: now() })
    try {
      const outcome = await step.act(stage)
      Object.assign(shown, { outcome, state: 'done' })
    } catch (error) {
      const state = signal.aborted ? 'stopped' : 'failed'
      Object.assign(shown, { state, outcome: explain(error, signal) })
      return state
    }
    const isStopped = await stage.pause(1).then(
      () => false,
      () => true,
    )
    if (isStopped) return 'stopped'
  }
  return 'done'
}

function explain(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'Stopped.'
  return error instanceof ScenarioFailed ? error.message : `The sandbox could not do it: ${(error as Error).message}`
}
