import { useState } from 'preact/hooks'
import { endContract, withdrawOffer } from '../models/plans-model.ts'
import { mayWrite } from '../models/session-model.ts'
import { Button } from '../parts/button.tsx'
import { plansWords } from '../words/plans-words.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'

type PlanEndProps = { tenantId: string; contractId: string; name: string; onDone: () => void }

export function PlanEnd({ tenantId, contractId, name, onDone }: PlanEndProps) {
  const words = plansWords()
  const [isAsked, setAsked] = useState(false)
  if (!mayWrite.value) return null
  return (
    <div class="visit-acts">
      <Button kind="quiet" label={words.endFor(name)} onPress={() => setAsked(true)}>
        {words.end}
      </Button>
      {isAsked ? (
        <ConfirmDialog
          title={words.endTitle(name)}
          lead={words.endLead}
          yes={words.endYes}
          said={words.endDone}
          send={() => endContract(tenantId, contractId)}
          onDone={onDone}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </div>
  )
}

type OfferBackProps = { tenantId: string; customerId: string; name: string; onDone: () => void }

export function OfferBack({ tenantId, customerId, name, onDone }: OfferBackProps) {
  const words = plansWords()
  const [isAsked, setAsked] = useState(false)
  if (!mayWrite.value) return null
  return (
    <div class="visit-acts">
      <Button kind="quiet" label={words.takeBackFor(name)} onPress={() => setAsked(true)}>
        {words.takeBack}
      </Button>
      {isAsked ? (
        <ConfirmDialog
          title={words.takeBackTitle(name)}
          lead={words.takeBackLead}
          yes={words.takeBackYes}
          said={words.takeBackDone}
          send={() => withdrawOffer(tenantId, customerId)}
          onDone={onDone}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </div>
  )
}
