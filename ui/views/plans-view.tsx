import { useEffect, useMemo, useState } from 'preact/hooks'
import type { ContractView, OfferView } from '../../tenants/contract/after-job.ts'
import { PlansModel } from '../models/plans-model.ts'
import { nameOfCustomer } from '../models/quotes-model.ts'
import { mayWrite } from '../models/session-model.ts'
import { business, zone } from '../models/tenant-model.ts'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/moment.tsx'
import { Segmented } from '../parts/segmented.tsx'
import { pathOf } from '../router.ts'
import { paperPlanWords } from '../words/paper-plan-words.ts'
import { plansWords } from '../words/plans-words.ts'
import { PaperPlan } from './paper-plan.tsx'
import { PagedRows } from './paged-rows.tsx'
import { OfferBack, PlanEnd } from './plan-actions.tsx'
import { ContractFacts, PlanBadge, PlanLine } from './plan-facts.tsx'
import { WorkTabs } from './work-tabs.tsx'
import '../styles/choices.css'
import '../styles/quotes.css'
import '../styles/visits.css'

/** Every maintenance plan: those that run, those that are offered, and those that are over. */
export function PlansView({ tenantId }: { tenantId: string }) {
  const words = plansWords()
  const model = useMemo(() => new PlansModel(tenantId), [tenantId])
  useEffect(() => () => model.close(), [model])
  const state = model.state.value
  const empty = { icon: 'retry' as const, title: words.empty[state], lead: words.emptyLead[state] }
  const reload = () => model.reload()
  const [isEntering, setEntering] = useState(false)
  return (
    <div class="page narrow work">
      <WorkTabs tenantId={tenantId} current="plans" />
      <header class="visits-head">
        <h1>{words.title}</h1>
        <Button kind="quiet" icon="settings" href={pathOf({ view: 'settings', tenantId, section: 'afterjob' })}>
          {words.toSettings}
        </Button>
      </header>
      <p class="soft">{words.lead}</p>
      {mayWrite.value ? (
        <div class="visit-acts">
          <Button icon="plus" onPress={() => setEntering(true)}>
            {paperPlanWords().enter}
          </Button>
        </div>
      ) : null}
      {isEntering ? (
        <PaperPlan tenantId={tenantId} customer={null} onClose={() => setEntering(false)} onDone={reload} />
      ) : null}
      <Segmented
        label={words.which}
        value={state}
        options={(['active', 'offered', 'ended'] as const).map((value) => ({ value, label: words.states[value] }))}
        onChange={(value) => model.choose(value)}
      />
      {state === 'offered' ? (
        <PagedRows list={model.offers} label={words.states.offered} empty={empty}>
          {(offer) => <OfferRow key={offer.customerId} tenantId={tenantId} offer={offer} onDone={reload} />}
        </PagedRows>
      ) : (
        <PagedRows list={model.contracts} label={words.states[state]} empty={empty}>
          {(contract) => <ContractRow key={contract.id} tenantId={tenantId} contract={contract} onDone={reload} />}
        </PagedRows>
      )}
    </div>
  )
}

type RowProps = { tenantId: string; onDone: () => void }

function ContractRow({ tenantId, contract, onDone }: RowProps & { contract: ContractView }) {
  const name = nameOfCustomer(contract)
  return (
    <li class="work-row">
      <div class="visit-line">
        <a class="visit-name" href={pathOf({ view: 'conversation', tenantId, customerId: contract.customerId })}>
          {name}
        </a>
        <PlanBadge status={contract.status} />
      </div>
      <PlanLine of={contract} currency={business.value?.currency ?? 'USD'} />
      <ContractFacts contract={contract} />
      {contract.status === 'active' ? (
        <PlanEnd tenantId={tenantId} contractId={contract.id} name={name} onDone={onDone} />
      ) : null}
    </li>
  )
}

function OfferRow({ tenantId, offer, onDone }: RowProps & { offer: OfferView }) {
  const { customerId, status, since } = offer
  const name = nameOfCustomer(offer)
  return (
    <li class="work-row">
      <div class="visit-line">
        <a class="visit-name" href={pathOf({ view: 'conversation', tenantId, customerId })}>
          {name}
        </a>
        <PlanBadge status={status} />
        <span class="soft small work-when">
          {plansWords().offeredOn} <Moment at={since} zone={zone.value} />
        </span>
      </div>
      <PlanLine of={offer} currency={business.value?.currency ?? 'USD'} />
      <OfferBack tenantId={tenantId} customerId={customerId} name={name} onDone={onDone} />
    </li>
  )
}
