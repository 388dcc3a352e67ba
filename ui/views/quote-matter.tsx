import { useState } from 'preact/hooks'
import type { QuoteView } from '../../tenants/contract/quotes.ts'
import { business } from '../models/tenant-model.ts'
import { Button } from '../parts/button.tsx'
import { showToast } from '../toasts.ts'
import { describeProblem } from '../words/problems.ts'
import { boardWords } from '../words/es-board.ts'
import type { Problem } from '../api.ts'
import type { QuotePriceSheet } from './quote-price.tsx'

type QuoteMatterProps = { tenantId: string; customerId: string; quoteId: string; name: string }
type Opened = { Sheet: typeof QuotePriceSheet; quote: QuoteView }

/** A price to set, on the board. Sheet and request come with their own script, so that the board stays light. */
export function QuoteMatter({ tenantId, customerId, quoteId, name }: QuoteMatterProps) {
  const words = boardWords()
  const [opened, setOpened] = useState<Opened | null>(null)
  const [isBusy, setBusy] = useState(false)
  const open = async () => {
    setBusy(true)
    const loaded = await Promise.all([import('./quote-price.tsx'), import('../models/quotes-model.ts')]).catch(
      () => null,
    )
    const found = loaded === null ? { problem: OFFLINE } : await loaded[1].findQuote(tenantId, customerId, quoteId)
    setBusy(false)
    if ('problem' in found) return showToast(describeProblem(found.problem), 'danger')
    if (found.quote === null) return showToast(words.quoteGone, 'danger')
    if (loaded !== null) setOpened({ Sheet: loaded[0].QuotePriceSheet, quote: found.quote })
  }
  return (
    <>
      <Button kind="primary" icon="edit" isBusy={isBusy} onPress={() => void open()}>
        {words.setPrice}
      </Button>
      {opened === null ? null : (
        <opened.Sheet
          tenantId={tenantId}
          customerId={customerId}
          name={name}
          currency={business.value?.currency ?? 'USD'}
          quote={opened.quote}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  )
}

const OFFLINE: Problem = { status: 0, code: 'offline', detail: '', issues: {} }
