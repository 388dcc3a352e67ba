import { useState } from 'preact/hooks'
import type {
  IdentityCheck,
  NewPrivacyRequest,
  PrivacyLaw,
  ReceivedVia,
  RequestType,
} from '../../tenants/contract/rights.ts'
import { readPhone } from '../models/phone-field.ts'
import type { PrivacyModel } from '../models/privacy-model.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { TextField } from '../parts/text-field.tsx'
import { showToast } from '../toasts.ts'
import { describeProblem } from '../words/problems.ts'
import { privacyWords } from '../words/privacy-words.ts'

type Fields = { type: RequestType; law: PrivacyLaw; identity: IdentityCheck; receivedVia: ReceivedVia }

/** Writes down what somebody asked for. Everything but the number is chosen, so nothing of theirs stays in it. */
export function PrivacyForm({ model, onDone }: { model: PrivacyModel; onDone: () => void }) {
  const words = privacyWords()
  const [phone, setPhone] = useState('')
  const [name, setName] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const [fields, setFields] = useState<Fields>({
    ...{ type: 'erasure', law: 'state', identity: 'called_back', receivedVia: 'phone' },
  })
  const save = async () => {
    const number = readPhone(phone)
    if (!/^\+[1-9]\d{7,14}$/.test(number)) return setFault(words.phoneFault)
    const correction = fields.type === 'rectification' ? { correction: { name } } : {}
    const problem = await model.open({
      ...fields,
      ...correction,
      phone: number as NonNullable<NewPrivacyRequest['phone']>,
    })
    if (problem !== null) return setFault(describeProblem(problem))
    showToast(words.saved)
    onDone()
  }
  const choose = <Key extends keyof Fields>(key: Key, label: string, names: Record<Fields[Key], string>) => (
    <SelectField
      label={label}
      value={fields[key]}
      options={(Object.keys(names) as Fields[Key][]).map((value) => ({ value, label: names[value] }))}
      onChange={(value) => setFields({ ...fields, [key]: value })}
    />
  )
  return (
    <Card label={words.add}>
      <div class="stack">
        <TextField label={words.phone} value={phone} type="tel" inputMode="tel" error={fault} onInput={setPhone} />
        {choose('type', words.type, words.types)}
        {fields.type === 'rectification' ? (
          <TextField label={words.newName} value={name} maxLength={80} onInput={setName} />
        ) : null}
        {choose('law', words.law, words.laws)}
        {choose('identity', words.identity, words.identities)}
        {choose('receivedVia', words.via, words.vias)}
        <div class="row">
          <Button kind="primary" onPress={() => void save()}>
            {words.save}
          </Button>
          <Button onPress={onDone}>{words.cancel}</Button>
        </div>
      </div>
    </Card>
  )
}
