import type { AgentFact } from '../../tenants/timeline/agent-event.ts'
import type { NoticeRequest } from '../../tenants/replies/notice.ts'

const TO_TWELVE = { kind: 'set_dormant_months', from: 18, to: 12 } as const

/** What the timeline says of the agents, one example of each. */
export const AGENT_SENTENCES: { [T in AgentFact['type']]: [Extract<AgentFact, { type: T }>, string] } = {
  agent_decided: [
    {
      ...{ type: 'agent_decided', decisionId: 'dec_1', agent: 'retention', move: 'proposed' },
      ...{ action: TO_TWELVE, by: null },
    },
    'Retention proposes: Let customers be written to after 12 months without a job instead of 18.',
  ],
  agents_switched: [{ type: 'agents_switched', isPaused: true }, 'The agents were switched off.'],
  finding_opened: [
    { type: 'finding_opened', finding: 'conversion_low', severity: 'warning' },
    'Monitor sees something unusual: conversion low.',
  ],
  finding_closed: [
    { type: 'finding_closed', finding: 'conversion_low' },
    'Monitor sees that it is over: conversion low.',
  ],
}

/** What is said to a number that names nothing open. */
export const STANDING_NOTICES: [Partial<NoticeRequest>, string][] = [
  [
    { detail: 'No proposal has the number 7. Nothing waits for you.', isText: true },
    'No proposal has the number 7. Nothing waits for you. Your agents page shows all of them.',
  ],
]

/** What a proposal reads like, as a text that can be answered and by other ways. */
export const PROPOSAL_NOTICES: [Partial<NoticeRequest>, string][] = [
  [
    { detail: '2 Switch on offering maintenance plans after a job.', isText: true },
    'A proposal: Switch on offering maintenance plans after a job. Reply 2 YES to do it or 2 NO to leave it.',
  ],
  [
    { detail: '2 Switch on offering maintenance plans after a job.' },
    'A proposal: Switch on offering maintenance plans after a job. Your agents page is where you decide.',
  ],
]
