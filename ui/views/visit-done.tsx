import { useRef, useState } from 'preact/hooks'
import { AppointmentMove } from '../../tenants/contract/booking.ts'
import type { Problem } from '../api.ts'
import { formatMoney } from '../format.ts'
import { parseAmount } from '../models/amount-field.ts'
import { readFields, type Fault } from '../models/field-faults.ts'
import { SheetForm } from '../parts/sheet-form.tsx'
import { TextField } from '../parts/text-field.tsx'
import { locale } from '../words/language.ts'
import { describeProblem } from '../words/problems.ts'
import { visitsWords } from '../words/visits-words.ts'
import { focusFirstFault, sayFault } from './fault-words.ts'

type VisitDoneProps = {
  title: string
  currency: string
  onClose: () => void
  onDone: (amountMinor: number | null) => Promise<Problem | null>
}

/** What a visit brought in. It may be left out; a wrong amount may not be sent. */
export function VisitDone({ title, currency, onClose, onDone }: VisitDoneProps) {
  const words = visitsWords()
  const [text, setText] = useState('')
  const [fault, setFault] = useState<Fault | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const place = useRef<HTMLFormElement>(null)
  const money = (amount: number) => formatMoney(amount, currency, locale.value)
  const save = async () => {
    const amountMinor = text.trim() === '' ? null : (parseAmount(text, currency) ?? Number.NaN)
    const read = readFields(AppointmentMove, { move: 'complete', amountMinor })
    if (!read.ok) {
      setFault(read.faults['amountMinor'] ?? { code: 'amount' })
      return focusFirstFault(place.current)
    }
    setBusy(true)
    setProblem(await onDone(amountMinor))
    setBusy(false)
  }
  return (
    <SheetForm
      title={title}
      closeLabel={words.close}
      back={words.back}
      submit={words.doneSave}
      icon="check"
      isBusy={isBusy}
      problem={problem === null ? null : describeProblem(problem)}
      place={place}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <p>{words.doneLead}</p>
      <TextField
        label={words.amount}
        value={text}
        inputMode="decimal"
        prefix={money(0).replaceAll(/[\d.,\s]/g, '')}
        error={sayFault(fault, money)}
        onInput={(typed) => {
          setText(typed)
          setFault(null)
        }}
      />
    </SheetForm>
  )
}
