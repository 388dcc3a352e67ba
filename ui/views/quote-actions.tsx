import { useState } from 'preact/hooks'
import type { QuoteView } from '../../tenants/contract/quotes.ts'
import { isOpen, moveQuote, nameOfCustomer, needsPrice } from '../models/quotes-model.ts'
import { mayWrite } from '../models/session-model.ts'
import { Button } from '../parts/button.tsx'
import { quotesWords } from '../words/quotes-words.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { QuotePriceSheet } from './quote-price.tsx'
import '../styles/visits.css'

type QuoteActionsProps = { tenantId: string; quote: QuoteView; currency: string; onDone: () => void }

/** What can be done about a quote that is open. */
export function QuoteActions({ tenantId, quote, currency, onDone }: QuoteActionsProps) {
  const words = quotesWords()
  const [open, setOpen] = useState<'price' | 'withdraw' | null>(null)
  const name = nameOfCustomer(quote)
  const close = () => setOpen(null)
  if (!mayWrite.value || !isOpen(quote)) return null
  return (
    <div class="visit-acts">
      {needsPrice(quote) ? (
        <Button kind="primary" label={words.setPriceFor(name)} onPress={() => setOpen('price')}>
          {words.setPrice}
        </Button>
      ) : null}
      <Button kind="quiet" label={words.withdrawFor(name)} onPress={() => setOpen('withdraw')}>
        {words.withdraw}
      </Button>
      {open === 'price' ? (
        <QuotePriceSheet
          tenantId={tenantId}
          customerId={quote.customerId}
          name={name}
          currency={currency}
          quote={quote}
          onClose={close}
          onDone={onDone}
        />
      ) : null}
      {open === 'withdraw' ? (
        <ConfirmDialog
          title={words.withdrawTitle(name)}
          lead={words.withdrawLead}
          yes={words.withdrawYes}
          said={words.withdrawn}
          send={() => moveQuote(tenantId, quote.id, { move: 'withdraw' })}
          onDone={onDone}
          onClose={close}
        />
      ) : null}
    </div>
  )
}
