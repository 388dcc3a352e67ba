import { computed, signal } from '@preact/signals'
import type { Policy, TenantView } from '../../tenants/contract.ts'
import type { AgentName, AgentsView, AgentView, DecisionView } from '../../tenants/contract/agents.ts'
import { call, get, tenantPath, type Answer, type Problem, type Shape } from '../api.ts'
import { language } from '../words/language.ts'
import { showMoves, withMove, withoutSaved, type Move, type PendingMoves } from './agent-moves.ts'
import { onLiveEvent, wholeReadings } from './tenant-model.ts'

/** What the five agents do, propose and have done, kept up to date while it is looked at. */

const SHAPE: Shape<AgentsView> = {
  isPaused: 'boolean',
  agents: 'array',
  proposals: 'array',
  findings: 'array',
  recent: 'array',
}
const POLICY_SHAPE: Shape<Policy> = { autonomy: 'object' }
const TENANT_SHAPE: Shape<TenantView> = { policy: 'object', version: 'number' }
const DECISION_SHAPE: Shape<DecisionView> = { id: 'string', status: 'string' }
const CHANGING = /^(agent|decision|finding|experiment)/
/** One reading follows a burst of events. */
const REREAD_AFTER_MS = 400
const TRIES_MAX = 3

export type Autonomy = AgentView['autonomy']

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
  #readings = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #saving: Promise<unknown> = Promise.resolve()

  constructor(tenantId: string) {
    this.#tenantId = tenantId
    this.#stops = [
      onLiveEvent(({ event }) => CHANGING.test(event.type) && this.#rereadSoon()),
      wholeReadings.subscribe(() => this.#rereadSoon()),
      // The sentences are the server's; another language asks for them anew. The first call is the first reading.
      language.subscribe(() => void this.load()),
    ]
  }

  close(): void {
    clearTimeout(this.#timer)
    for (const stop of this.#stops) stop()
  }

  async load(): Promise<void> {
    this.#readings += 1
    const mine = this.#readings
    const known = this.#moves.peek()
    const path = tenantPath(this.#tenantId, `agents?lang=${language.peek()}`)
    const answer = await get<AgentsView>(path, SHAPE)
    if (mine !== this.#readings) return
    this.problem.value = answer.ok ? null : answer.problem
    if (!answer.ok) return
    this.view.value = answer.value
    this.#moves.value = withoutSaved(this.#moves.peek(), known)
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

  /** One after the other, and only the last choice of an agent: arrow keys pass what lies between. */
  async setAutonomy(agent: AgentName, autonomy: Autonomy): Promise<Problem | null> {
    this.chosen.value = new Map(this.chosen.peek()).set(agent, autonomy)
    const save = this.#saving.then(() =>
      this.chosen.peek().get(agent) === autonomy ? this.#saveAutonomy(agent, autonomy) : null,
    )
    this.#saving = save
    const problem = await save
    if (this.chosen.peek().get(agent) !== autonomy) return null
    await this.load()
    this.chosen.value = new Map([...this.chosen.peek()].filter(([each]) => each !== agent))
    return problem
  }

  /** The policy holds all five together, so the others' are sent as they stand, and only on what stands. */
  async #saveAutonomy(agent: AgentName, autonomy: Autonomy): Promise<Problem | null> {
    for (let tries = 1; ; tries += 1) {
      const tenant = await get<TenantView>(tenantPath(this.#tenantId), TENANT_SHAPE)
      if (!tenant.ok) return tenant.problem
      const { policy, version } = tenant.value
      const body = { autonomy: { ...policy.autonomy, [agent]: autonomy } }
      const path = tenantPath(this.#tenantId, 'policy')
      const answer = await call<Policy>('PATCH', path, { body, version, shape: POLICY_SHAPE })
      if (answer.ok) return null
      if (answer.problem.status !== 412 || tries === TRIES_MAX) return answer.problem
    }
  }

  #note(decisionId: string, problem: Problem | null): void {
    const next = new Map(this.refusals.peek())
    if (problem === null) next.delete(decisionId)
    else next.set(decisionId, problem)
    this.refusals.value = next
  }

  #rereadSoon(): void {
    if (this.view.peek() === null) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.load(), REREAD_AFTER_MS)
  }
}
