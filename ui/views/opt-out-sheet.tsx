import { useRef } from 'preact/hooks'
import { OptOutChannel } from '../../tenants/contract/opt-out.ts'
import type { OptOutModel } from '../models/opt-out-model.ts'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { Sheet } from '../parts/sheet.tsx'
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
    <Sheet isOpen={model.isOpen.value} title={words.title} closeLabel={words.cancel} onClose={() => model.close()}>
      <form
        ref={place}
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!model.isBusy.value) void note()
        }}
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
        <p class="field-error" role="alert" hidden={model.refusal.value === null}>
          <Icon name="alert" size={16} />
          <span>{model.refusal.value}</span>
        </p>
        <div class="dialog-actions">
          <Button onPress={() => model.close()}>{words.cancel}</Button>
          <Button kind="danger" type="submit" isBusy={model.isBusy.value}>
            {words.note}
          </Button>
        </div>
      </form>
    </Sheet>
  )
}
