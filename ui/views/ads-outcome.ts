import type { Problem } from '../api.ts'
import { showToast } from '../toasts.ts'
import { describeProblem } from '../words/problems.ts'

/** Says what came of pressing a button. */
export function tellOutcome(problem: Problem | null, said: string): void {
  if (problem === null) showToast(said)
  else showToast(describeProblem(problem), 'danger')
}
