import { PROPOSALS_A_RUN_MAX, PROPOSALS_WAITING_MAX } from '../../../tenants/base/agent-limits.ts'
import { DAY_MS, SECOND_MS } from '../../../tenants/base/clock.ts'
import { parseDay } from '../../../tenants/base/local-time.ts'
import type { Agent, Thought } from '../../../tenants/agents/agent.ts'
import { CX } from '../../../tenants/agents/cx/task.ts'
import { targetOf, type Action, type Fix, type Proposal } from '../../../tenants/agents/decision.ts'
import { packTable } from '../../../tenants/agents/diagnostic/pack.ts'
import { DIAGNOSTIC } from '../../../tenants/agents/diagnostic/task.ts'
import type { FindingEvidence, OpenFinding, Spell } from '../../../tenants/agents/monitor/figures.ts'
import type { MonitorObserved } from '../../../tenants/agents/monitor/observe.ts'
import { packDay, type PackedDay } from '../../../tenants/agents/monitor/pack.ts'
import { tallyFigures, type Rows } from '../../../tenants/agents/monitor/tally.ts'
import { MONITOR } from '../../../tenants/agents/monitor/task.ts'
import { isExpired, placeAction, type Autonomy, type Settled } from '../../../tenants/agents/orchestrator.ts'
import type { DecisionStatus } from '../../../tenants/contract/agents.ts'
import { HISTORY_DAYS, observeFor, pricesOn } from '../faults/night.ts'
import type { Plant } from '../faults/plants.ts'
import { TECHNICIAN, tellTechnician, type Technician } from './technician.ts'
import { seeWords, setWords, standing, startTrial, tendTrials, type Where } from './words.ts'
import { settleScripts, type Broken, type World } from './world.ts'

/**
 * The agents' nights: Monitor, Diagnostic and CX as they run in production, each thinking on what it would have seen
 * and nothing of later, and the orchestrator's own judgement of what they want.
 */
export type AgentsMemory = {
  autonomy: Autonomy
  days: PackedDay[]
  open: OpenFinding[]
  past: Spell[]
  decisions: Decision[]
  answered: number
  findings: number
}

type Decision = { action: Action; target: string; status: DecisionStatus; at: number; answer: Answer | null }
type Answer = { on: number; is: 'approved' | 'declined' | 'none' }

export function openAgents(autonomy: Autonomy): AgentsMemory {
  return { autonomy, days: [], open: [], past: [], decisions: [], answered: 0, findings: 0 }
}

/** Days after which all that comes of them is known, as `monitor/observe.ts` has it. */
const UNSETTLED_DAYS = 14
const TEXT_LATE_MS = 30 * SECOND_MS
const ANSWER_LATE_MS = 60 * SECOND_MS

export async function runAgents(
  world: World,
  technician: Technician,
  memory: AgentsMemory,
  today: number,
): Promise<void> {
  const now = today * DAY_MS
  answerProposals(world, memory, today)
  tendTrials(world.words, now)
  countDays(world, memory, today)
  const monitored = await MONITOR.think(monitorSees(world, memory, today), null)
  for (const { kind, severity, evidence } of noteFindings(memory, monitored, today)) {
    const seen = observeFor(world.played, { kind: evidence.kind, severity, evidence, on: today, over: null })
    const { matters, texts, calls } = seen
    const tables = { matters: packTable(matters), texts: packTable(texts), calls: packTable(calls) }
    memory.findings += 1
    const findingId = `fnd_${memory.findings}`
    const { proposals } = await DIAGNOSTIC.think({ ...seen, ...tables, findingId }, null)
    const fix = adviceOf(proposals)
    const about = world.faults.filter((fault) => shows(fault, kind, evidence))
    tellTechnician(world, technician, { on: today, about, names: fix && ((fault) => isFor(fix, fault)) })
  }
  const words = seeWords(world.words, now)
  if (words) decideAll(world, memory, CX, await CX.think(words, null), today)
}

