import { useId, useState } from 'preact/hooks'
import type { ConversationView } from '../../tenants/contract/board.ts'
import { nameOf } from '../models/board-model.ts'
import { isOpen } from '../models/quotes-model.ts'
import { mayWrite } from '../models/session-model.ts'
import { business } from '../models/tenant-model.ts'
import { Button } from '../parts/button.tsx'
import { quotesWords } from '../words/quotes-words.ts'
import { QuoteActions } from './quote-actions.tsx'
import { QuoteBadge, QuotePrice } from './quote-facts.tsx'
import { QuotePriceSheet } from './quote-price.tsx'

type CustomerWorkProps = { tenantId: string; view: ConversationView; onDone: () => void }

/** What jobs of one customer were to cost, and the way to one more price. */
export function CustomerQuotes({ tenantId, view: { card }, onDone }: CustomerWorkProps) {
  const words = quotesWords()
  const titleId = useId()
  const [isNew, setNew] = useState(false)
  const currency = business.value?.currency ?? 'USD'
  const mayBegin = mayWrite.value && card.phone !== null && !card.optedOut && !card.quotes.some(isOpen)
  return (
    <section class="stack-tight" aria-labelledby={titleId}>
      <h3 id={titleId}>{words.section}</h3>
      {card.quotes.length === 0 ? <p class="soft">{words.none}</p> : null}
      <ul class="past">
        {card.quotes.map((quote) => (
          <li key={quote.id} class="visits-one">
            <span class="grow stack-tight">
              <span class="quote-what">{quote.description ?? words.notDescribed}</span>
              <QuotePrice quote={quote} currency={currency} />
              <QuoteActions tenantId={tenantId} quote={quote} currency={currency} onDone={onDone} />
            </span>
            <QuoteBadge quote={quote} />
          </li>
        ))}
      </ul>
      {mayBegin ? (
        <div class="visit-acts">
          <Button icon="plus" onPress={() => setNew(true)}>
            {words.newQuote}
          </Button>
        </div>
      ) : null}
      {isNew ? (
        <QuotePriceSheet
          tenantId={tenantId}
          customerId={card.id}
          name={nameOf(card)}
          currency={currency}
          quote={null}
          onClose={() => setNew(false)}
          onDone={onDone}
        />
      ) : null}
    </section>
  )
}
