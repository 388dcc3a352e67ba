import type { ConversationView } from '../../tenants/contract/board.ts'
import { business } from '../models/tenant-model.ts'
import { Icon } from '../parts/icon.tsx'
import { quotesWords } from '../words/quotes-words.ts'
import { QuoteActions } from './quote-actions.tsx'
import { QuotePrice } from './quote-facts.tsx'
import '../styles/quotes.css'

type QuoteDraftProps = { tenantId: string; view: ConversationView; onDone: () => void }

/** A price that is waited for, between what was said and what is typed next. */
export function QuoteDraft({ tenantId, view, onDone }: QuoteDraftProps) {
  const words = quotesWords()
  const quote = view.card.quotes.find(({ status }) => status === 'awaiting_approval')
  if (quote === undefined) return null
  const currency = business.value?.currency ?? 'USD'
  return (
    <section class="quote-draft" aria-label={words.needsYou}>
      <div class="quote-draft-words">
        <strong>
          <Icon name="edit" size={18} />
          {words.needsYou}
        </strong>
        <p class="quote-what">{quote.description ?? words.notDescribed}</p>
        <QuotePrice quote={quote} currency={currency} />
      </div>
      <QuoteActions tenantId={tenantId} quote={quote} currency={currency} onDone={onDone} />
    </section>
  )
}
