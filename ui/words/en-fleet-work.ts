/** What agents do for all businesses, in English. Spanish has the same entries. */
export const EN_FLEET_WORK = {
  agentsTitle: 'Agents',
  agent: 'Agent',
  columns: {
    decided: 'Decided',
    waiting: 'Waiting',
    done: 'Done',
    undone: 'Taken back',
    measured: 'Measured',
    worked: 'Worked',
    brought: 'Brought',
  },
  worked: 'Worked: for the better beyond chance, of those whose outcome was measured in these days.',
  noAgents: 'No agent has decided anything in these days.',
  models: (calls: string, cost: string) => `Language models were asked ${calls} times and cost ${cost}.`,
  noModels: 'No language model was asked.',
  trialsTitle: 'Which words work better',
  trial: 'Words of',
  subjects: { missed_call_text: 'First text', price_answer: 'Answer with prices' },
  languages: { en: 'English', es: 'Spanish' },
  trials: {
    running: 'Running',
    better: 'New words won',
    same: 'No better',
    stopped: 'Stopped',
    exposed: 'Customers',
    change: 'Where new words won',
  },
  changes: {
    replied: (before: string, after: string) => `${before} → ${after} replied`,
    booked: (before: string, after: string) => `${before} → ${after} booked`,
  },
  noTrials: 'No trial ran in these days.',
}
export type FleetWorkWords = typeof EN_FLEET_WORK
