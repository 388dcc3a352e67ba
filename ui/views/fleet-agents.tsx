import type { FleetAgent, FleetAgents as Agents, FleetTrials } from '../../tenants/contract/fleet-agents.ts'
import { shareOf } from '../models/fleet-sums.ts'
import { FigureTable } from '../parts/figure-table.tsx'
import { agentsWords } from '../words/agents-words.ts'
import { fleetWorkWords } from '../words/fleet-work-words.ts'
import { sayMicros } from './agent-spend.tsx'
import { count, percent, whole } from './figure-format.ts'

/** What agents decided and brought, and which words turned out better. */
export function FleetAgents({ agents: { agents, trials, models } }: { agents: Agents }) {
  const words = fleetWorkWords()
  const asked = models.calls === 0 ? words.noModels : words.models(count(models.calls), sayMicros(models.costMicros))
  return (
    <>
      <section class="stack" aria-labelledby="fleet-agents">
        <h2 id="fleet-agents">{words.agentsTitle}</h2>
        {agents.length === 0 ? <p class="soft">{words.noAgents}</p> : <AgentTable agents={agents} />}
        <p class="soft small">
          {agents.length === 0 ? '' : words.worked} {asked}
        </p>
      </section>
      <section class="stack" aria-labelledby="fleet-trials">
        <h2 id="fleet-trials">{words.trialsTitle}</h2>
        {trials.length === 0 ? <p class="soft">{words.noTrials}</p> : <TrialTable trials={trials} />}
      </section>
    </>
  )
}

function AgentTable({ agents }: { agents: readonly FleetAgent[] }) {
  const words = fleetWorkWords()
  const { columns } = words
  const rows = agents.map(({ agent, counts, measured, succeeded, impact }) => {
    const decided = Object.values(counts).reduce((sum, each) => sum + each, 0)
    const done = (counts.applied ?? 0) + (counts.measured ?? 0)
    const brought = impact.map(({ currency, amountMinor }) => whole(amountMinor, currency)).join(' + ')
    return {
      name: agentsWords().names[agent],
      cells: [
        ...[decided, counts.proposed ?? 0, done, counts.undone ?? 0, measured].map(count),
        measured === 0 ? '–' : `${count(succeeded)} (${percent(shareOf(succeeded, measured))})`,
        brought === '' ? '–' : brought,
      ],
    }
  })
  const heads = [columns.decided, columns.waiting, columns.done, columns.undone]
  const ends = [columns.measured, columns.worked, columns.brought]
  return <FigureTable title={words.agentsTitle} head={words.agent} columns={[...heads, ...ends]} rows={rows} />
}

function TrialTable({ trials }: { trials: readonly FleetTrials[] }) {
  const words = fleetWorkWords()
  const { running, better, same, stopped, exposed, change } = words.trials
  const rows = trials.map(({ subject, language, metric, before, after, ...counts }) => ({
    name: `${words.subjects[subject]}, ${words.languages[language]}`,
    cells: [
      ...[counts.running, counts.better, counts.same, counts.stopped, counts.exposed].map(count),
      counts.better === 0 ? '–' : words.changes[metric](rateOf(before), rateOf(after)),
    ],
  }))
  const columns = [running, better, same, stopped, exposed, change]
  return <FigureTable title={words.trialsTitle} head={words.trial} columns={columns} rows={rows} />
}

const rateOf = ({ exposed, succeeded }: FleetTrials['before']) => percent(shareOf(succeeded, exposed))
