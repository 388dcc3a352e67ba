import { JOIN_STEPS, type JoinStep, type JoinView } from '../../tenants/contract/join.ts'
import { canOpen, isDone, stepNumber } from '../models/join-steps.ts'
import { Icon } from '../parts/icon.tsx'
import { joinWords } from '../words/join-words.ts'

type JoinProgressProps = { view: JoinView; step: JoinStep; onOpen: (step: JoinStep) => void }

/** How far along, and the way back to every step that is done. */
export function JoinProgress({ view, step, onOpen }: JoinProgressProps) {
  const words = joinWords()
  return (
    <nav class="join-progress" aria-label={words.progress(stepNumber(step), JOIN_STEPS.length)}>
      <ol>
        {JOIN_STEPS.map((each) => {
          const state = each === step ? 'now' : isDone(view, each) ? 'done' : 'ahead'
          return (
            <li key={each} class={state}>
              <button
                type="button"
                disabled={!canOpen(view, each)}
                aria-current={each === step ? 'step' : undefined}
                onClick={() => onOpen(each)}
              >
                <span class="join-dot">
                  {state === 'done' ? <Icon name="check" size={16} /> : <span>{stepNumber(each)}</span>}
                </span>
                <span class="join-step-name">{words.steps[each].name}</span>
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
