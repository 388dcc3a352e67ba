import { JOIN_STEPS, type JoinStep, type JoinView } from '../../tenants/contract/join.ts'

/** Where somebody stands in joining, and where they may go. */

export function isStep(text: string | null): text is JoinStep {
  return (JOIN_STEPS as readonly (string | null)[]).includes(text)
}

/** A step can be opened when everything before it is done; GoHighLevel is for those who have it. */
export function canOpen(view: JoinView, step: JoinStep): boolean {
  const last = view.next === 'gohighlevel' ? 'review' : view.next
  return last === null || JOIN_STEPS.indexOf(step) <= JOIN_STEPS.indexOf(last)
}

export function isDone(view: JoinView, step: JoinStep): boolean {
  return view.next === null || JOIN_STEPS.indexOf(step) < JOIN_STEPS.indexOf(view.next)
}

/** The step to show: the one asked for where it can be opened, otherwise the first that is not done. */
export function stepToShow(view: JoinView, asked: string | null): JoinStep {
  if (isStep(asked) && canOpen(view, asked)) return asked
  return view.next ?? 'review'
}

export function stepBeside(step: JoinStep, by: 1 | -1): JoinStep | null {
  return JOIN_STEPS[JOIN_STEPS.indexOf(step) + by] ?? null
}

/** How far along, for the bar and for `aria-valuenow`. */
export function stepNumber(step: JoinStep): number {
  return JOIN_STEPS.indexOf(step) + 1
}

/** Only a call that came back proves it; that a carrier publishes its codes (`isConfirmed`) does not. */
export function isForwardingProved(view: Pick<JoinView, 'test'>): boolean {
  return view.test?.status === 'forwarded'
}
