import { useState } from 'preact/hooks'
import type { AgentsModel } from '../models/agents-model.ts'
import { mayWrite } from '../models/session-model.ts'
import { Button } from '../parts/button.tsx'
import { useFlag } from '../screen.ts'
import { showToast } from '../toasts.ts'
import { agentsWords } from '../words/agents-words.ts'
import { describeProblem } from '../words/problems.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'

/** Stops all five, asked about before, and lets them work again. */
export function AgentPause({ model, isPaused }: { model: AgentsModel; isPaused: boolean }) {
  const words = agentsWords()
  const asking = useFlag()
  const [isBusy, setBusy] = useState(false)
  const resume = async () => {
    setBusy(true)
    const problem = await model.setPaused(false)
    setBusy(false)
    showToast(problem === null ? words.resumed : describeProblem(problem), problem === null ? 'neutral' : 'danger')
  }
  if (!mayWrite.value) return null
  return (
    <>
      <Button
        kind={isPaused ? 'primary' : 'plain'}
        icon={isPaused ? 'play' : 'pause'}
        isBusy={isBusy}
        onPress={() => (isPaused ? void resume() : asking.raise())}
      >
        {isPaused ? words.resume : words.pause}
      </Button>
      {asking.isUp ? (
        <ConfirmDialog
          title={words.pauseTitle}
          lead={words.pauseLead}
          yes={words.pause}
          said={words.paused}
          send={() => model.setPaused(true)}
          onDone={() => undefined}
          onClose={asking.lower}
        />
      ) : null}
    </>
  )
}
