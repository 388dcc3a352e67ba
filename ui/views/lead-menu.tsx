import type { LeadView } from '../../tenants/contract/lists.ts'
import { nameOfLead } from '../models/lead-name.ts'
import { STAGES, type Stage } from '../models/pipeline-columns.ts'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { pathOf } from '../router.ts'
import { pipelineWords } from '../words/pipeline-words.ts'

type LeadMenuProps = {
  tenantId: string
  lead: LeadView | null
  onClose: () => void
  onMove: (lead: LeadView, to: Stage) => void
}

/** Everywhere a lead can go, for whoever does not drag. */
export function LeadMenu({ tenantId, lead, onClose, onMove }: LeadMenuProps) {
  const words = pipelineWords()
  if (lead === null) return null
  const conversation = pathOf({ view: 'conversation', tenantId, customerId: lead.customerId })
  return (
    <Sheet isOpen title={words.moveLead(nameOfLead(lead, words.unnamed))} closeLabel={words.close} onClose={onClose}>
      <ul class="move-list">
        {STAGES.map((stage) => (
          <li key={stage}>
            <button
              type="button"
              class="move-to"
              aria-current={stage === lead.status}
              disabled={stage === lead.status}
              onClick={() => onMove(lead, stage)}
            >
              <span class={`stage-dot ${stage}`} />
              <span class="grow">{words.stages[stage]}</span>
              {stage === lead.status ? <Icon name="check" /> : null}
            </button>
          </li>
        ))}
      </ul>
      <Button icon="text" href={conversation} isWide>
        {words.openConversation}
      </Button>
    </Sheet>
  )
}
