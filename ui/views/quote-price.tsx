import { useRef, useState } from 'preact/hooks'
import type { QuoteView } from '../../tenants/contract/quotes.ts'
import type { Problem } from '../api.ts'
import { formatMoney } from '../format.ts'
import { NO_FAULTS, type Faults } from '../models/field-faults.ts'
import { quoteFields, readApproval, readNewQuote, WORK_CHARS_MAX, type QuoteFields } from '../models/quote-form.ts'
import { moveQuote, openQuote } from '../models/quotes-model.ts'
import { SheetForm } from '../parts/sheet-form.tsx'
import { TextField } from '../parts/text-field.tsx'
import { showToast } from '../toasts.ts'
import { locale } from '../words/language.ts'
import { describeProblem } from '../words/problems.ts'
import { quotesWords } from '../words/quotes-words.ts'
import { focusFirstFault, sayFault } from './fault-words.ts'
import { QuoteRequest } from './quote-facts.tsx'
import '../styles/quotes.css'

type QuotePriceProps = {
  tenantId: string
  customerId: string
  name: string
  currency: string
  /** Null begins one. */
  quote: QuoteView | null
  onClose: () => void
  onDone?: () => void
}

/** The request, and what it costs. Sent it goes out at once, as an estimate. */
export function QuotePriceSheet({ tenantId, customerId, name, currency, quote, onClose, onDone }: QuotePriceProps) {
  const words = quotesWords()
  const [fields, setFields] = useState(() => quoteFields(quote, currency))
  const [faults, setFaults] = useState<Faults>(NO_FAULTS)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const place = useRef<HTMLFormElement>(null)
  const money = (amount: number) => formatMoney(amount, currency, locale.value)
  const isPriced = quote !== null || fields.from.trim() !== '' || fields.to.trim() !== ''
  const send = async (): Promise<Faults | Problem | null> => {
    if (quote === null) {
      const read = readNewQuote(customerId, fields, currency)
      return read.ok ? openQuote(tenantId, read.value) : read.faults
    }
    const read = readApproval(fields, currency)
    return read.ok ? moveQuote(tenantId, quote.id, read.value) : read.faults
  }
  const save = async () => {
    setBusy(true)
    const wrong = await send()
    setBusy(false)
    if (wrong === null) {
      showToast(isPriced ? words.sent : words.begun)
      onDone?.()
      return onClose()
    }
    if (isProblem(wrong)) return setProblem(wrong)
    setFaults(wrong)
    focusFirstFault(place.current)
  }
  const text = (field: keyof QuoteFields, label: string) => ({
    label,
    value: fields[field],
    error: sayFault(faults[field] ?? null, money),
    onInput: (typed: string) => {
      setFields({ ...fields, [field]: typed })
      setFaults(NO_FAULTS)
      setProblem(null)
    },
  })
  const amount = { inputMode: 'decimal', prefix: money(0).replaceAll(/[\d.,\s]/g, '') } as const
  return (
    <SheetForm
      title={quote === null ? words.newTitle(name) : words.priceTitle(name)}
      closeLabel={words.close}
      back={words.keep}
      submit={isPriced ? words.send : words.begin}
      isBusy={isBusy}
      problem={problem === null ? null : describeProblem(problem)}
      place={place}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      {quote === null ? null : <QuoteRequest quote={quote} />}
      <TextField
        {...text('work', words.work)}
        hint={quote === null ? words.workHintNew : words.workHint}
        maxLength={WORK_CHARS_MAX}
      />
      <div class="quote-amounts">
        <TextField {...text('from', words.from)} {...amount} hint={quote === null ? words.fromHintNew : undefined} />
        <TextField {...text('to', words.to)} {...amount} hint={words.toHint} />
      </div>
      {isPriced ? <p class="soft small">{words.sends}</p> : null}
    </SheetForm>
  )
}

function isProblem(wrong: Faults | Problem): wrong is Problem {
  return 'status' in wrong && typeof wrong.status === 'number'
}