/** Counts yesterday, and anew what was not settled yet. */
function countDays({ played: { rows, spend }, days }: World, memory: AgentsMemory, today: number): void {
  const first = days[0] ?? 0
  const kept = Math.max(0, Math.min(memory.days.length - UNSETTLED_DAYS, today - first))
  const starts = Array.from({ length: today - first - kept + 1 }, (_day, place) => (first + kept + place) * DAY_MS)
  const spent = starts.slice(1).map((_start, place) => {
    const own = spend.filter(({ on }) => on === first + kept + place)
    return Object.fromEntries(own.map(({ campaign, spendMinor }) => [campaign, spendMinor]))
  })
  const frame = { starts, textLateMs: TEXT_LATE_MS, answerLateMs: ANSWER_LATE_MS, spend: spent }
  const figures = tallyFigures(seenBy(rows, starts[0] ?? 0, today * DAY_MS), frame)
  memory.days.splice(kept, Infinity, ...figures.map(packDay))
}

/** What has happened by now: nothing of what is still to come of it. */
function seenBy(rows: Rows, from: number, now: number): Rows {
  const isIn = ({ at }: { at: number }) => at >= from && at < now
  const come = (at: number | null) => (at !== null && at < now ? at : null)
  return {
    leads: rows.leads.filter(isIn).map((lead) => ({
      ...lead,
      ...{ repliedAt: come(lead.repliedAt), pricedAt: come(lead.pricedAt), bookedAt: come(lead.bookedAt) },
      optedOutAt: come(lead.optedOutAt),
    })),
    texts: rows.texts.filter(isIn),
    calls: rows.calls.filter(isIn),
    ownAnswers: rows.ownAnswers.filter(isIn),
  }
}

function monitorSees({ played, days }: World, memory: AgentsMemory, today: number): MonitorObserved {
  const firstDay = today - HISTORY_DAYS
  return {
    ...{ firstDay, countedAs: 'eval', holidays: played.holidays, open: memory.open, past: memory.past },
    ...{ prices: pricesOn(played.books, today), adsLostOn: null },
    days: memory.days.slice(firstDay - (days[0] ?? 0)),
    changes: played.changes.filter(({ on }) => on < today && on >= firstDay),
  }
}

/** The findings that were opened, as `apply-note.ts` keeps them. */
function noteFindings(memory: AgentsMemory, { notes }: Thought, today: number): OpenFinding[] {
  const opened: OpenFinding[] = []
  for (const note of notes) {
    if (note.kind === 'finding_over') {
      const over = memory.open.find(({ kind }) => kind === note.finding)
      if (over) memory.past.push({ kind: over.kind, from: parseDay(over.evidence.since) - 3, until: today })
      memory.open = memory.open.filter(({ kind }) => kind !== note.finding)
    }
    if (note.kind !== 'finding_seen' || memory.open.some(({ kind }) => kind === note.finding)) continue
    const evidence = note.evidence as unknown as FindingEvidence
    opened.push({ kind: note.finding, severity: note.severity, openedOn: today, evidence })
  }
  memory.open.push(...opened)
  return opened
}

function adviceOf(proposals: readonly Proposal[]): Fix | null {
  for (const { action } of proposals) if (action.kind === 'recommend_fix') return action.fix
  return null
}

const EARLY_DAYS = 10

/** Whether a finding is one of what stands: the kind it shows in, and not since long before. */
function shows({ isOn, from, shows: kinds }: Broken, kind: string, { since }: FindingEvidence): boolean {
  return isOn && kinds.includes(kind) && parseDay(since) >= from - EARLY_DAYS
}

