import type { JoinModel } from '../models/join-model.ts'
import { stepBeside } from '../models/join-steps.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { joinWords } from '../words/join-words.ts'
import { describeProblem } from '../words/problems.ts'

type JoinActionsProps = {
  model: JoinModel
  faultCount?: number
  next?: string
  isNextSubmit?: boolean
  /** Going on is allowed, and something on the page is better done first. */
  isNextPlain?: boolean
  onNext?: () => void
}

/** Back and on, within reach of the thumb, and above them what kept the step from being taken. */
export function JoinActions({
  model,
  faultCount = 0,
  next,
  isNextSubmit = true,
  isNextPlain = false,
  onNext,
}: JoinActionsProps) {
  const words = joinWords()
  const before = stepBeside(model.step.value, -1)
  const problem = model.problem.value
  return (
    <div class="join-actions">
      {problem === null ? null : (
        <Banner tone="danger" icon="alert" isUrgent>
          {describeProblem(problem)}
        </Banner>
      )}
      {faultCount === 0 ? null : <p class="field-error">{words.fixFirst(faultCount)}</p>}
      <div class="join-buttons">
        {before === null ? null : (
          <Button icon="back" onPress={() => model.open(before)}>
            {words.back}
          </Button>
        )}
        <Button
          kind={isNextPlain ? 'plain' : 'primary'}
          type={isNextSubmit ? 'submit' : 'button'}
          isBusy={model.isSending.value}
          {...(onNext === undefined ? {} : { onPress: onNext })}
        >
          {model.isSending.value ? words.saving : (next ?? words.next)}
        </Button>
      </div>
    </div>
  )
}
