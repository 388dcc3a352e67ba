import type { ConversationView } from '../../tenants/contract/board.ts'
import { tenantPath } from '../api.ts'
import { nameOf } from '../models/board-model.ts'
import { mayWrite, tenantId } from '../models/session-model.ts'
import { Download } from '../parts/download.tsx'
import { dataWords } from '../words/data-words.ts'

/** All there is about one customer, for when they ask, and the proof of what was sent to them. */
export function PersonCopy({ view: { card } }: { view: ConversationView }) {
  const words = dataWords()
  const business = tenantId.value
  if (business === null || !mayWrite.value) return null
  return (
    <div class="stack-tight">
      <Download
        href={tenantPath(business, `conversations/${encodeURIComponent(card.id)}/export`)}
        words={words.person}
        kind="quiet"
        label={words.personLabel(nameOf(card))}
      />
      <p class="soft small">{words.personHint}</p>
      {card.phone === null ? null : (
        <>
          <Download
            href={tenantPath(business, `conversations/${encodeURIComponent(card.id)}/evidence`)}
            words={words.evidence}
            kind="quiet"
            label={words.evidenceLabel(nameOf(card))}
          />
          <p class="soft small">{words.evidenceHint}</p>
        </>
      )}
    </div>
  )
}
