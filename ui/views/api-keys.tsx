import { useSignal } from '@preact/signals'
import { SCOPES, type ApiKeyView, type Scope } from '../../tenants/contract/api-keys.ts'
import type { Act, ApiModel } from '../models/api-model.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { CheckField } from '../parts/check-field.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Moment } from '../parts/moment.tsx'
import { TextField } from '../parts/text-field.tsx'
import { apiWords } from '../words/api-words.ts'

type Props = { model: ApiModel; zone: string; act: Act }

/** Keys that open this business to other programs. */
export function ApiKeyList({ model, zone, act }: Props) {
  const words = apiWords()
  const asked = useSignal<ApiKeyView | null>(null)
  const keys = model.keys.value ?? []
  const revoke = () => {
    const id = asked.value?.id ?? ''
    asked.value = null
    void act(() => model.revokeKey(id))
  }
  return (
    <section class="lead-part" aria-labelledby="api-keys">
      <h3 id="api-keys">{words.keys}</h3>
      <p class="soft">{words.keysLead}</p>
      {keys.length === 0 ? <p class="soft">{words.noKeys}</p> : null}
      {keys.map((key) => (
        <Card key={key.id}>
          <div class="lead-part">
            <strong>{key.name}</strong>
            <p class="soft small">{key.scopes.map((scope) => words.scopes[scope]).join(' · ')}</p>
            <p class="soft small">
              {words.endsIn(key.lastFour)},{' '}
              {key.usedAt === null ? (
                words.unused
              ) : (
                <>
                  {words.usedAt} <Moment at={key.usedAt} zone={zone} form="long" />
                </>
              )}
            </p>
            <Button kind="danger" label={words.revokeNamed(key.name)} onPress={() => (asked.value = key)}>
              {words.revoke}
            </Button>
          </div>
        </Card>
      ))}
      <NewKey model={model} act={act} />
      <Dialog
        isOpen={asked.value !== null}
        title={words.ask(asked.value?.name ?? '')}
        closeLabel={words.close}
        onClose={() => (asked.value = null)}
        actions={
          <>
            <Button onPress={() => (asked.value = null)}>{words.cancel}</Button>
            <Button kind="danger" onPress={revoke}>
              {words.revoke}
            </Button>
          </>
        }
      >
        <p>{words.askWords}</p>
      </Dialog>
    </section>
  )
}

function NewKey({ model, act }: Pick<Props, 'model' | 'act'>) {
  const words = apiWords()
  const name = useSignal('')
  const scopes = useSignal<Scope[]>([])
  const isReady = name.value.trim() !== '' && scopes.value.length > 0
  const make = async () => {
    const isMade = await act(() => model.makeKey({ name: name.value, scopes: scopes.value }))
    if (!isMade) return
    name.value = ''
    scopes.value = []
  }
  return (
    <Card label={words.make}>
      <div class="lead-part">
        <TextField label={words.name} value={name.value} maxLength={60} onInput={(text) => (name.value = text)} />
        <fieldset class="lead-part">
          <legend class="field-label">{words.may}</legend>
          {SCOPES.map((scope) => (
            <CheckField
              key={scope}
              label={words.scopes[scope]}
              isChecked={scopes.value.includes(scope)}
              error={null}
              onChange={(isOn) =>
                (scopes.value = isOn ? [...scopes.value, scope] : scopes.value.filter((each) => each !== scope))
              }
            />
          ))}
        </fieldset>
        <Button kind="primary" isDisabled={!isReady} isBusy={model.isBusy.value} onPress={() => void make()}>
          {words.make}
        </Button>
      </div>
    </Card>
  )
}
