import { useSignal } from '@preact/signals'
import type { AdsCampaignView, AdsView, CampaignPatch } from '../../tenants/contract/ads.ts'
import type { AdsModel } from '../models/ads-model.ts'
import { mayWrite } from '../models/session-model.ts'
import { Badge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { adsWords } from '../words/ads-words.ts'
import { AdsBudget } from './ads-budget.tsx'
import { currencyOf, writeReturn } from './ads-figures.tsx'
import { tellOutcome } from './ads-outcome.ts'
import { amount, count } from './figure-format.ts'

/** Each campaign with what it cost and brought, and what a person may do about it. */
export function AdsCampaigns({ model, view }: { model: AdsModel; view: AdsView }) {
  const words = adsWords()
  const shown = view.campaigns.filter(({ status, spendMinor }) => status !== 'REMOVED' || spendMinor > 0)
  return (
    <section class="ads-part" aria-labelledby="ads-campaigns">
      <h2 id="ads-campaigns">{words.campaigns}</h2>
      {shown.length === 0 ? (
        <Card>
          <EmptyState icon="numbers" title={words.noCampaigns}>
            <p>{words.noCampaignsLead}</p>
          </EmptyState>
        </Card>
      ) : (
        <ul class="card flush ads-rows">
          {shown.map((campaign) => (
            <Campaign key={campaign.id} model={model} campaign={campaign} currency={currencyOf(view)} />
          ))}
        </ul>
      )}
    </section>
  )
}

type CampaignProps = { model: AdsModel; campaign: AdsCampaignView; currency: string }

function Campaign({ model, campaign, currency }: CampaignProps) {
  const words = adsWords()
  const { name, status, dailyMinor, isBudgetShared } = campaign
  const figures = [
    [words.spend, amount(campaign.spendMinor, currency)],
    [words.leads, count(campaign.leads)],
    [words.cpl, amount(campaign.cplMinor, currency)],
    [words.bookings, count(campaign.bookings)],
    [words.revenue, amount(campaign.revenueMinor, currency)],
    [words.roi, writeReturn(campaign.roi)],
  ] as const
  return (
    <li class="ads-row" aria-label={name}>
      <div class="ads-line">
        <h3 class="grow">{name}</h3>
        <Badge tone={status === 'ENABLED' ? 'good' : 'neutral'}>{words.statuses[status]}</Badge>
      </div>
      <p class="soft small">
        {words.aDay(amount(dailyMinor, currency))}
        {isBudgetShared ? `. ${words.shared}` : null}
      </p>
      <dl class="ads-cells">
        {figures.map(([title, value]) => (
          <div key={title}>
            <dt class="soft small">{title}</dt>
            <dd class="figures">{value}</dd>
          </div>
        ))}
      </dl>
      {mayWrite.value && status !== 'REMOVED' ? <Moves {...{ model, campaign, currency }} /> : null}
    </li>
  )
}

function Moves({ model, campaign, currency }: CampaignProps) {
  const words = adsWords()
  const isOpen = useSignal(false)
  const { id, name, status, isBudgetShared } = campaign
  const isRunning = status === 'ENABLED'
  const order = async (patch: CampaignPatch) => {
    tellOutcome(await model.changeCampaign(id, patch), words.ordered)
  }
  return (
    <div class="ads-moves">
      <Button
        kind="quiet"
        icon={isRunning ? 'pause' : 'play'}
        label={isRunning ? words.pauseWhat(name) : words.startWhat(name)}
        onPress={() => void order({ status: isRunning ? 'PAUSED' : 'ENABLED' })}
      >
        {isRunning ? words.pause : words.start}
      </Button>
      {isBudgetShared ? null : (
        <Button kind="quiet" icon="edit" label={words.budgetWhat(name)} onPress={() => (isOpen.value = true)}>
          {words.budget}
        </Button>
      )}
      {isOpen.value ? <AdsBudget {...{ model, campaign, currency }} onClose={() => (isOpen.value = false)} /> : null}
    </div>
  )
}
