import type { ScriptsModel } from '../models/scripts-model.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { TextPreview } from '../parts/text-preview.tsx'
import { settingsWords } from '../words/settings-words.ts'

/** Two people worded one text: theirs beside mine, and a choice. */
export function ScriptClash({ model, onChoose }: { model: ScriptsModel; onChoose: (keepsMine: boolean) => void }) {
  const words = settingsWords().clash
  const theirs = model.theirs.value
  if (theirs === null) return null
  const dismiss = () => (model.theirs.value = null)
  return (
    <Dialog
      isOpen
      title={words.title}
      closeLabel={words.cancel}
      onClose={dismiss}
      actions={
        <>
          <Button onPress={() => onChoose(false)}>{words.takeTheirs}</Button>
          <Button kind="primary" onPress={() => onChoose(true)}>
            {words.keepMine}
          </Button>
        </>
      }
    >
      <p>{words.lead}</p>
      <TextPreview when={words.mine} text={model.text.value} />
      <TextPreview when={words.theirs} text={theirs.text} />
    </Dialog>
  )
}
