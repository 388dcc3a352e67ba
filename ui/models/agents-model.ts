import { computed, signal } from '@preact/signals'
import type { AgentName, AgentsView, AgentView, DecisionView } from '../../tenants/contract/agents.ts'
import { call, get, tenantPath, type Answer, type Problem, type Shape } from '../api.ts'
import { now } from '../clock.ts'
import { language } from '../words/language.ts'
import { saveAutonomy, type Autonomy } from './agent-autonomy.ts'
import { showMoves, withMove, withoutSaved, type Move, type PendingMoves } from './agent-moves.ts'
import { Rereading } from './rereading.ts'
import { onLiveEvent, wholeReadings } from './tenant-model.ts'

/** What the five agents do, propose and have done, kept up to date while it is looked at. */

const SHAPE: Shape<AgentsView> = {
  isPaused: 'boolean',
  agents: 'array',
  proposals: 'array',
  findings: 'array',
  recent: 'array',
}
const DECISION_SHAPE: Shape<DecisionView> = { id: 'string', status: 'string' }
const CHANGING = /^(agent|decision|finding|experiment)/
/** The end of a run that came to nothing is told by no event. */
const LOOK_AGAIN_MS = 4_000

export class AgentsModel {
  readonly view = signal<AgentsView | null>(null)
  readonly problem = signal<Problem | null>(null)
  /** What was refused, beside the decision that came back. */
  readonly refusals = signal<ReadonlyMap<string, Problem>>(new Map())
  /** Chosen here and not confirmed yet. */
  readonly chosen = signal<ReadonlyMap<AgentName, Autonomy>>(new Map())
  readonly shown = computed(() => (this.view.value === null ? null : showMoves(this.view.value, this.#moves.value)))
  readonly #moves = signal<PendingMoves>(new Map())
  readonly #tenantId: string
  readonly #stops: (() => void)[]
  readonly #reading = new Rereading<AgentsView>(
    () => {
      this.#movesAsked = this.#moves.peek()
      return get(tenantPath(this.#tenantId, `agents?lang=${language.peek()}`), SHAPE)
    },
    (answer) => {
      this.problem.value = answer.ok ? null : answer.problem
      if (answer.ok) this.#take(answer.value)
    },
  )
  /** What was pending when the last reading began. */
  #movesAsked: PendingMoves = new Map()
  #saving: Promise<unknown> = Promise.resolve()

  constructor(tenantId: string) {
    this.#tenantId = tenantId
    this.#stops = [
      onLiveEvent(({ event }) => CHANGING.test(event.type) && this.#reading.soon()),
      wholeReadings.subscribe(() => this.view.peek() !== null && this.#reading.soon()),
      // The sentences are the server's; another language asks for them anew. The first call is the first reading.
      language.subscribe(() => void this.load()),
    ]
  }

  close(): void {
    this.#reading.close()
    for (const stop of this.#stops) stop()
  }

  load(): Promise<void> {
    return this.#reading.now()
  }

  /** Shown at once; where the server refuses, everything is as before, with the reason beside it. */
  async decide(decisionId: string, move: Move): Promise<Answer<DecisionView>> {
    this.#note(decisionId, null)
    this.#moves.value = withMove(this.#moves.peek(), decisionId, { move, isSaved: false })
    const path = tenantPath(this.#tenantId, `decisions/${decisionId}`)
    const answer = await call<DecisionView>('PATCH', path, { body: { move }, shape: DECISION_SHAPE })
    this.#moves.value = withMove(this.#moves.peek(), decisionId, answer.ok ? { move, isSaved: true } : null)
    if (!answer.ok) this.#note(decisionId, answer.problem)
    await this.load()
    return answer
  }

  async setPaused(isPaused: boolean): Promise<Problem | null> {
    const answer = await call('PATCH', tenantPath(this.#tenantId, 'agents'), { body: { isPaused } })
    await this.load()
    return answer.ok ? null : answer.problem
  }

  /** It looks now and not in the night; what it comes to is told by events. */
  async start(agent: AgentName): Promise<Problem | null> {
    const answer = await call('POST', tenantPath(this.#tenantId, `agents/${agent}/run`))
    await this.load()
    return answer.ok ? null : answer.problem
  }

  async setDailyCap(modelDailyCapMicros: number): Promise<Problem | null> {
    const answer = await call('PATCH', tenantPath(this.#tenantId, 'policy'), { body: { modelDailyCapMicros } })
    await this.load()
    return answer.ok ? null : answer.problem
  }

  /** One after the other, and only the last choice of an agent: arrow keys pass what lies between. */
  async setAutonomy(agent: AgentName, autonomy: Autonomy): Promise<Problem | null> {
    this.chosen.value = new Map(this.chosen.peek()).set(agent, autonomy)
    const save = this.#saving.then(() =>
      this.chosen.peek().get(agent) === autonomy ? saveAutonomy(this.#tenantId, agent, autonomy) : null,
    )
    this.#saving = save
    const problem = await save
    if (this.chosen.peek().get(agent) !== autonomy) return null
    await this.load()
    this.chosen.value = new Map([...this.chosen.peek()].filter(([each]) => each !== agent))
    return problem
  }

  #note(decisionId: string, problem: Problem | null): void {
    const next = new Map(this.refusals.peek())
    if (problem === null) next.delete(decisionId)
    else next.set(decisionId, problem)
    this.refusals.value = next
  }

  #take(view: AgentsView): void {
    this.view.value = view
    this.#moves.value = withoutSaved(this.#moves.peek(), this.#movesAsked)
    if (view.agents.some(isAtWork)) this.#reading.soon(LOOK_AGAIN_MS)
  }
}

/** Running, or about to. */
function isAtWork({ isRunning, nextRunAt }: AgentView): boolean {
  return isRunning || (nextRunAt !== null && nextRunAt <= now())
}
