import { useRef } from 'preact/hooks'
import { OptOutChannel } from '../../tenants/contract/opt-out.ts'
import type { OptOutModel } from '../models/opt-out-model.ts'
import { SelectField } from '../parts/select-field.tsx'
import { SheetForm } from '../parts/sheet-form.tsx'
import { TextField } from '../parts/text-field.tsx'
import { showToast } from '../toasts.ts'
import { optOutWords } from '../words/opt-out-words.ts'
import { focusFirstFault, sayFault } from './fault-words.ts'

/** What a customer said, and how: all the proof there is of an opt-out that was not written. */
export function OptOutSheet({ model, name }: { model: OptOutModel; name: string }) {
  const words = optOutWords()
  const place = useRef<HTMLFormElement>(null)
  const note = async () => {
    if (await model.note()) showToast(words.done(name))
    else focusFirstFault(place.current)
  }
  return (
    <SheetForm
      title={words.title}
      closeLabel={words.cancel}
      back={words.cancel}
      submit={words.note}
      kind="danger"
      isOpen={model.isOpen.value}
      isBusy={model.isBusy.value}
      problem={model.refusal.value}
      place={place}
      onSubmit={() => void note()}
      onClose={() => model.close()}
    >
      <p>{words.lead(name)}</p>
      <SelectField
        label={words.channel}
        value={model.channel.value}
        options={OptOutChannel.options.map((value) => ({ value, label: words.channels[value] }))}
        onChange={(value) => (model.channel.value = value)}
      />
      <TextField
        label={words.said}
        hint={words.saidHint}
        value={model.said.value}
        rows={3}
        error={sayFault(model.fault.value)}
        onInput={(said) => model.say(said)}
      />
    </SheetForm>
  )
}
