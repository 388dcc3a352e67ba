import { useSignal } from '@preact/signals'
import type { CrmModel } from '../models/crm-model.ts'
import { Button } from '../parts/button.tsx'
import { TextField } from '../parts/text-field.tsx'
import { crmWords } from '../words/crm-words.ts'

/** The sub-accounts of an agency: one is taken, or a new one is made. */
export function CrmChooser({ model, companyId }: { model: CrmModel; companyId: string }) {
  const words = crmWords()
  const typed = useSignal('')
  const isBusy = model.isBusy.value
  const found = model.found.value
  return (
    <>
      <TextField
        label={words.search}
        value={typed.value}
        maxLength={80}
        onInput={(text) => {
          typed.value = text
        }}
      />
      <div class="row email-actions">
        <Button kind="primary" isBusy={isBusy} onPress={() => void model.search(companyId, typed.value)}>
          {words.find}
        </Button>
        <Button kind="plain" isDisabled={isBusy} onPress={() => void model.create(companyId)}>
          {words.create}
        </Button>
      </div>
      {found === null ? null : (
        <ul class="dns" aria-live="polite">
          {found.locations.length === 0 ? <li>{words.nothing}</li> : null}
          {found.locations.map(({ locationId, name, place }) => (
            <li key={locationId} class="row">
              <span class="grow">
                {name} {place === null ? null : <span class="soft">{place}</span>}
              </span>
              <Button kind="plain" isDisabled={isBusy} onPress={() => void model.take(companyId, locationId)}>
                {words.take}
              </Button>
            </li>
          ))}
          {found.hasMore ? <li class="soft">{words.more}</li> : null}
        </ul>
      )}
    </>
  )
}