function isFor({ code, subject }: Fix, { price, calls, script, ads }: Plant): boolean {
  switch (code) {
    case 'check_price':
    case 'correct_price':
      return price !== null && subject === price.service
    case 'look_at_script':
      return script !== null && subject === `missed_call_text:${script.language}`
    case 'check_forwarding':
      return calls < 1
    case 'look_at_ads':
      return ads !== null && subject === ads.campaign
    case 'connect_ads':
    case 'answer_sooner':
    case 'check_number':
    case 'look_at_delivery':
    case 'look_at_hours':
      return false
  }
}

/** What an agent wants meets the orchestrator, and what a person must approve waits for the technician. */
function decideAll(
  world: World,
  memory: AgentsMemory,
  agent: Pick<Agent, 'name' | 'coolDownMs'>,
  { proposals }: Thought,
  today: number,
): void {
  const now = today * DAY_MS
  for (const { action } of proposals.slice(0, PROPOSALS_A_RUN_MAX)) {
    const target = targetOf(action)
    const past = memory.decisions.filter((decision) => decision.target === target).toReversed()
    const waiting = memory.decisions.filter(({ status }) => status === 'proposed').length
    const settled = past.flatMap(({ status, at }): Settled[] => (status === 'proposed' ? [] : [{ status, at }]))
    const situation = {
      ...{ halt: null, autonomy: memory.autonomy, settled, coolDownMs: agent.coolDownMs },
      isInFlight: settled.length < past.length,
      waiting: Math.min(waiting, PROPOSALS_WAITING_MAX),
    }
    const fate = placeAction(agent.name, action, situation, now)
    if (fate !== 'applied' && fate !== 'proposed') continue
    const decision: Decision = { action, target, status: 'proposed', at: now, answer: null }
    memory.decisions.push(decision)
    if (fate === 'applied') apply(world, decision, today)
    else decision.answer = drawAnswer(world, memory, today)
  }
}

function drawAnswer(world: World, memory: AgentsMemory, today: number): Answer {
  const random = world.people(10_000 + memory.answered)
  memory.answered += 1
  const draw = random.next()
  const { approves, declines, answersDays } = TECHNICIAN
  const on = today + random.below(answersDays)
  if (draw < approves) return { on, is: 'approved' }
  return { on, is: draw < approves + declines ? 'declined' : 'none' }
}

function answerProposals(world: World, { decisions }: AgentsMemory, today: number): void {
  const now = today * DAY_MS
  for (const decision of decisions) {
    const { status, answer, at } = decision
    if (status !== 'proposed') continue
    if (answer?.is === 'approved' && answer.on <= today) apply(world, decision, today)
    else if (answer?.is === 'declined' && answer.on <= today) Object.assign(decision, { status: 'declined', at: now })
    else if (isExpired(at, now)) Object.assign(decision, { status: 'expired', at: now })
  }
}

/** As `cx/apply.ts` does: what has changed meanwhile is left alone. */
function apply(world: World, decision: Decision, today: number): void {
  const { action } = decision
  const now = today * DAY_MS
  const { words, played } = world
  let isDone = false
  if (action.kind === 'start_experiment') {
    const where = whereOf(action)
    const arms = [
      { arm: 'current', text: action.base },
      { arm: action.edit, text: action.text },
    ]
    isDone =
      standing(words, where) === action.base && startTrial(words, where, { arms, customers: action.customers }, now)
  }
  if (action.kind === 'set_script') {
    const where = whereOf(action)
    isDone = (words.own.get(`${where.script}:${where.language}`) ?? '') === action.from
    if (isDone) {
      setWords(words, where, action.to, null, now)
      const changed = ['scripts', `scripts:${where.script}:${where.language}`]
      played.changes.push(...changed.map((what) => ({ on: today, what })))
      settleScripts(world, today)
    }
  }
  Object.assign(decision, { status: isDone ? 'measured' : 'failed', at: now })
}

function whereOf({ subject, language }: { subject: string; language: 'en' | 'es' }): Where {
  return { script: subject === 'price_answer' ? 'price_answer' : 'missed_call_text', language }
}
