import { useState } from 'preact/hooks'
import type { AgentsView, AgentView } from '../../tenants/contract/agents.ts'
import { formatMoney } from '../format.ts'
import type { Autonomy } from '../models/agent-autonomy.ts'
import type { AgentsModel } from '../models/agents-model.ts'
import { mayWrite } from '../models/session-model.ts'
import { business, zone } from '../models/tenant-model.ts'
import { Badge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Icon, type IconName } from '../parts/icon.tsx'
import { Moment } from '../parts/moment.tsx'
import { Segmented } from '../parts/segmented.tsx'
import { showToast } from '../toasts.ts'
import { agentsWords } from '../words/agents-words.ts'
import { locale } from '../words/language.ts'
import { describeProblem } from '../words/problems.ts'
import { sayMicros } from './agent-spend.tsx'

const ICONS: Record<AgentView['name'], IconName> = {
  monitor: 'bell',
  cx: 'text',
  diagnostic: 'question',
  optimizing: 'numbers',
  retention: 'retry',
}

/** Each of the five: what it does, how far it may go, and what it costs and brings. */
export function AgentTeam({ model, view }: { model: AgentsModel; view: AgentsView }) {
  return (
    <section class="agents-part" aria-labelledby="agents-team">
      <h2 id="agents-team">{agentsWords().team}</h2>
      <ul class="card flush agents-team">
        {view.agents.map((agent) => (
          <Agent key={agent.name} model={model} agent={agent} isPaused={view.isPaused} />
        ))}
      </ul>
    </section>
  )
}

function Agent({ model, agent, isPaused }: { model: AgentsModel; agent: AgentView; isPaused: boolean }) {
  const words = agentsWords()
  const { name, isRunning, lastRunAt, nextRunAt } = agent
  return (
    <li class="agents-one">
      <div class="agents-one-head">
        <Icon name={ICONS[name]} size={22} />
        <h3 class="grow">{words.names[name]}</h3>
        {mayWrite.value && !isRunning && !isPaused && agent.isThere ? <LookNow model={model} name={name} /> : null}
        {isRunning ? (
          <Badge tone="good" icon="clock">
            {words.working}
          </Badge>
        ) : null}
      </div>
      <p class="soft small">{words.jobs[name]}</p>
      <p>{agent.sentence === '' ? words.notYet : agent.sentence}</p>
      <p class="soft small agents-line">
        {lastRunAt === null ? null : (
          <span>
            {words.lastRun}: <Moment at={lastRunAt} zone={zone.value} />
          </span>
        )}
        {nextRunAt === null ? null : (
          <span>
            {words.nextRun}: <Moment at={nextRunAt} zone={zone.value} form="long" />
          </span>
        )}
      </p>
      <Worth agent={agent} />
      <AutonomyChoice model={model} agent={agent} />
    </li>
  )
}

function LookNow({ model, name }: { model: AgentsModel; name: AgentView['name'] }) {
  const words = agentsWords()
  const [isBusy, setBusy] = useState(false)
  const look = async () => {
    setBusy(true)
    const problem = await model.start(name)
    setBusy(false)
    showToast(problem === null ? words.looks : describeProblem(problem), problem === null ? 'neutral' : 'danger')
  }
  return (
    <Button kind="quiet" isBusy={isBusy} label={words.lookWho(words.names[name])} onPress={() => void look()}>
      {words.look}
    </Button>
  )
}

function Worth({ agent: { costMicros, impactMinor, decisions } }: { agent: AgentView }) {
  const words = agentsWords()
  const money = formatMoney(Math.abs(impactMinor), business.value?.currency ?? 'USD', locale.value)
  const worth = impactMinor === 0 ? words.earnedNothing : impactMinor > 0 ? words.earned(money) : words.lost(money)
  return (
    <p class="small">
      {words.month}: {words.decided(decisions)} · {words.costs(sayMicros(costMicros))} ·{' '}
      {impactMinor === 0 ? worth : <strong>{worth}</strong>}
    </p>
  )
}

const LEVELS = ['observe', 'propose', 'act'] as const

function AutonomyChoice({ model, agent }: { model: AgentsModel; agent: AgentView }) {
  const words = agentsWords()
  const chosen = model.chosen.value.get(agent.name)
  const level = chosen ?? agent.autonomy
  const choose = async (wanted: Autonomy) => {
    const problem = await model.setAutonomy(agent.name, wanted)
    if (problem !== null) showToast(describeProblem(problem), 'danger')
  }
  return (
    <div class="agents-level">
      {mayWrite.value ? (
        <Segmented
          label={words.autonomyOf(words.names[agent.name])}
          value={level}
          options={LEVELS.map((value) => ({ value, label: words.autonomy[value] }))}
          onChange={(wanted) => void choose(wanted)}
        />
      ) : (
        <strong class="small">{words.autonomy[level]}</strong>
      )}
      <p class="soft small" role="status">
        {chosen === undefined ? words.autonomyHints[level] : words.saving}
      </p>
    </div>
  )
}
