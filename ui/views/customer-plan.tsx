import { useId, useState } from 'preact/hooks'
import type { ConversationView } from '../../tenants/contract/board.ts'
import { nameOf } from '../models/board-model.ts'
import { mayWrite } from '../models/session-model.ts'
import { business } from '../models/tenant-model.ts'
import { Button } from '../parts/button.tsx'
import { paperPlanWords } from '../words/paper-plan-words.ts'
import { plansWords } from '../words/plans-words.ts'
import { ConsentNote } from './consent-note.tsx'
import { OfferBack, PlanEnd } from './plan-actions.tsx'
import { ContractFacts, PlanBadge, PlanLine } from './plan-facts.tsx'
import { PaperPlan } from './paper-plan.tsx'
import { PlanOffer } from './plan-offer.tsx'
import '../styles/visits.css'

type CustomerWorkProps = { tenantId: string; view: ConversationView; onDone: () => void }

/** The plan one customer has or was offered, and the way to one. */
export function CustomerPlan({ tenantId, view: { card }, onDone }: CustomerWorkProps) {
  const words = plansWords()
  const titleId = useId()
  const name = nameOf(card)
  const currency = business.value?.currency ?? 'USD'
  const hasPlan = card.contracts.some(({ status }) => status === 'active')
  return (
    <section class="stack-tight" aria-labelledby={titleId}>
      <h3 id={titleId}>{words.section}</h3>
      {card.contracts.length + card.offers.length === 0 ? <p class="soft">{words.none}</p> : null}
      <ul class="past">
        {card.offers.map((offer) => (
          <li key={offer.since}>
            <span class="grow stack-tight">
              <PlanLine of={offer} currency={currency} />
              <OfferBack tenantId={tenantId} customerId={card.id} name={name} onDone={onDone} />
            </span>
            <PlanBadge status={offer.status} />
          </li>
        ))}
        {card.contracts.map((contract) => (
          <li key={contract.id}>
            <span class="grow stack-tight">
              <PlanLine of={contract} currency={currency} />
              <ContractFacts contract={contract} />
              {contract.status === 'active' ? (
                <PlanEnd tenantId={tenantId} contractId={contract.id} name={name} onDone={onDone} />
              ) : null}
            </span>
            <PlanBadge status={contract.status} />
          </li>
        ))}
      </ul>
      {!hasPlan && mayWrite.value ? <WayToPlan tenantId={tenantId} card={card} name={name} onDone={onDone} /> : null}
    </section>
  )
}

type WayToPlanProps = { tenantId: string; card: ConversationView['card']; name: string; onDone: () => void }

/** A plan can be offered, or it stands here what is in the way and what can be done about that. */
function WayToPlan({ tenantId, card, name, onDone }: WayToPlanProps) {
  const words = plansWords()
  const [open, setOpen] = useState<'offer' | 'sign' | 'enter' | null>(null)
  const given = { tenantId, customerId: card.id, name, onDone, onClose: () => setOpen(null) }
  const isFree = card.offers.length === 0
  const isUnsigned = isFree && card.noOffers?.code === 'written_consent_missing'
  return (
    <>
      {card.noOffers === null || !isFree ? null : <p class="soft small">{words.cannot(card.noOffers.sentence)}</p>}
      <div class="visit-acts">
        {card.noOffers === null && isFree ? (
          <Button icon="plus" onPress={() => setOpen('offer')}>
            {words.offer}
          </Button>
        ) : null}
        <Button icon="edit" onPress={() => setOpen('enter')}>
          {paperPlanWords().enter}
        </Button>
        {isUnsigned ? (
          <Button icon="edit" onPress={() => setOpen('sign')}>
            {words.sign}
          </Button>
        ) : null}
      </div>
      {open === 'offer' ? <PlanOffer {...given} /> : null}
      {open === 'enter' ? (
        <PaperPlan
          tenantId={tenantId}
          customer={{ customerId: card.id, name }}
          onClose={given.onClose}
          onDone={onDone}
        />
      ) : null}
      {open === 'sign' ? <ConsentNote {...given} businessName={business.value?.businessName ?? ''} /> : null}
    </>
  )
}
