import { useRef, useState } from 'preact/hooks'
import * as v from 'valibot'
import { NewJob } from '../../tenants/contract/jobs.ts'
import type { Problem } from '../api.ts'
import { formatMoney } from '../format.ts'
import { parseAmount } from '../models/amount-field.ts'
import { tellOfJob } from '../models/plans-model.ts'
import { useServices } from '../models/services-model.ts'
import { SelectField } from '../parts/select-field.tsx'
import { SheetForm } from '../parts/sheet-form.tsx'
import { TextField } from '../parts/text-field.tsx'
import { showToast } from '../toasts.ts'
import { locale } from '../words/language.ts'
import { plansWords } from '../words/plans-words.ts'
import { describeProblem } from '../words/problems.ts'
import { focusFirstFault, sayFault } from './fault-words.ts'

type JobDoneProps = {
  tenantId: string
  customerId: string
  name: string
  currency: string
  onClose: () => void
  onDone: () => void
}

/** A job that no visit stands for. What comes after a job begins with it. */
export function JobDone({ tenantId, customerId, name, currency, onClose, onDone }: JobDoneProps) {
  const words = plansWords()
  const services = useServices(tenantId)
  const [service, setService] = useState('')
  const [amount, setAmount] = useState('')
  const [isWrong, setWrong] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const place = useRef<HTMLFormElement>(null)
  const money = (minor: number) => formatMoney(minor, currency, locale.value)
  const save = async () => {
    const amountMinor = amount.trim() === '' ? null : (parseAmount(amount, currency) ?? Number.NaN)
    const read = v.safeParse(NewJob, { customerId, service: service === '' ? null : service, amountMinor })
    setWrong(!read.success)
    if (!read.success) return focusFirstFault(place.current)
    setBusy(true)
    const answer = await tellOfJob(tenantId, read.output)
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem)
    showToast(words.jobSaved)
    onDone()
    onClose()
  }
  return (
    <SheetForm
      title={words.jobTitle(name)}
      closeLabel={words.close}
      back={words.back}
      submit={words.jobYes}
      isBusy={isBusy}
      problem={problem === null ? null : describeProblem(problem)}
      place={place}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <p>{words.jobLead}</p>
      <SelectField
        label={words.service}
        value={service}
        options={[{ value: '', label: words.anyService }, ...services.map((each) => ({ value: each, label: each }))]}
        onChange={setService}
      />
      <TextField
        label={words.amount}
        hint={words.amountHint}
        value={amount}
        inputMode="decimal"
        prefix={money(0).replaceAll(/[\d.,\s]/g, '')}
        error={isWrong ? sayFault({ code: 'amount' }) : null}
        onInput={(typed) => {
          setAmount(typed)
          setWrong(false)
        }}
      />
    </SheetForm>
  )
}
