import type { Problem } from '../api.ts'
import { shellWords } from './es-shell.ts'
import { language } from './language.ts'

/** A refusal as a sentence somebody can act on. The server's own sentences are English. */
export function describeProblem(problem: Problem): string {
  const words = shellWords().problems
  const known = (words as Record<string, string>)[problem.code]
  if (known !== undefined) return known
  if (problem.status === 401) return words.token_missing
  if (problem.detail !== '' && language.value === 'en') return problem.detail
  return problem.status === 503 ? words.busy : words.other
}
