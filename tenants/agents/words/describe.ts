import { describeMoney } from '../../base/money.ts'
import { unreachable } from '../../base/result.ts'
import type { AgentName } from '../../contract/agents.ts'
import type { Action, Evidence, Expectation, Outcome } from '../decision.ts'
import { AGENTS_ENGLISH } from './english.ts'
import { AGENTS_SPANISH } from './spanish.ts'
import type { AgentState, AgentWords, Amount, Standing } from './words.ts'

export type Reader = { language: 'en' | 'es'; currency: string }

const WORDS: Record<Reader['language'], AgentWords> = { en: AGENTS_ENGLISH, es: AGENTS_SPANISH }

export function nameAgent(agent: AgentName, { language }: Reader): string {
  return WORDS[language].names[agent]
}

export function describeState(state: AgentState, { language }: Reader): string {
  return WORDS[language].states[state]
}

export function describeFinding(kind: string, { language }: Reader): string {
  const { findings, otherFinding } = WORDS[language]
  return findings[kind] ?? otherFinding(kind.replaceAll('_', ' '))
}

export function describeAction(action: Action, isDone: boolean, { language }: Reader): string {
  const word = WORDS[language].actions[action.kind] as (action: Action, isDone: boolean) => string
  return word(action, isDone)
}

export function describeStanding(standing: Standing, reader: Reader): string {
  const words = WORDS[reader.language]
  switch (standing.kind) {
    case 'unknown':
      return words.unknownCode(standing.code, standing.waiting)
    case 'halted':
      return words.haltedCode(standing.code)
    case 'settled':
      return words.settledCode(
        standing.code,
        words.became[standing.status],
        describeAction(standing.action, false, reader),
      )
    default:
      return unreachable(standing)
  }
}

export function describeEvidence(seen: Evidence, reader: Reader): string {
  const word = WORDS[reader.language].evidence[seen.code] as (seen: Evidence, amount: Amount) => string
  return word(seen, amountFor(reader))
}

export function describeExpectation(hoped: Expectation, reader: Reader): string {
  return WORDS[reader.language].expectation(hoped, amountFor(reader))
}

export function describeOutcome(outcome: Outcome, reader: Reader): string {
  return WORDS[reader.language].outcome(outcome, amountFor(reader))
}

function amountFor({ language, currency }: Reader): Amount {
  return (amountMinor) => describeMoney({ amountMinor, currency }, language === 'es' ? 'es-US' : 'en-US')
}
