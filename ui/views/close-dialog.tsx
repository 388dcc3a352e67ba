import { useSignal } from '@preact/signals'
import type { ClosingModel } from '../models/closing-model.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { TextField } from '../parts/text-field.tsx'
import { showToast } from '../toasts.ts'
import { closingWords } from '../words/closing-words.ts'
import { describeProblem } from '../words/problems.ts'

/** Asks for the name of the business before it is closed: nobody types that by mistake. */
export function CloseDialog({ model, businessName }: { model: ClosingModel; businessName: string }) {
  const words = closingWords()
  const isAsking = useSignal(false)
  const name = useSignal('')
  const fault = useSignal<string | null>(null)

  const ask = () => {
    name.value = ''
    fault.value = null
    isAsking.value = true
  }
  const close = async () => {
    const problem = await model.close(name.value)
    if (problem !== null) {
      fault.value = problem.code === 'body_invalid' ? words.wrongName : describeProblem(problem)
      return
    }
    isAsking.value = false
    showToast(words.closed)
  }
  const actions = (
    <>
      <Button onPress={() => (isAsking.value = false)}>{words.cancel}</Button>
      <Button kind="danger" isBusy={model.isBusy.value} onPress={() => void close()}>
        {words.confirm}
      </Button>
    </>
  )
  return (
    <>
      <Button kind="danger" onPress={ask}>
        {words.close}
      </Button>
      <Dialog
        isOpen={isAsking.value}
        title={words.askTitle}
        closeLabel={words.cancel}
        onClose={() => (isAsking.value = false)}
        actions={actions}
      >
        <p>{words.askWords(businessName)}</p>
        <TextField
          label={words.name}
          value={name.value}
          error={fault.value}
          maxLength={200}
          onInput={(typed) => {
            name.value = typed
            fault.value = null
          }}
        />
      </Dialog>
    </>
  )
}
