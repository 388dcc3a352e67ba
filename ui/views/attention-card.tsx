import type { AttentionView } from '../../tenants/contract/board.ts'
import { findConversation, nameOf, refusals } from '../models/board-model.ts'
import { zone } from '../models/tenant-model.ts'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { Moment } from '../parts/moment.tsx'
import { boardWords } from '../words/es-board.ts'
import { AttentionActions } from './attention-actions.tsx'
import { LOOKS } from './attention-looks.ts'

type Matter = { tenantId: string; matter: AttentionView }

/** One matter, with the one thing to do about it first. */
export function AttentionCard({ tenantId, matter }: Matter) {
  const words = boardWords()
  const { tone, icon } = LOOKS[matter.kind]
  const person = findConversation(matter.customerId)
  const refusal = refusals.value.get(matter.id)
  return (
    <Card label={words.kinds[matter.kind]}>
      <div class="matter">
        <div class="matter-head">
          <span class={`matter-mark ${tone}`}>
            <Icon name={icon} />
          </span>
          <strong class="grow">{words.kinds[matter.kind]}</strong>
          <span class="soft small">
            <Moment at={matter.since} zone={zone.value} />
          </span>
        </div>
        <p>{matter.sentence}</p>
        {matter.wishedAt === null ? null : (
          <p class="matter-when">
            <Icon name="clock" size={18} />
            <Moment at={matter.wishedAt} zone={zone.value} form="long" />
          </p>
        )}
        {refusal === undefined ? null : (
          <p class="field-error" role="alert">
            <Icon name="alert" size={16} />
            <span>{refusal}</span>
          </p>
        )}
        <AttentionActions
          tenantId={tenantId}
          matter={matter}
          phone={person?.phone ?? null}
          name={person && nameOf(person)}
        />
      </div>
    </Card>
  )
}
