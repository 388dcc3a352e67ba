import { useState } from 'preact/hooks'
import type { Problem } from '../api.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Icon } from '../parts/icon.tsx'
import { showToast } from '../toasts.ts'
import { shellWords } from '../words/es-shell.ts'
import { describeProblem } from '../words/problems.ts'

type ConfirmDialogProps = {
  title: string
  lead: string
  yes: string
  /** Once it is done. */
  said: string
  send: () => Promise<Problem | null>
  onDone: () => void
  onClose: () => void
}

/** Asked before something that cannot be taken back. What is refused stays open, with the reason. */
export function ConfirmDialog({ title, lead, yes, said, send, onDone, onClose }: ConfirmDialogProps) {
  const words = shellWords()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const act = async () => {
    setBusy(true)
    const refused = await send()
    setBusy(false)
    setProblem(refused)
    onDone()
    if (refused !== null) return
    showToast(said)
    onClose()
  }
  const actions = (
    <>
      <Button onPress={onClose}>{words.back}</Button>
      <Button kind="danger" isBusy={isBusy} onPress={() => void act()}>
        {yes}
      </Button>
    </>
  )
  return (
    <Dialog isOpen title={title} closeLabel={words.close} onClose={onClose} actions={actions}>
      <p>{lead}</p>
      <p class="field-error" role="alert" hidden={problem === null}>
        <Icon name="alert" size={16} />
        <span>{problem === null ? '' : describeProblem(problem)}</span>
      </p>
    </Dialog>
  )
}
