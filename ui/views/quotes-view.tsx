import { useEffect, useMemo } from 'preact/hooks'
import type { QuoteView } from '../../tenants/contract/quotes.ts'
import { nameOfCustomer, QuotesModel } from '../models/quotes-model.ts'
import { business, zone } from '../models/tenant-model.ts'
import { Moment } from '../parts/moment.tsx'
import { Segmented } from '../parts/segmented.tsx'
import { pathOf } from '../router.ts'
import { quotesWords } from '../words/quotes-words.ts'
import { PagedRows } from './paged-rows.tsx'
import { QuoteActions } from './quote-actions.tsx'
import { QuoteBadge, QuotePrice, QuoteRequest } from './quote-facts.tsx'
import { WorkTabs } from './work-tabs.tsx'
import '../styles/choices.css'
import '../styles/quotes.css'

/** Every price that stands in no list: those that wait, and what became of the others. */
export function QuotesView({ tenantId }: { tenantId: string }) {
  const words = quotesWords()
  const model = useMemo(() => new QuotesModel(tenantId), [tenantId])
  useEffect(() => () => model.list.close(), [model])
  const state = model.state.value
  const isOpen = state === 'open'
  const empty = {
    icon: 'edit' as const,
    title: isOpen ? words.emptyOpen : words.emptyClosed,
    lead: isOpen ? words.emptyOpenLead : words.emptyClosedLead,
  }
  return (
    <div class="page narrow work">
      <WorkTabs tenantId={tenantId} current="quotes" />
      <header>
        <h1>{words.title}</h1>
        <p class="soft">{words.lead}</p>
      </header>
      <Segmented
        label={words.which}
        value={state}
        options={(['open', 'closed'] as const).map((value) => ({ value, label: words.states[value] }))}
        onChange={(value) => model.choose(value)}
      />
      <PagedRows list={model.list} label={words.title} empty={empty}>
        {(quote) => <QuoteRow key={quote.id} tenantId={tenantId} quote={quote} onDone={() => void model.list.load()} />}
      </PagedRows>
    </div>
  )
}

function QuoteRow({ tenantId, quote, onDone }: { tenantId: string; quote: QuoteView; onDone: () => void }) {
  const { customerId, createdAt } = quote
  const currency = business.value?.currency ?? 'USD'
  return (
    <li class="work-row">
      <div class="visit-line">
        <a class="visit-name" href={pathOf({ view: 'conversation', tenantId, customerId })}>
          {nameOfCustomer(quote)}
        </a>
        <QuoteBadge quote={quote} />
        <span class="soft small work-when">
          {quotesWords().askedOn} <Moment at={createdAt} zone={zone.value} />
        </span>
      </div>
      <QuoteRequest quote={quote} />
      <QuotePrice quote={quote} currency={currency} />
      <QuoteActions tenantId={tenantId} quote={quote} currency={currency} onDone={onDone} />
    </li>
  )
}
