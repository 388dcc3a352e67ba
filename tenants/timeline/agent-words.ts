import { describeAction, nameAgent } from '../agents/words/describe.ts'
import type { AgentFact, DecisionMoved } from './agent-event.ts'

/** What the timeline says of the agents. What they do is said in their own words. */

type AgentSentences = { [T in AgentFact['type']]: (fact: Extract<AgentFact, { type: T }>) => string }
type Decided = Extract<AgentFact, { type: 'agent_decided' }>

const DONE: readonly DecisionMoved[] = ['applied', 'measured']

function tell(fact: Decided, language: 'en' | 'es', words: Record<DecisionMoved, (name: string) => string>): string {
  // No sentence of an action tells an amount.
  const reader = { language, currency: 'USD' }
  return `${words[fact.move](nameAgent(fact.agent, reader))}: ${describeAction(fact.action, DONE.includes(fact.move), reader)}`
}

export const AGENTS_SAY_ENGLISH: AgentSentences = {
  agent_decided: (fact) =>
    tell(fact, 'en', {
      proposed: (name) => `${name} proposes`,
      applied: (name) => (fact.by === 'agent' ? name : `You agreed with ${name}`),
      declined: (name) => `You declined what ${name} proposed`,
      undone: () => 'You took it back',
      expired: () => 'Nobody answered in a week, so nothing was done',
      failed: () => 'Could not be done, since it was changed meanwhile',
      measured: (name) => `${name} looked what came of it`,
    }),
  agents_switched: ({ isPaused }) =>
    isPaused ? 'The agents were switched off.' : 'The agents were switched on again.',
  finding_opened: ({ finding, severity }) =>
    `Monitor sees ${severity === 'serious' ? 'something serious' : 'something unusual'}: ${finding.replaceAll('_', ' ')}.`,
  finding_closed: ({ finding }) => `Monitor sees that it is over: ${finding.replaceAll('_', ' ')}.`,
}

export const AGENTS_SAY_SPANISH: AgentSentences = {
  agent_decided: (fact) =>
    tell(fact, 'es', {
      proposed: (name) => `${name} propone`,
      applied: (name) => (fact.by === 'agent' ? name : `Usted aceptó lo que propuso ${name}`),
      declined: (name) => `Usted rechazó lo que propuso ${name}`,
      undone: () => 'Usted lo deshizo',
      expired: () => 'Nadie respondió en una semana, así que no se hizo nada',
      failed: () => 'No se pudo hacer, porque entretanto se cambió',
      measured: (name) => `${name} miró qué resultó`,
    }),
  agents_switched: ({ isPaused }) => (isPaused ? 'Se apagaron los agentes.' : 'Se encendieron los agentes otra vez.'),
  finding_opened: ({ finding, severity }) =>
    `Monitor ve ${severity === 'serious' ? 'algo serio' : 'algo inusual'}: ${finding.replaceAll('_', ' ')}.`,
  finding_closed: ({ finding }) => `Monitor ve que ya pasó: ${finding.replaceAll('_', ' ')}.`,
}
