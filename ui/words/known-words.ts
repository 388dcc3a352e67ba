import type { Problem } from '../api.ts'
import { EN_KNOWN } from './en-known.ts'
import { ES_KNOWN } from './es-known.ts'
import { pairWords } from './language.ts'
import { describeProblem } from './problems.ts'

export const knownWords = pairWords(EN_KNOWN, ES_KNOWN)

export function describeKnownProblem(problem: Problem): string {
  return (knownWords().problems as Record<string, string>)[problem.code] ?? describeProblem(problem)
}
