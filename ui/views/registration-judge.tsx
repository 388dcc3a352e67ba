import { useSignal } from '@preact/signals'
import type { RegistrationOutcome, RegistrationView } from '../../tenants/contract/registration.ts'
import type { RegistrationModel } from '../models/registration-model.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { TextField } from '../parts/text-field.tsx'
import { registrationWords } from '../words/registration-words.ts'

type Kind = RegistrationOutcome['kind']

const NEXT: Record<RegistrationView['state'], readonly Kind[]> = {
  no_number: [],
  brand_pending: ['brand_approved', 'brand_rejected'],
  campaign_pending: ['campaign_approved', 'campaign_rejected'],
  live: ['suspended'],
  suspended: ['reinstated'],
}
const GOOD: ReadonlySet<Kind> = new Set(['brand_approved', 'campaign_approved', 'reinstated'])

/** For administrators, who read the carriers' answer and write it down here. */
export function RegistrationJudge({ model, view }: { model: RegistrationModel; view: RegistrationView }) {
  const words = registrationWords().judge
  const reason = useSignal('')
  const kinds = view.rejection === null ? NEXT[view.state] : []
  if (kinds.length === 0) return null
  const judge = async (kind: Kind) => {
    if (await model.judge({ kind, reason: reason.value.trim() === '' ? null : reason.value })) reason.value = ''
  }
  return (
    <Card label={words.title}>
      <div class="stack">
        <h2>{words.title}</h2>
        <p class="soft small">{words.lead}</p>
        <TextField
          label={words.reason}
          value={reason.value}
          maxLength={500}
          onInput={(typed) => (reason.value = typed)}
        />
        <div class="row">
          {kinds.map((kind) => (
            <Button
              key={kind}
              kind={GOOD.has(kind) ? 'primary' : 'danger'}
              isBusy={model.isBusy.value}
              onPress={() => void judge(kind)}
            >
              {words[kind]}
            </Button>
          ))}
        </div>
      </div>
    </Card>
  )
}
