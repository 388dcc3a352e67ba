import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Plan } from '../../tenants/contract/after-job.ts'
import type { Problem } from '../api.ts'
import { openForm } from '../models/form.ts'
import { EMPTY_PAPER, noteContract, paperRules, takePlan } from '../models/paper-plan-form.ts'
import { readPlans } from '../models/plans-model.ts'
import { business } from '../models/tenant-model.ts'
import { SelectField } from '../parts/select-field.tsx'
import { SheetForm } from '../parts/sheet-form.tsx'
import { showToast } from '../toasts.ts'
import { paperPlanWords } from '../words/paper-plan-words.ts'
import { plansWords } from '../words/plans-words.ts'
import { describeProblem } from '../words/problems.ts'
import { focusFirstFault } from './fault-words.ts'
import { PaperProof, PaperTerms, PaperWho } from './paper-plan-fields.tsx'
import '../styles/quotes.css'
import '../styles/schedule.css'

type PaperPlanProps = {
  tenantId: string
  /** Given where the plan is somebody's in particular. */
  customer: { customerId: string; name: string } | null
  onClose: () => void
  onDone: () => void
}

/** A plan that was agreed to elsewhere is entered with what shows it. */
export function PaperPlan({ tenantId, customer, onClose, onDone }: PaperPlanProps) {
  const words = paperPlanWords()
  const currency = business.value?.currency ?? 'USD'
  const form = useMemo(() => openForm(EMPTY_PAPER, paperRules(customer?.customerId ?? null, currency)), [])
  const [plans, setPlans] = useState<Plan[]>([])
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const place = useRef<HTMLFormElement>(null)
  useEffect(() => {
    // Where they cannot be read, all of it is typed.
    void readPlans(tenantId).then((answer) => answer.ok && setPlans(answer.value))
  }, [tenantId])
  const save = async () => {
    setProblem(null)
    const contract = form.check()
    if (contract === null) return focusFirstFault(place.current)
    setBusy(true)
    const answer = await noteContract(tenantId, contract)
    setBusy(false)
    if (!answer.ok) {
      if (form.refuse(answer.problem.issues)) return focusFirstFault(place.current)
      return setProblem(answer.problem)
    }
    showToast(contract.renewsByItself && !answer.value.renewsByItself ? words.savedUnrenewed : words.saved)
    onDone()
    onClose()
  }
  const choose = (planId: string) => {
    const plan = plans.find(({ id }) => id === planId)
    form.set(plan ? takePlan(plan, currency) : { planId: '' })
  }
  return (
    <SheetForm
      title={customer === null ? words.title : words.titleFor(customer.name)}
      closeLabel={plansWords().close}
      back={plansWords().back}
      submit={words.save}
      isBusy={isBusy}
      problem={problem === null ? null : describeProblem(problem)}
      place={place}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <p>{words.lead}</p>
      {customer === null ? <PaperWho form={form} /> : null}
      {plans.length === 0 ? null : (
        <SelectField
          label={words.like}
          value={form.fields.value.planId}
          options={[{ value: '', label: words.none }, ...plans.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={choose}
        />
      )}
      <PaperTerms form={form} currency={currency} />
      <PaperProof form={form} />
    </SheetForm>
  )
}
