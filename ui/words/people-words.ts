import type { Problem } from '../api.ts'
import { EN_PEOPLE } from './en-people.ts'
import { ES_PEOPLE } from './es-people.ts'
import { pairWords } from './language.ts'
import { describeProblem } from './problems.ts'

export const peopleWords = pairWords(EN_PEOPLE, ES_PEOPLE)

/** What is wrong with people and invitations, else what may be wrong with anything. */
export function describePeopleProblem(problem: Problem): string {
  const known = (peopleWords().problems as Record<string, string>)[problem.code]
  return known ?? describeProblem(problem)
}
